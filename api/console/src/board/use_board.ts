// The board's state: the day, what is read of it, which order and which candidate are chosen, and
// what is sent and taken back.
import { useEffect, useState } from 'preact/hooks';
import type { CommandAnswer, List, ListPage, Row } from '../edge/types.ts';
import { command, get, Problem } from '../edge/client.ts';
import { newKey } from '../forms/use_send.ts';
import { t } from '../i18n/index.ts';
import { problemText } from '../parts/states.tsx';
import { failure, toast } from '../parts/toasts.tsx';
import { adjust, param } from '../state/location.ts';
import { nameOf, remember } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo } from '../state/schema.ts';
import { isPast, shown } from '../state/time.ts';
import { dayAfter, dayOf, hourText, isDay, spanOf, step_ms, type Span } from './day.ts';
import { checkText, lacking } from './said.ts';
import type { Booked, Candidate, CandidatesAnswer, WaitingOrder, Worker } from './types.ts';

const people_most = 100;
const tray_most = 60;
const over = new Set(['declined', 'canceled']);

export interface Group {
  outlet: string;
  workers: Worker[];
}

// What a visit that was sent is taken back by.
interface Undo {
  order: string;
  command: string;
  body: Row;
}

// What is chosen beyond the order itself: a candidate by his place, or a time that is named.
interface Named {
  technician: string;
  at: number;
}

export interface Board {
  span: Span;
  groups: Group[];
  booked: Booked[];
  tray: WaitingOrder[];
  more: boolean;
  loading: boolean;
  problem: Problem | undefined;
  chosen: WaitingOrder | undefined;
  moving: Booked | undefined; // a booking that is moved, instead of an order of the tray
  answer: CandidatesAnswer | undefined;
  candidates: Candidate[];
  candidate: Candidate | undefined;
  asking: boolean;
  said: string;
  turn: (days: number) => void;
  toDay: (day: string) => void;
  choose: (order: string) => void;
  step: (by: number) => void;
  pick: (index: number) => void;
  name: (technician: string, at: number) => Promise<Candidate | undefined>;
  move: (booking: Booked | undefined) => void;
  shift: (by: number) => void;
  send: (one?: Candidate, reason?: string) => Promise<void>;
  askOverride: (reason: string) => Promise<void>;
  undo: () => Promise<void>;
  reload: () => void;
}

function grouped(workers: Worker[], outlet: string | undefined): Group[] {
  const groups = new Map<string, Worker[]>();
  for (const one of workers) groups.set(one.outlet, [...(groups.get(one.outlet) ?? []), one]);
  return [...groups]
    .map(([of, some]) => ({ outlet: of, workers: some }))
    .toSorted((a, b) => Number(b.outlet === outlet) - Number(a.outlet === outlet));
}

const orderPath = (order: string): string =>
  `/v1/work_orders/${encodeURIComponent(order)}/candidates`;

// Reads of the day.
function useDay(day: string) {
  const people = useResource<ListPage>(
    '/v1/technicians',
    { status: 'active', limit: people_most },
    { topic: 'position' },
  );
  const booked = useResource<ListPage>(
    '/v1/bookings',
    { 'starts_at.from': day, 'starts_at.until': day, limit: 500 },
    { topic: 'orders' },
  );
  const tray = useResource<ListPage>(
    '/v1/queue_items',
    { queue: 'to_schedule', sort: 'since', limit: tray_most },
    { topic: 'queues' },
  );
  useEffect(() => {
    const some = (people.data?.items ?? []) as Worker[];
    remember(
      'technician',
      some.map((one) => ({ id: one.id, label: one.name })),
    );
  }, [people.data]);
  return { people, booked, tray };
}

// The command that takes it back, and what that says.
function undoOf(one: Candidate, answer: CommandAnswer, moved: Booked | undefined): Undo {
  const order = String(one.body.order);
  const booking = answer.events.find((event) => 'booking' in event)?.booking ?? 1;
  const reason = t('undone_because');
  if (!moved) return { order, command: 'withdraw_booking', body: { order, booking, reason } };
  const times = { starts_at: moved.starts_at, ends_at: moved.ends_at };
  const back =
    one.command === 'reassign_booking'
      ? { order, booking: moved.number, technician: moved.technician, ...times, reason }
      : { order, booking: moved.number, ...times, asked_by: 'outlet', reason };
  return { order, command: one.command, body: back };
}

export function useBoard(): Board {
  const today = dayOf(shown.value?.recorded_at ?? new Date().toISOString());
  const live = dayOf(new Date().toISOString());
  const asked = param('day');
  const day = isDay(asked) ? asked : isPast.value ? today : live;
  const { people, booked, tray } = useDay(day);
  const bookings = ((booked.data?.items ?? []) as Booked[]).filter((one) => !over.has(one.status));
  const orders = (tray.data?.items ?? []) as WaitingOrder[];
  const span = spanOf(day, bookings);

  const [movingKey, setMovingKey] = useState('');
  const moving = bookings.find((one) => `${one.order}:${one.number}` === movingKey);
  const chosenId = param('order');
  const chosen = moving ? undefined : orders.find((one) => one.order === chosenId);
  const [index, setIndex] = useState(0);
  const [named, setNamed] = useState<Candidate | undefined>();
  const [said, setSaid] = useState('');
  const [undos, setUndos] = useState<Undo[]>([]);
  const [busy, setBusy] = useState(false);

  const order = moving?.order ?? chosen?.order;
  const could = useResource<CandidatesAnswer>(
    order ? orderPath(order) : null,
    { day, ...(moving && { booking: moving.number, reason: t('undone_because') }) },
    { topic: 'orders' },
  );
  const answer = could.data?.order === order ? could.data : undefined;
  const candidates = answer?.candidates ?? [];
  const candidate = named ?? (moving ? undefined : candidates[index]);

  // What was named is of one order on one day.
  const forget = (): void => {
    setNamed(undefined);
    setIndex(0);
  };
  useEffect(forget, [order, day]);

  const choose = (id: string): void => {
    setMovingKey('');
    adjust({ order: id || null }, true);
  };
  const reload = (): void => {
    booked.reload();
    tray.reload();
    could.reload();
  };

  const askNamed = async ({ technician, at }: Named): Promise<Candidate | undefined> => {
    if (!order) return undefined;
    try {
      const { data } = await get<CandidatesAnswer>(orderPath(order), {
        technician,
        at: new Date(at).toISOString(),
        ...(answer && { minutes: answer.minutes }),
        ...(moving && { booking: moving.number, reason: t('undone_because') }),
      });
      const [one] = data.candidates;
      setNamed(one);
      return one;
    } catch (failed) {
      failure(failed);
      return undefined;
    }
  };

  const nameOfHim = (id: string): string => nameOf('technician', id) ?? id;

  const send = async (one = candidate, reason = ''): Promise<void> => {
    if (!one || busy) return;
    if (isPast.value) return failure(new Problem(0, { code: 'past' }));
    if (one.verdict !== 'pass') {
      const why = one.verdict === 'override' ? overrideText(one) : refusedText(one);
      setSaid(why);
      toast('bad', why);
      return;
    }
    setBusy(true);
    try {
      const body = moving && reason ? { ...one.body, reason } : one.body;
      const { data } = await command<CommandAnswer>(one.path, body, newKey());
      const text = t('board_sent', {
        order: String(one.body.order),
        name: nameOfHim(one.technician),
        at: hourText(one.starts_at),
      });
      setUndos([...undos, undoOf(one, data, moving)]);
      setSaid(text);
      toast('good', text);
      const next = orders[orders.findIndex((item) => item.order === order) + 1];
      if (moving) setMovingKey('');
      else choose(next?.order ?? '');
      forget();
      reload();
    } catch (failed) {
      failure(failed);
      if (failed instanceof Problem) setSaid(problemText(failed));
      could.reload();
    } finally {
      setBusy(false);
    }
  };

  const askOverride = async (reason: string): Promise<void> => {
    if (!candidate || candidate.verdict !== 'override' || busy || isPast.value) return;
    setBusy(true);
    try {
      const checks = lacking(candidate);
      await command(
        commandInfo('ask_dispatch_override')!.route,
        { order, technician: candidate.technician, checks, reason },
        newKey(),
      );
      const text = t('board_override_asked', { checks: checks.map(checkText).join('、') });
      setSaid(text);
      toast('good', text);
    } catch (failed) {
      failure(failed);
    } finally {
      setBusy(false);
    }
  };

  const undo = async (): Promise<void> => {
    const last = undos.at(-1);
    if (!last || busy || isPast.value) return;
    setBusy(true);
    try {
      await command(commandInfo(last.command)!.route, last.body, newKey());
      setUndos(undos.slice(0, -1));
      const text = t('board_undone', { order: last.order });
      setSaid(text);
      toast('good', text);
      choose(last.order);
      reload();
    } catch (failed) {
      failure(failed);
    } finally {
      setBusy(false);
    }
  };

  return {
    span,
    groups: grouped((people.data?.items ?? []) as Worker[], moving?.outlet ?? chosen?.outlet),
    booked: bookings,
    tray: orders,
    more: Boolean((tray.data as List | undefined)?.next_cursor),
    loading: !people.data || !booked.data || !tray.data,
    problem: people.problem ?? booked.problem ?? tray.problem,
    chosen,
    moving,
    answer,
    candidates,
    candidate,
    asking: could.loading,
    said,
    turn: (days) => adjust({ day: dayAfter(day, days) }, true),
    toDay: (to) => isDay(to) && adjust({ day: to }, true),
    choose,
    step: (by) => {
      const at = orders.findIndex((one) => one.order === chosen?.order);
      const next = orders[Math.min(orders.length - 1, Math.max(0, at + by))] ?? orders[0];
      if (next) choose(next.order);
    },
    pick: (at) => {
      if (!candidates[at]) return;
      setNamed(undefined);
      setIndex(at);
    },
    name: (technician, at) => askNamed({ technician, at }),
    move: (booking) => {
      setMovingKey(booking ? `${booking.order}:${booking.number}` : '');
    },
    shift: (by) => {
      if (!candidate) return;
      const at = Math.round(Date.parse(candidate.starts_at) / step_ms + by) * step_ms;
      void askNamed({ technician: candidate.technician, at });
    },
    send,
    askOverride,
    undo,
    reload,
  };
}

export const overrideText = (one: Candidate): string =>
  t('board_by_another', { checks: lacking(one).map(checkText).join('、') });

export function refusedText(one: Candidate): string {
  const hard = one.checks.filter((check) => check.verdict === 'refused');
  const why = hard.length > 0 ? hard.map((check) => checkText(check.check)) : [one.refusal?.title];
  return t('board_refused', { why: why.join('、') });
}
