// A day in Shanghai on the board: which, from when to when, and where a time lies on it.
import { day_ms, dayText, startOfDay } from '../format.ts';
import type { Booked } from './types.ts';

export const step_ms = 5 * 60_000;
export const hour_ms = 3_600_000;
const opens = 8;
const closes = 20;

export interface Span {
  day: string; // "2026-03-17"
  from: number; // ms: what the board shows of it
  until: number;
}

export const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
export const dayAfter = (day: string, days: number): string =>
  dayText(midnightOf(day) + days * day_ms);
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(midnightOf(text));
export const dayOf = (instant: string): string => dayText(startOfDay(instant));

// From eight to eight; longer where something is booked before or after.
export function spanOf(day: string, booked: Booked[]): Span {
  const midnight = midnightOf(day);
  let from = midnight + opens * hour_ms;
  let until = midnight + closes * hour_ms;
  for (const one of booked) {
    if (!one.starts_at || !one.ends_at) continue;
    from = Math.min(from, Math.max(midnight, Date.parse(one.starts_at)));
    until = Math.max(until, Math.min(midnight + day_ms, Date.parse(one.ends_at)));
  }
  return {
    day,
    from: Math.floor(from / hour_ms) * hour_ms,
    until: Math.ceil(until / hour_ms) * hour_ms,
  };
}

const share = (at: number, { from, until }: Span): number =>
  Math.min(1, Math.max(0, (at - from) / (until - from)));

// Where on the lane, in per cent.
export const placeOn = (span: Span, starts: number, ends: number): string => {
  const left = share(starts, span) * 100;
  const right = share(ends, span) * 100;
  return `left:${left.toFixed(3)}%;width:${Math.max(0, right - left).toFixed(3)}%`;
};
export const pointOn = (span: Span, at: number): string =>
  `left:${(share(at, span) * 100).toFixed(3)}%`;
export const isOn = (span: Span, at: number): boolean => at >= span.from && at <= span.until;

// The time at a share of the lane, on the clock's five minutes.
export const timeAt = (span: Span, part: number): number =>
  Math.round((span.from + part * (span.until - span.from)) / step_ms) * step_ms;

// "14:05"
export const hourText = (instant: string | number): string =>
  new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + 8 * hour_ms)
    .toISOString()
    .slice(11, 16);
