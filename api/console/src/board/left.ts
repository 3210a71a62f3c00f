// How much time is left, in few characters: "0:38" minutes and seconds would flicker; hours and
// minutes do not. Pure.
import { t, type Key } from '../i18n/index.ts';

const minute_ms = 60_000;
const soon_ms = 60 * minute_ms;
const day_minutes = 24 * 60;

export function leftText(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / minute_ms);
  const sign = ms < 0 ? '−' : '';
  if (minutes >= 2 * day_minutes)
    return t('board_days_left', { n: `${sign}${Math.floor(minutes / day_minutes)}` });
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

export type Urgency = 'over' | 'soon' | 'later';
export const urgencyOf = (ms: number): Urgency =>
  ms < 0 ? 'over' : ms < soon_ms ? 'soon' : 'later';

// What is due: in a word.
const dues: Record<string, Key> = {
  booking_acceptance: 'board_due_booking_acceptance',
  order_arrival: 'board_due_order_arrival',
  order_completion: 'board_due_order_completion',
};
export const dueText = (kind: string): string => (dues[kind] ? t(dues[kind]) : kind);
