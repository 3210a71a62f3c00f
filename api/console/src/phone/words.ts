// How the phone says what it shows.
import { clockText, minuteText, moneyText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { language } from '../state/preferences.ts';
import { commandLabel } from '../state/schema.ts';
import { day } from './device.ts';
import { bookingOf } from './effects.ts';
import type { Act, Job } from './types.ts';

// 09:30; of another day 11-29 09:30.
export function timeText(instant: string | number | null | undefined, today?: string): string {
  if (!instant) return '';
  const whole = minuteText(instant);
  const here = (today ?? day.value?.today.day ?? '').slice(5);
  return whole.startsWith(here) ? clockText(instant).slice(0, 5) : whole;
}

// "0436" of WO-20261128-0436: what people say to each other.
export const spokenOrder = (order: string): string => /(\d{1,6})$/.exec(order)?.[1] ?? order;

export function nameOf(kind: string, id: string): string {
  return day.value?.today.names[kind]?.[id] ?? id;
}

export const categoryText = (category: string): string => wordText('category', category);

// As it was told with the day: what the office calls a brand is known off line too.
const brandText = (brand: string): string =>
  language.value === 'zh-CN' ? nameOf('brand', brand) : brand;

export function machineText({ order: { order } }: Job): string {
  const what = order.model || categoryText(order.category);
  return [brandText(order.brand), what].filter(Boolean).join(' ');
}

// What was done, and on what: "用件 启动电容 ×1".
export function actText(act: Pick<Act, 'command' | 'body'>): string {
  const { body, command } = act;
  const label = commandLabel(command);
  const quantity = Number(body['quantity'] ?? 0) / 1000;
  switch (command) {
    case 'use_part':
      return t('phone_act_times', {
        what: label,
        item: nameOf('part', String(body['part'])),
        n: quantity,
      });
    case 'add_charge':
      return t('phone_act_times', {
        what: label,
        item: wordText('charge_item', String(body['item'])),
        n: quantity,
      });
    case 'collect_payment':
      return t('phone_act_of', { what: label, item: moneyText(Number(body['amount'])) });
    case 'record_diagnosis':
      return t('phone_act_of', {
        what: label,
        item: wordText('fault_code', String(body['fault_code'])),
      });
    default:
      return label;
  }
}

// Before, on or after today, by when he is to be there.
export function whenOf(job: Job, today: string, now: number): 'late' | 'today' | 'later' | 'open' {
  const booking = bookingOf(job);
  if (job.order.order.status === 'work_reported') return 'open';
  const at = booking?.starts_at;
  if (!at) return 'today';
  const on = minuteText(at).slice(0, 5);
  if (on === today.slice(5)) {
    const end = Date.parse(booking?.ends_at ?? at);
    const begun = !['scheduled', 'accepted'].includes(booking?.status ?? '');
    return end < now && !begun ? 'late' : 'today';
  }
  return Date.parse(at) < now ? 'late' : 'later';
}
