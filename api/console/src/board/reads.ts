// What the board reads of a day: who works, what is booked, what waits to be dispatched.
import { useEffect } from 'preact/hooks';
import type { ListPage } from '../edge/types.ts';
import { remember } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import type { Booked, WaitingOrder, Worker } from './types.ts';

const people_most = 100;
const tray_most = 60;
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
    { queue: 'to_schedule', sort: 'since', limit: tray_most },
    { topic: 'queues' },
  );
  const workers = (people.data?.items ?? []) as Worker[];
  useEffect(() => {
    remember(
      'technician',
      workers.map((one) => ({ id: one.id, label: one.name })),
    );
  }, [people.data]);
  return {
    workers,
    bookings: ((booked.data?.items ?? []) as Booked[]).filter((one) => !over.has(one.status)),
    orders: (tray.data?.items ?? []) as WaitingOrder[],
    more: Boolean(tray.data?.next_cursor),
    loading: !people.data || !booked.data || !tray.data,
    problem: people.problem ?? booked.problem ?? tray.problem,
    reload: (): void => {
      booked.reload();
      tray.reload();
    },
  };
}
export type DayRead = ReturnType<typeof useDay>;
