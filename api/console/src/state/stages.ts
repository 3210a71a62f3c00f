// How far an order is, and what it promised on the way.
import type { Row } from '../edge/types.ts';
import type { Key } from '../i18n/index.ts';

export interface Stage {
  name: Key;
  at: string | null; // when it was reached
  due?: string | null; // by when it was promised
  still?: boolean; // the clock of that stands still
}

export const moment = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && !value.startsWith('1970') ? value : null;

// Of two promises the earlier one counts.
const sooner = (a: string | null, b: string | null): string | null =>
  a && b ? (a < b ? a : b) : (a ?? b);

export function stagesOf(row: Row): Stage[] {
  const promise = (row.promise as Row | undefined) ?? {};
  const bookings = (row.bookings as Row[] | undefined) ?? [];
  const last = bookings.filter((one) => one.round === row.round).at(-1) ?? {};
  const answered = !['', 'none', 'scheduled', 'declined', 'canceled'].includes(
    String(last.status ?? ''),
  );
  return [
    { name: 'stage_registered', at: moment(row.registered_at) },
    {
      name: 'stage_sent',
      at: moment(last.dispatched_at),
      due: answered ? null : moment(last.accept_by),
    },
    {
      name: 'stage_there',
      at: moment(last.checked_in_at),
      due: sooner(moment(row.window_until), moment(promise.arrive_by)),
    },
    {
      name: 'stage_reported',
      at: moment(row.reported_at),
      due: moment(promise.complete_by),
      still: row.status === 'on_hold' && Boolean(promise.policy_version),
    },
    { name: 'stage_completed', at: moment(row.completed_at) },
    { name: 'stage_posted', at: moment(row.posted_at) },
  ];
}
