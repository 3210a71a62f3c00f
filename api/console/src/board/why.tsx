// Why he: what each check says of the first candidates, how far they are, what they carry, who
// mended the machine; and what can be sent, before it is.
import { dayText, integerText, listText, minuteText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/states.tsx';
import { nameOf } from '../state/names.ts';
import { enumLabel } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { hourText } from './day.ts';
import { allDuesOf } from './deadlines.tsx';
import { dueText, leftText, urgencyOf } from './left.ts';
import {
  compared_most,
  digits,
  distanceText,
  handText,
  marks,
  overrideText,
  refusedText,
} from './said.ts';
import type { Candidate } from './types.ts';
import type { Board } from './use_board.ts';

const nameOfHim = (one: Candidate): string =>
  nameOf('technician', one.technician) ?? one.technician;

// The first four, and the chosen one where he is none of them.
function compared(board: Board): Candidate[] {
  const first = board.candidates
    .slice(0, compared_most)
    .map((one) => (one.technician === board.candidate?.technician ? board.candidate : one));
  const { candidate } = board;
  if (!candidate || first.some((one) => one.technician === candidate.technician)) return first;
  return [...first.slice(0, compared_most - 1), candidate];
}

function Cells({ of, text }: { of: Candidate[]; text: (one: Candidate) => string }) {
  return (
    <>
      {of.map((one) => (
        <td key={one.technician}>{text(one)}</td>
      ))}
    </>
  );
}

// Beside the checks: how far, how busy, what is in hand, what he owes, who mended it.
function Figures({ of }: { of: Candidate[] }) {
  return (
    <>
      <tr>
        <th scope="row">{t('board_distance')}</th>
        <Cells of={of} text={(one) => distanceText(one.distance_m)} />
      </tr>
      <tr>
        <th scope="row">{t('board_load')}</th>
        <Cells
          of={of}
          text={({ load }) => `${integerText(load.minutes)} → ${integerText(load.after)}`}
        />
      </tr>
      <tr>
        <th scope="row">{t('board_hand')}</th>
        <Cells of={of} text={handText} />
      </tr>
      {of.some((one) => one.debts.length > 0) && (
        <tr data-test="debts">
          <th scope="row">{t('board_debts')}</th>
          <Cells
            of={of}
            text={(one) =>
              one.debts.length === 0
                ? '—'
                : listText(one.debts.map((debt) => enumLabel('technician_debt', debt)))
            }
          />
        </tr>
      )}
      <tr>
        <th scope="row">{t('board_repaired')}</th>
        <Cells
          of={of}
          text={(one) => (one.repaired_at ? dayText(one.repaired_at).slice(5) : '—')}
        />
      </tr>
    </>
  );
}

function Comparison({ board }: { board: Board }) {
  const of = compared(board);
  const [first] = of;
  if (!first) return <p class="muted">{t('board_no_candidates')}</p>;
  const isChosen = (one: Candidate): boolean => one.technician === board.candidate?.technician;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('board_why')}>
      <table class="checks">
        <thead>
          <tr>
            <th>{t('board_check')}</th>
            {of.map((one, index) => (
              <th key={one.technician} class={isChosen(one) ? 'chosen' : ''} scope="col">
                <em class={`mark ${one.verdict}`} aria-hidden="true">
                  {one.verdict === 'refused' ? '✗' : (digits[index] ?? '·')}
                </em>
                <bdi>{nameOfHim(one)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.checks.map((check, row) => (
            <tr key={check.check} data-check={check.check}>
              <th scope="row">{enumLabel('dispatch_check', check.check)}</th>
              {of.map((one) => {
                const said = one.checks[row]!;
                return (
                  <td
                    key={one.technician}
                    class={`${said.verdict}${isChosen(one) ? ' chosen' : ''}`}
                    title={said.found || undefined}
                  >
                    {marks[said.verdict]}
                  </td>
                );
              })}
            </tr>
          ))}
          <Figures of={of} />
        </tbody>
      </table>
    </div>
  );
}

// By when the chosen one has to be accepted, somebody be there, the work be done.
function Dues({ board, now }: { board: Board; now: number }) {
  return (
    <span>
      {allDuesOf(board).map((one) => (
        <small
          key={one.kind}
          class={`due ${urgencyOf(one.at - now)}`}
          data-due-of={one.kind}
          title={minuteText(one.at)}
        >
          {dueText(one.kind)} {leftText(one.at - now)}
        </small>
      ))}
    </span>
  );
}

function Verdict({
  board,
  reason,
  setReason,
}: {
  board: Board;
  reason: string;
  setReason: (text: string) => void;
}) {
  const one = board.candidate;
  if (!one) return null;
  const at = `${hourText(one.starts_at)}–${hourText(one.ends_at)}`;
  // What stands below: asking for what he lacks, or sending.
  const go = (): void => {
    if (one.verdict === 'pass') void board.send(undefined, reason.trim());
    else if (reason.trim() !== '') void board.askOverride(reason.trim());
  };
  const asks = one.verdict === 'override' || (one.verdict === 'pass' && board.moving);
  return (
    <div class="verdict" data-test="verdict" data-verdict={one.verdict}>
      {one.verdict === 'refused' && <p class="notice bad">{refusedText(one)}</p>}
      {one.verdict === 'override' && <p class="notice warn">{overrideText(one)}</p>}
      {asks && !isPast.value && (
        <label>
          {board.moving ? t('board_ask_why') : t('board_reason')}
          <input
            name="reason"
            maxLength={200}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && go()}
          />
        </label>
      )}
      {one.verdict === 'override' && may('ask_dispatch_override') && (
        <button
          class="primary"
          disabled={isPast.value || reason.trim() === ''}
          data-test="ask-override"
          onClick={() => void board.askOverride(reason.trim())}
        >
          {t('board_override_ask')} <kbd>⇧↵</kbd>
        </button>
      )}
      <button
        class={one.verdict === 'pass' ? 'primary' : ''}
        disabled={isPast.value || one.verdict !== 'pass'}
        data-test="send"
        title={isPast.value ? t('board_drop_past') : undefined}
        onClick={() => void board.send(undefined, reason.trim())}
      >
        {t('board_send', { name: nameOfHim(one), at })} <kbd>↵</kbd>
      </button>
    </div>
  );
}

export function Why(props: {
  board: Board;
  now: number;
  reason: string;
  setReason: (text: string) => void;
}) {
  const { board } = props;
  const order = board.moving?.order ?? board.chosen?.order;
  if (!order)
    return (
      <Card class="why" title={t('board_why')} note={t('board_why_note')}>
        <p class="muted">{t('board_choose')}</p>
      </Card>
    );
  const about = board.moving ?? board.chosen!;
  return (
    <Card class="why" title={t('board_why')} note={t('board_why_note')}>
      <p class="of-order">
        <Link class="link mono" to={`/orders/${order}`}>
          {order}
        </Link>{' '}
        {enumLabel('service_type', about.service_type)} · {wordText('brand', about.brand)}
        {board.answer?.window_from && board.answer.window_until && (
          <small class="muted">
            {' '}
            {t('board_window', {
              from: hourText(board.answer.window_from),
              until: hourText(board.answer.window_until),
            })}
          </small>
        )}{' '}
        <Dues board={board} now={props.now} />
      </p>
      {board.answer ? (
        <>
          <Comparison board={board} />
          <Verdict {...props} />
        </>
      ) : (
        <Loading />
      )}
    </Card>
  );
}
