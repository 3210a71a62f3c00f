// Technicians × the hours of a day: who is there, the deadlines, and who is not there.
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { named } from '../state/names.ts';
import { enumLabel } from '../state/schema.ts';
import { hour_ms, hourText, isOn, placeOn, pointOn } from './day.ts';
import { duesOf, Marks } from './deadlines.tsx';
import { dueText } from './left.ts';
import { isOffAllDay, type Off } from './off_duty.ts';
import { Technician } from './technician.tsx';
import type { Worker } from './types.ts';
import type { Board } from './use_board.ts';

const done = new Set(['completed', 'partly_completed']);

function Hours({ board, now }: { board: Board; now: number }) {
  const { span, answer } = board;
  const hours = Array.from(
    { length: Math.round((span.until - span.from) / hour_ms) },
    (_, index) => span.from + index * hour_ms,
  );
  const window_ = answer?.window_from && answer.window_until;
  return (
    <div class="hours" aria-hidden="true">
      {hours.map((at) => (
        <span key={at} style={pointOn(span, at)}>
          {hourText(at).slice(0, 2)}
        </span>
      ))}
      {window_ && (
        <b
          class="window"
          style={placeOn(span, Date.parse(answer.window_from!), Date.parse(answer.window_until!))}
          title={t('board_window', {
            from: hourText(answer.window_from!),
            until: hourText(answer.window_until!),
          })}
        />
      )}
      {duesOf(board).map((one) => (
        <b
          key={one.kind}
          class="due-at"
          data-due-line={one.kind}
          style={pointOn(span, one.at)}
          title={`${enumLabel('alarm_kind', one.kind)} ${hourText(one.at)}`}
        >
          {dueText(one.kind)} {hourText(one.at)}
        </b>
      ))}
      <Marks board={board} now={now} />
      {isOn(span, now) && (
        <b class="now" style={pointOn(span, now)}>
          {hourText(now)}
        </b>
      )}
    </div>
  );
}

interface Here {
  worker: Worker;
  off: Off[];
}

function People({ people, board, now }: { people: Here[]; board: Board; now: number }) {
  return (
    <ul>
      {people.map(({ worker, off }) => (
        <Technician key={worker.id} worker={worker} off={off} board={board} now={now} />
      ))}
    </ul>
  );
}

export function Grid({ board, now }: { board: Board; now: number }) {
  const groups = board.groups.map((group) => ({
    outlet: group.outlet,
    people: group.workers.map((worker) => ({ worker, off: board.offOf(worker, board.span) })),
  }));
  const isAway = ({ off }: Here): boolean => isOffAllDay(off, board.span);
  const everybody = groups.flatMap((group) => group.people);
  const away = everybody.filter(isAway);
  const count = (of: Set<string>): number =>
    board.booked.filter((one) => of.has(one.status)).length;
  return (
    <Card
      class="grid"
      title={t('board_on_post', { n: everybody.length - away.length })}
      note={t('board_done_n', {
        n: board.booked.length,
        done: count(done),
        doing: count(new Set(['in_progress', 'on_break'])),
      })}
    >
      {everybody.length === 0 && <p class="muted">{t('board_no_people')}</p>}
      <Hours board={board} now={now} />
      {groups.map((group) => {
        const here = group.people.filter((one) => !isAway(one));
        if (here.length === 0) return null;
        return (
          <section key={group.outlet}>
            <h3>
              {named('outlet', group.outlet)} · {t('board_on_post', { n: here.length })}
            </h3>
            <People people={here} board={board} now={now} />
          </section>
        );
      })}
      {away.length > 0 && (
        <section data-test="not-available">
          <h3>{t('board_not_available', { n: away.length })}</h3>
          <People people={away} board={board} now={now} />
        </section>
      )}
    </Card>
  );
}
