// A technician of the day: who he is, what he can, what he carries and how much he has; and on the
// hours what he has, when he is not there, and where the chosen order could go.
import type { ComponentChildren } from 'preact';
import { integerText, listText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { toneOf } from '../parts/tones.ts';
import { nameOf } from '../state/names.ts';
import { enumLabel } from '../state/schema.ts';
import { duesOf } from './deadlines.tsx';
import { hourText, isOn, placeOn, pointOn } from './day.ts';
import { startDrag, useDrop } from './drag.ts';
import type { Off } from './off_duty.ts';
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
  const after = minutes + (candidate ? candidate.load.after - candidate.load.minutes : 0);
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

// What he has with him; where the chosen order waits for parts, whether these are among them.
function Parts({
  worker,
  candidate,
  board,
}: {
  worker: Worker;
  candidate: Candidate | undefined;
  board: Board;
}) {
  const own = board.carried.filter((one) => one.technician === worker.id);
  const needed = candidate?.parts ?? [];
  if (own.length === 0 && needed.length === 0) return null;
  const all = own.map((one) => `${one.part}×${quantityText(one.quantity)}`).join(' ');
  return (
    <small class="carries" data-test="carries" title={`${t('board_carries')} ${all || '—'}`}>
      {needed.map((one) => {
        const has = one.carried >= one.needed;
        return (
          <b key={one.part} class={has ? 'has' : 'lacks'} data-needed={one.part}>
            {has ? '✓' : '✗'} {one.part} {quantityText(one.carried)}/{quantityText(one.needed)}
          </b>
        );
      })}
      {needed.length === 0 && `${t('board_carries')} ${all}`}
    </small>
  );
}

// When he is not there.
function Away({ off, board }: { off: Off[]; board: Board }) {
  return (
    <>
      {off.map((one) => (
        <span
          key={one.from}
          class="away"
          data-test="away"
          style={placeOn(board.span, one.from, one.until)}
          title={`${hourText(one.from)}–${hourText(one.until)} ${one.why}`}
        >
          {one.why}
        </span>
      ))}
    </>
  );
}

// The customer's window and the deadlines of the chosen order, down through everybody's hours.
function Bands({ board }: { board: Board }) {
  const { answer, span } = board;
  const { window_from: from, window_until: until } = answer ?? {};
  return (
    <>
      {from && until && (
        <b class="window" style={placeOn(span, Date.parse(from), Date.parse(until))} />
      )}
      {duesOf(board).map((one) => (
        <b key={one.kind} class="due-line" style={pointOn(span, one.at)} />
      ))}
    </>
  );
}

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

interface Shown {
  worker: Worker;
  off: Off[];
  board: Board;
  now: number;
}

export function Technician({ worker, off, board, now }: Shown) {
  const { span } = board;
  const own = board.booked.filter((one) => one.technician === worker.id);
  const index = board.candidates.findIndex((one) => one.technician === worker.id);
  const far =
    board.candidate?.technician === worker.id && index < 0 ? board.candidate : undefined;
  const candidate = board.candidates[index] ?? far;
  const chosen = board.candidate?.technician === worker.id;
  const free = own.length === 0 && !candidate && off.length === 0;
  return (
    <li class={chosen ? 'chosen' : ''} data-technician={worker.id}>
      <div class="who">
        <bdi class="name">{nameOf('technician', worker.id) ?? worker.name}</bdi>{' '}
        {candidate && (
          <em class={`mark ${candidate.verdict}`} title={verdictText(candidate)}>
            {markOf(candidate, index)}
          </em>
        )}
        <Load worker={worker} board={board} />
        <small class="skills muted" title={skillsOf(worker)}>
          {skillsOf(worker)}
        </small>
        <Parts worker={worker} candidate={candidate} board={board} />
      </div>
      <Lane worker={worker} board={board}>
        <Bands board={board} />
        <Away off={off} board={board} />
        {isOn(span, now) && <b class="now" style={pointOn(span, now)} />}
        {own.map((one) => (
          <Bar key={`${one.order}:${one.number}`} one={one} board={board} />
        ))}
        {candidate && <Slot one={candidate} index={index} board={board} />}
        {free && <small class="none faint">{t('board_free')}</small>}
      </Lane>
    </li>
  );
}
