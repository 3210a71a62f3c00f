// When each of a day's technicians is not there: on leave, or not on the roster of his outlet where
// the day has one. As check D1 has it.
import type { List, Row } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import { valueIn } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { mayList } from '../state/session.ts';
import { dayAfter, type Span } from './day.ts';
import type { Worker } from './types.ts';

const rows_most = 500;

export interface Off {
  from: number; // ms
  until: number;
  why: string;
}

interface Period {
  technician: string;
  from: number;
  until: number;
  kind: string;
}

const periodOf = (one: Row): Period => ({
  technician: String(valueIn(one, 'technician')),
  from: Date.parse(String(valueIn(one, 'starts_at'))),
  until: Date.parse(String(valueIn(one, 'ends_at'))),
  kind: String(valueIn(one, 'kind') ?? ''),
});

// What is left of a span where nobody of these covers it.
export function gaps(span: { from: number; until: number }, covered: Period[]): Off[] {
  const out: Off[] = [];
  let at = span.from;
  for (const one of covered.toSorted((a, b) => a.from - b.from)) {
    if (one.from >= span.until) break;
    if (one.from > at) out.push({ from: at, until: one.from, why: '' });
    at = Math.max(at, one.until);
  }
  if (at < span.until) out.push({ from: at, until: span.until, why: '' });
  return out;
}

export interface DutyRead {
  offOf: (worker: Worker, span: Span) => Off[];
}

export function useDuty(day: string): DutyRead {
  const path = (list: string): string | null => (mayList(list) ? `/v1/${list}` : null);
  const of = (list: string, params: Record<string, string | number>) =>
    useResource<List<Row>>(
      path(list),
      { ...params, limit: rows_most },
      { topic: 'position' },
    ).data?.items;
  const rosters = of('rosters', {
    status: 'published',
    'day.from': day,
    'day.until': day,
  })?.map((one) => String(valueIn(one, 'outlet')));
  // A shift of the evening before may reach into the day.
  const shifts = of('shifts', {
    status: 'published',
    'day.from': dayAfter(day, -1),
    'day.until': day,
  })?.map(periodOf);
  const leaves = of('leaves', {
    status: 'approved',
    'starts_at.until': day,
    'ends_at.from': day,
  })?.map(periodOf);
  return {
    offOf: (worker, span) => {
      const own = (of_: Period[]): Period[] =>
        of_.filter((one) => one.technician === worker.id);
      const away = own(leaves ?? [])
        .filter((one) => one.from < span.until && span.from < one.until)
        .map((one) => ({
          from: Math.max(span.from, one.from),
          until: Math.min(span.until, one.until),
          why: t('board_on_leave', { kind: enumLabel('leave_kind', one.kind) }),
        }));
      // While his shifts are on their way nobody knows that he has none.
      if (!shifts || !rosters?.includes(worker.outlet)) return away;
      const unplanned = gaps(span, [
        ...own(shifts),
        ...away.map((one) => ({ ...one, technician: worker.id, kind: '' })),
      ]);
      return [...away, ...unplanned.map((one) => ({ ...one, why: t('board_off_roster') }))];
    },
  };
}

export const isOffAllDay = (off: Off[], span: Span): boolean =>
  off.reduce((sum, one) => sum + one.until - one.from, 0) >= span.until - span.from;

export const clashes = (off: Off[], starts: number, ends: number): Off | undefined =>
  off.find((one) => one.from < ends && starts < one.until);
