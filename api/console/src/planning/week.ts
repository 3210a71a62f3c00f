// A week of a roster as one edits it: pure. Days are yyyy-mm-dd and times hh:mm of the company's
// clock, which is eight hours ahead of UTC all year.

export interface Shift {
  technician: string;
  starts_at: string;
  ends_at: string;
}
export interface Hours {
  from: string; // 08:30
  until: string; // not after `from`: on the next day
}
// By "technician/day": what he shall do on it; an empty list: free.
export type Week = Readonly<Record<string, readonly Shift[]>>;

const day_ms = 24 * 3600 * 1000;
const ahead_ms = 8 * 3600 * 1000;

export const cellOf = (technician: string, day: string): string => `${technician}/${day}`;
export const dayOf = (instant: string | number): string =>
  new Date(new Date(instant).getTime() + ahead_ms).toISOString().slice(0, 10);
export const clockOf = (instant: string): string =>
  new Date(Date.parse(instant) + ahead_ms).toISOString().slice(11, 16);
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * day_ms).toISOString().slice(0, 10);

// The Monday of the week that the day is in.
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
export const weekOf = (monday: string): string[] =>
  Array.from({ length: 7 }, (_, n) => addDays(monday, n));

export function shiftOf(technician: string, day: string, hours: Hours): Shift {
  const until = hours.until > hours.from ? day : addDays(day, 1);
  return {
    technician,
    starts_at: new Date(`${day}T${hours.from}:00+08:00`).toISOString(),
    ends_at: new Date(`${until}T${hours.until}:00+08:00`).toISOString(),
  };
}

export const hoursText = (shift: Shift): string =>
  `${clockOf(shift.starts_at)}–${clockOf(shift.ends_at)}`;

export function weekFrom(shifts: readonly Shift[]): Week {
  const week: Record<string, Shift[]> = {};
  for (const { technician, starts_at, ends_at } of shifts)
    (week[cellOf(technician, dayOf(starts_at))] ??= []).push({ technician, starts_at, ends_at });
  return week;
}

// The hours on each of the cells; those that have them all already are emptied.
export function stroke(week: Week, cells: [string, string][], hours: Hours): Week {
  const wanted = cells.map(([who, day]) => shiftOf(who, day, hours));
  const has = (shift: Shift, at: number): boolean => {
    const now = week[cellOf(...cells[at]!)] ?? [];
    return now.length === 1 && hoursText(now[0]!) === hoursText(shift);
  };
  const all = wanted.every(has);
  return {
    ...week,
    ...Object.fromEntries(
      wanted.map((shift, at) => [cellOf(...cells[at]!), all ? [] : [shift]]),
    ),
  };
}

// The same hours so many days later.
export const moved = (shifts: readonly Shift[], days: number): Shift[] =>
  shifts.map(({ technician, starts_at, ends_at }) => ({
    technician,
    starts_at: new Date(Date.parse(starts_at) + days * day_ms).toISOString(),
    ends_at: new Date(Date.parse(ends_at) + days * day_ms).toISOString(),
  }));
