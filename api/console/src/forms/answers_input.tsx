// Answers to a questionnaire: its questions stand there, and each is answered by a click or in
// words; nobody counts which question is the fourth.
import type { CardAnswer, FieldInfo, Row } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { useResource } from '../state/resource.ts';
import { fieldLabel, flat } from '../state/schema.ts';
import type { Raw, RawFields } from './value.ts';

interface Question {
  text: string;
  scale: string;
  must_answer: boolean;
}
interface Version {
  version: number;
  title: string;
  effective_from: string;
  withdrawn_on: string | null;
  questions: Question[];
}

const scores: Record<string, { value: string; text: () => string }[]> = {
  five: ['1', '2', '3', '4', '5'].map((value) => ({ value, text: () => value })),
  yes_no: [
    { value: '1', text: () => t('answer_yes') },
    { value: '2', text: () => t('answer_no') },
  ],
};

const today = (): string => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);

// The version that is in force: of the latest day that has come, of those that hold.
const inForce = (versions: Version[]): Version | undefined =>
  versions
    .filter((one) => one.effective_from <= today() && !one.withdrawn_on)
    .sort((a, b) => (a.effective_from < b.effective_from ? 1 : b.version - a.version))[0];

function Answer({
  question,
  number,
  answer,
  change,
}: {
  question: Question;
  number: number;
  answer: RawFields | undefined;
  change: (answer: RawFields | undefined) => void;
}) {
  const score = String(answer?.['score'] ?? '');
  const words = String(answer?.['words'] ?? '');
  const set = (to: { score: string; words: string }): void =>
    change(to.score || to.words ? { question: `${number}`, ...to } : undefined);
  const choices = scores[question.scale] ?? [];
  return (
    <fieldset class="answer" data-question={number}>
      <legend>
        {number}. {question.text}
        {question.must_answer && (
          <span class="required" title={t('required')}>
            {' '}
            *
          </span>
        )}
      </legend>
      {choices.length > 0 && (
        <span class="segmented">
          {choices.map(({ value, text }) => (
            <button
              key={value}
              type="button"
              aria-pressed={score === value}
              onClick={() => set({ words, score: score === value ? '' : value })}
            >
              {text()}
            </button>
          ))}
        </span>
      )}
      <input
        aria-label={`${number} ${t('answer_words')}`}
        placeholder={t(choices.length > 0 ? 'answer_words_too' : 'answer_words')}
        value={words}
        onInput={(event) => set({ score, words: event.currentTarget.value })}
      />
    </fieldset>
  );
}

export function AnswersInput({
  field,
  questionnaire,
  raw,
  change,
}: {
  field: FieldInfo;
  questionnaire: string;
  raw: Raw[];
  change: (raw: Raw) => void;
}) {
  const path = `/v1/questionnaires/${encodeURIComponent(questionnaire)}`;
  const card = useResource<CardAnswer>(path);
  if (card.problem) return <Failed problem={card.problem} again={card.reload} />;
  if (!card.data) return <Loading />;
  const versions = (flat(card.data.item as Row).versions ?? []) as Version[];
  const now = inForce(versions);
  if (!now) return <p class="muted">{t('answers_not_in_force')}</p>;
  const answers = raw as RawFields[];
  const of = (number: number): RawFields | undefined =>
    answers.find((one) => String(one['question']) === `${number}`);
  const put = (number: number, answer: RawFields | undefined): void =>
    change(
      [...answers.filter((one) => String(one['question']) !== `${number}`), answer]
        .filter((one): one is RawFields => one !== undefined)
        .sort((a, b) => Number(a['question']) - Number(b['question'])),
    );
  return (
    <div class="group" role="group" aria-label={fieldLabel(field)}>
      <p class="muted">{now.title}</p>
      {now.questions.map((question, at) => (
        <Answer
          key={at}
          question={question}
          number={at + 1}
          answer={of(at + 1)}
          change={(answer) => put(at + 1, answer)}
        />
      ))}
    </div>
  );
}
