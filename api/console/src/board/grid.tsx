// Technicians × the hours of a day: what each has, and where the chosen order could go.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { integerText, listText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { Card } from '../parts/card.tsx';
import { toneOf } from '../parts/tones.ts';
import { named, nameOf } from '../state/names.ts';
import { enumLabel } from '../state/schema.ts';
import { isPast, shown } from '../state/time.ts';
import { hour_ms, hourText, isOn, placeOn, pointOn } from './day.ts';
import { startDrag, useDrop } from './drag.ts';
import { markOf, verdictText } from './said.ts';
import type { Booked, Candidate, Worker } from './types.ts';
import type { Board } from './use_board.ts';

const statusMarks: Record<string, string> = {
  completed: '✓',
  partly_completed: '✓',
  traveling: '→',
  in_progress: '●',
  on_break: '‖',
  accepted: '■',
  scheduled: '□',
};
const done = new Set(['completed', 'partly_completed']);

// The now-line moves by itself.
function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 20_000);
    return () => window.clearInterval(timer);
  }, []);
  return isPast.value ? Date.parse(shown.value?.recorded_at ?? '') : now;
}

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
      {isOn(span, now) && (
        <b class="now" style={pointOn(span, now)}>
          {hourText(now)}
        </b>
      )}
    </div>
  );
}

function Bar({ one, board }: { one: Booked; board: Board }) {
  if (!one.starts_at || !one.ends_at) return null;
  const key = `${one.order}:${one.number}`;
  const status = enumLabel('booking_status', one.status);
  const times = `${hourText(one.starts_at)}–${hourText(one.ends_at)}`;
  const chosen = board.moving?.order === one.order && board.moving.number === one.number;
  return (
    <button
      class={`bar tone-${toneOf(one.status)}${chosen ? ' chosen' : ''}`}
      data-booking={key}
      style={placeOn(board.span, Date.parse(one.starts_at), Date.parse(one.ends_at))}
      title={`${one.order} · ${times} · ${status}`}
      aria-pressed={chosen}
      onClick={() => board.move(chosen ? '' : key)}
      onPointerDown={(event) => startDrag(event, one.order, () => board.move(key))}
    >
      <i aria-hidden="true">{statusMarks[one.status] ?? '·'}</i>{' '}
      <span class="hidden">
        {status} {times}{' '}
      </span>
      {one.order.slice(-4)}
      <small class="when">{times}</small>
    </button>
  );
}

function Slot({ one, index, board }: { one: Candidate; index: number; board: Board }) {
  const chosen = board.candidate?.technician === one.technician;
  const shownOne = chosen && board.candidate ? board.candidate : one;
  const times = `${hourText(shownOne.starts_at)}–${hourText(shownOne.ends_at)}`;
  return (
    <button
      class={`slot ${shownOne.verdict}${chosen ? ' chosen' : ''}`}
      data-candidate={one.technician}
      data-verdict={shownOne.verdict}
      aria-pressed={chosen}
      style={placeOn(board.span, Date.parse(shownOne.starts_at), Date.parse(shownOne.ends_at))}
      title={`${times} ${verdictText(shownOne)}`}
      onClick={() => board.pick(index)}
    >
      <i aria-hidden="true">{markOf(shownOne, index)}</i> {verdictText(shownOne)}
      <small class="when">{hourText(shownOne.starts_at)}</small>
    </button>
  );
}

// Minutes of the day that he has, and with the chosen order; of what he may, where that is said.
function Load({ worker, board }: { worker: Worker; board: Board }) {
  const own = board.booked.filter((one) => one.technician === worker.id);
  const minutes = own.reduce(
    (sum, one) =>
      sum +
      (one.starts_at && one.ends_at
        ? (Date.parse(one.ends_at) - Date.parse(one.starts_at)) / 60_000
        : 0),
    0,
  );
  const candidate = board.candidates.find((one) => one.technician === worker.id);
  const limit = worker.daily_minutes_max || 480;
  const after = candidate?.load.after ?? minutes;
  const per = (of: number): number => Math.round((of / limit) * 100);
  return (
    <small class={`load${after > limit ? ' over' : ''}`} title={t('board_load')}>
      <i style={`--now:${Math.min(100, per(minutes))}%;--then:${Math.min(100, per(after))}%`} />
      {integerText(per(minutes))}
      {candidate && ` → ${integerText(per(after))}`}%
    </small>
  );
}

const skillsOf = (worker: Worker): string =>
  listText([...new Set(worker.skills.map((skill) => wordText('category', skill.category)))]);

function Lane({
  worker,
  board,
  children,
}: {
  worker: Worker;
  board: Board;
  children: ComponentChildren;
}) {
  const drop = useDrop(board, worker.id);
  return (
    <div class="lane" data-lane={worker.id} ref={drop}>
      {children}
    </div>
  );
}

function Technician({ worker, board, now }: { worker: Worker; board: Board; now: number }) {
  const { span } = board;
  const own = board.booked.filter((one) => one.technician === worker.id);
  const index = board.candidates.findIndex((one) => one.technician === worker.id);
  const far =
    board.candidate?.technician === worker.id && index < 0 ? board.candidate : undefined;
  const candidate = board.candidates[index] ?? far;
  const chosen = board.candidate?.technician === worker.id;
  return (
    <li class={chosen ? 'chosen' : ''} data-technician={worker.id}>
      <div class="who">
        <b>{nameOf('technician', worker.id) ?? worker.name}</b>{' '}
        <span class="mono faint">{worker.id}</span>
        {candidate && (
          <em class={`mark ${candidate.verdict}`} title={verdictText(candidate)}>
            {markOf(candidate, index)}
          </em>
        )}
        <Load worker={worker} board={board} />
        <small class="skills muted" title={skillsOf(worker)}>
          {skillsOf(worker)}
        </small>
      </div>
      <Lane worker={worker} board={board}>
        {isOn(span, now) && <b class="now" style={pointOn(span, now)} />}
        {own.map((one) => (
          <Bar key={`${one.order}:${one.number}`} one={one} board={board} />
        ))}
        {candidate && <Slot one={candidate} index={index} board={board} />}
        {own.length === 0 && !candidate && <small class="none faint">{t('board_free')}</small>}
      </Lane>
    </li>
  );
}

export function Grid({ board }: { board: Board }) {
  const now = useNow();
  const people = board.groups.reduce((sum, group) => sum + group.workers.length, 0);
  const count = (of: Set<string>): number =>
    board.booked.filter((one) => of.has(one.status)).length;
  return (
    <Card
      class="grid"
      title={t('board_on_post', { n: people })}
      note={t('board_done_n', {
        n: board.booked.length,
        done: count(done),
        doing: count(new Set(['in_progress', 'on_break'])),
      })}
    >
      {people === 0 && <p class="muted">{t('board_no_people')}</p>}
      <Hours board={board} now={now} />
      {board.groups.map((group) => (
        <section key={group.outlet}>
          <h3>
            {named('outlet', group.outlet)} ·{' '}
            {t('board_on_post', { n: group.workers.length })}
          </h3>
          <ul>
            {group.workers.map((worker) => (
              <Technician key={worker.id} worker={worker} board={board} now={now} />
            ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}
