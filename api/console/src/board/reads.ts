// What the board reads of a day: who works, what is booked, what waits to be dispatched.
import { useEffect } from 'preact/hooks';
import type { ListPage } from '../edge/types.ts';
import { remember } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import { mayList } from '../state/session.ts';
import { deadlinesOf, due_kinds } from './deadlines.tsx';
import { useDuty } from './off_duty.ts';
import type { Booked, Carried, WaitingOrder, Worker } from './types.ts';

const people_most = 100;
const asked_most = 200;
const tray_most = 60;
const deadlines_most = 100;
const booked_most = 500;
const over = new Set(['declined', 'canceled']);

export interface Group {
  outlet: string;
  workers: Worker[];
}

// By outlet, that of the chosen order first.
export function grouped(workers: Worker[], first: string | undefined): Group[] {
  const groups = new Map<string, Worker[]>();
  for (const one of workers) groups.set(one.outlet, [...(groups.get(one.outlet) ?? []), one]);
  return [...groups]
    .map(([outlet, some]) => ({ outlet, workers: some }))
    .toSorted((a, b) => Number(b.outlet === first) - Number(a.outlet === first));
}

// What is promised soonest first; then what waits longest.
export function byDeadline(a: WaitingOrder, b: WaitingOrder): number {
  const at = (one: WaitingOrder): number => (one.due_at ? Date.parse(one.due_at) : Infinity);
  return at(a) === at(b) ? a.since.localeCompare(b.since) : at(a) - at(b);
}

const ofList = (list: string): string | null => (mayList(list) ? `/v1/${list}` : null);

export function useDay(day: string) {
  const people = useResource<ListPage>(
    '/v1/technicians',
    { status: 'active', limit: people_most },
    { topic: 'position' },
  );
  const booked = useResource<ListPage>(
    '/v1/bookings',
    { 'starts_at.from': day, 'starts_at.until': day, limit: booked_most },
    { topic: 'orders' },
  );
  const tray = useResource<ListPage>(
    '/v1/queue_items',
    { queue: 'to_schedule', sort: 'since', limit: asked_most },
    { topic: 'queues' },
  );
  const alarms = useResource<ListPage>(
    ofList('alarms'),
    { status: 'armed', kind: due_kinds, sort: 'due_at', limit: deadlines_most },
    { topic: 'orders' },
  );
  const custody = useResource<ListPage>(
    ofList('custodies'),
    { condition: 'good', limit: booked_most },
    { topic: 'position' },
  );
  const duty = useDuty(day);
  const workers = (people.data?.items ?? []) as Worker[];
  useEffect(() => {
    remember(
      'technician',
      workers.map((one) => ({ id: one.id, label: one.name })),
    );
  }, [people.data]);
  const orders = ((tray.data?.items ?? []) as WaitingOrder[]).toSorted(byDeadline);
  return {
    workers,
    bookings: ((booked.data?.items ?? []) as Booked[]).filter((one) => !over.has(one.status)),
    orders: orders.slice(0, tray_most),
    more: orders.length > tray_most || Boolean(tray.data?.next_cursor),
    deadlines: deadlinesOf(alarms.data?.items ?? []),
    carried: ((custody.data?.items ?? []) as unknown as Carried[]).filter(
      (one) => one.quantity > 0,
    ),
    offOf: duty.offOf,
    loading: !people.data || !booked.data || !tray.data,
    problem: people.problem ?? booked.problem ?? tray.problem,
    reload: (): void => {
      booked.reload();
      tray.reload();
    },
  };
}
export type DayRead = ReturnType<typeof useDay>;
