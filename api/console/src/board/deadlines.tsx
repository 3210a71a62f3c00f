// What trips next, the soonest first: by when a visit has to be accepted, somebody has to be there,
// the work has to be done. One that is chosen is an order of the tray, or a booking of the day.
import type { Row } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { named } from '../state/names.ts';
import { queues } from '../state/queues.ts';
import { enumLabel } from '../state/schema.ts';
import { isOn, pointOn } from './day.ts';
import { dueText, leftText, urgencyOf } from './left.ts';
import type { Deadline } from './types.ts';
import type { Board } from './use_board.ts';

const shown_most = 8;
const kinds = ['booking_acceptance', 'order_arrival', 'order_completion'];
export const due_kinds = kinds.join(); // as a list asks for them

export const deadlinesOf = (items: Row[]): Deadline[] =>
  (items as unknown as Deadline[]).filter((one) => one.order && kinds.includes(one.kind));

const bookingOf = (one: Deadline, board: Board): string | undefined => {
  const found = board.booked.findLast((booked) => booked.order === one.order);
  return found && `${found.order}:${found.number}`;
};

function Chip({ one, board, now }: { one: Deadline; board: Board; now: number }) {
  const due = Date.parse(one.due_at);
  const inTray = board.tray.some((order) => order.order === one.order);
  const booking = bookingOf(one, board);
  const text = (
    <>
      <b class="num">{leftText(due - now)}</b> {dueText(one.kind)}{' '}
      <span class="mono">{one.order.slice(-4)}</span>
    </>
  );
  const about = {
    class: `due ${urgencyOf(due - now)}`,
    'data-due': one.order,
    'data-kind': one.kind,
    title: `${one.order} · ${enumLabel('alarm_kind', one.kind)} · ${named('outlet', one.outlet)}`,
  };
  if (!inTray && !booking)
    return (
      <Link {...about} to={`/orders/${one.order}`}>
        {text}
      </Link>
    );
  return (
    <button
      {...about}
      onClick={() => (inTray ? board.choose(one.order) : board.move(booking!))}
    >
      {text}
    </button>
  );
}

export function Deadlines({ board, now }: { board: Board; now: number }) {
  const first = board.deadlines.slice(0, shown_most);
  const tripped = queues.value?.data?.items.find((one) => one.queue === 'tripped')?.count ?? 0;
  if (first.length === 0 && tripped === 0) return null;
  return (
    <Card
      class="deadlines"
      title={t('board_trips_next')}
      end={
        tripped > 0 && (
          <Link class="link tripped" to="/queues/tripped">
            ◆ {t('board_tripped_n', { n: integerText(tripped) })}
          </Link>
        )
      }
    >
      {first.length === 0 ? (
        <p class="muted">{t('board_none_due')}</p>
      ) : (
        <ul data-test="deadlines">
          {first.map((one) => (
            <li key={one.id}>
              <Chip one={one} board={board} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

// On the hours: where deadlines of the day lie, a small mark each.
export function Marks({ board, now }: { board: Board; now: number }) {
  const { span } = board;
  const today = board.deadlines.filter((one) => isOn(span, Date.parse(one.due_at)));
  return (
    <div class="marks" aria-hidden="true" data-test="marks">
      {today.map((one) => (
        <i
          key={one.id}
          class={`${one.kind} ${urgencyOf(Date.parse(one.due_at) - now)}`}
          style={pointOn(span, Date.parse(one.due_at))}
          title={`${one.order} · ${enumLabel('alarm_kind', one.kind)}`}
        />
      ))}
    </div>
  );
}

interface Due {
  kind: string;
  at: number;
}

// Of the chosen order.
export function allDuesOf({ answer }: Board): Due[] {
  const all: [string, string | null | undefined][] = [
    ['booking_acceptance', answer?.accept_by],
    ['order_arrival', answer?.arrive_by],
    ['order_completion', answer?.complete_by],
  ];
  return all
    .filter(([, at]) => at)
    .map(([kind, at]) => ({ kind, at: Date.parse(at!) }));
}

// The same on this day.
export const duesOf = (board: Board): Due[] =>
  allDuesOf(board).filter((one) => isOn(board.span, one.at));
