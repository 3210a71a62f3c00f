// The network as it stands: outlets by region, each with its counts; the most urgent first. Pure.
import type { Names } from '../edge/types.ts';

export interface OutletNow {
  outlet: string;
  region: string | null; // the regional centre that it is or stands below
  open: number;
  tripped: number;
  finished_today: number;
  queues: Record<string, number>;
  undispatched_since: string | null;
}
export interface NetworkAnswer {
  items: OutletNow[];
  names: Names;
  now: string;
  position: string;
}

export interface Region {
  id: string; // empty: below no regional centre
  outlets: OutletNow[];
}

const unsent = ['registered', 'to_schedule'];

export const waiting = (one: OutletNow): number =>
  unsent.reduce((sum, queue) => sum + (one.queues[queue] ?? 0), 0);
export const open = (one: OutletNow): number => one.open;
export const tripped = (one: OutletNow): number => one.tripped;
export const isOutlet = (one: OutletNow): number => Number(one.outlet !== '');
export const finished = (one: OutletNow): number => one.finished_today;

export type State = 'late' | 'busy' | 'calm';
export const stateOf = (one: OutletNow): State =>
  one.tripped > 0 ? 'late' : waiting(one) > 0 ? 'busy' : 'calm';
export const marks: Record<State, string> = { late: '◆', busy: '■', calm: '●' };

export const total = (of: OutletNow[], figure: (one: OutletNow) => number): number =>
  of.reduce((sum, one) => sum + figure(one), 0);

export const longest = (of: OutletNow[]): string | undefined =>
  of
    .map((one) => one.undispatched_since)
    .filter((since) => since !== null)
    .toSorted()[0];

const byUrgency = (a: OutletNow, b: OutletNow): number =>
  b.tripped - a.tripped || waiting(b) - waiting(a) || a.outlet.localeCompare(b.outlet);

// What no outlet has yet counts where an order waits there or a deadline tripped.
const isShown = (one: OutletNow): boolean => one.outlet !== '' || one.open + one.tripped > 0;

// The region with most that tripped first; what is below none last.
export function regions(items: OutletNow[]): Region[] {
  const grouped = new Map<string, OutletNow[]>();
  for (const one of items.filter(isShown).toSorted(byUrgency)) {
    const id = one.region ?? '';
    grouped.set(id, [...(grouped.get(id) ?? []), one]);
  }
  return [...grouped]
    .map(([id, outlets]) => ({ id, outlets }))
    .toSorted(
      (a, b) =>
        Number(a.id === '') - Number(b.id === '') ||
        total(b.outlets, tripped) - total(a.outlets, tripped) ||
        total(b.outlets, waiting) - total(a.outlets, waiting) ||
        a.id.localeCompare(b.id),
    );
}
