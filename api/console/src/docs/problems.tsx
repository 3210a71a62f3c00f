// The codes of problem documents: what each means, what to do, and which commands may answer it.
import { t } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { param } from '../state/location.ts';
import { say } from '../state/schema.ts';
import type { Group, Operation, ProblemInfo } from './document.ts';
import { titleOf } from './labels.ts';
import { Method } from './operation.tsx';

export const fits = (one: ProblemInfo, words: string[]): boolean => {
  const text = [one.code, one.status, one.title.zh, one.title.en].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
};

export function ProblemLink({ of }: { of: ProblemInfo }) {
  return (
    <Link class="docs-hit" to={`/docs/problems/${of.code}`}>
      <b class="docs-method">{of.status}</b> <code>{of.code}</code>{' '}
      <span class="muted">{say(of.title)}</span>
    </Link>
  );
}

export function ProblemList({ all }: { all: ProblemInfo[] }) {
  const stream = param('stream');
  const general = ['request', 'authority', 'command'];
  const shown = all.filter(({ code }) => {
    const of = code.split('.')[0]!;
    return !stream || of === stream || general.includes(of);
  });
  return (
    <article>
      <header>
        <h1>{t('docs_problem_codes')}</h1>
        <p>{t('docs_problems_note')}</p>
        {stream && (
          <p>
            <Link class="link" to="/docs/problems" query={{ stream: null }}>
              {t('docs_all_codes', { n: all.length })}
            </Link>
          </p>
        )}
      </header>
      <ul class="docs-hits" data-test="problems">
        {shown.map((one) => (
          <li key={one.code}>
            <ProblemLink of={one} />
          </li>
        ))}
      </ul>
    </article>
  );
}

export function ProblemView({ of, groups }: { of: ProblemInfo; groups: Group[] }) {
  const stream = of.code.split('.')[0];
  const senders: Operation[] = groups
    .flatMap((group) => group.operations)
    .filter((operation) => operation.command && operation.stream === stream);
  return (
    <article data-problem={of.code}>
      <header>
        <h1>
          <code>{of.code}</code>
        </h1>
        <p>
          <b class="docs-method">HTTP {of.status}</b>
        </p>
      </header>
      <section>
        <h2>{t('docs_cause')}</h2>
        <p>{say(of.title)}</p>
      </section>
      <section>
        <h2>{t('docs_todo')}</h2>
        <p>{say(of.todo)}</p>
      </section>
      {senders.length > 0 && (
        <section>
          <h2>{t('docs_answered_by')}</h2>
          <ul class="docs-hits">
            {senders.map((operation) => (
              <li key={operation.id}>
                <Link class="docs-hit" to={`/docs/${operation.group}/${operation.id}`}>
                  <Method of={operation.method} /> <code>{operation.path}</code>{' '}
                  <span class="muted">{titleOf(operation)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <Link class="link" to="/docs/problems">
          {t('docs_problem_codes')}
        </Link>
      </p>
    </article>
  );
}
