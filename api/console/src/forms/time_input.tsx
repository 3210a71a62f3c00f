// A time, a day or a month as people type it; what was understood stands below, in full, with the
// zone.
import { useRef } from 'preact/hooks';
import type { FieldInfo } from '../edge/types.ts';
import { instantText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import type { Marks } from './choice.tsx';
import { dayText, typedDay, typedMonth, typedTime, weekdayOf } from './typed_time.ts';
import { timeRaw } from './value.ts';

const weekdays: Key[] = [
  'weekday_mon',
  'weekday_tue',
  'weekday_wed',
  'weekday_thu',
  'weekday_fri',
  'weekday_sat',
  'weekday_sun',
];
const day_ms = 86_400_000;

// Of midnight UTC of that date.
export const weekday = (ms: number): string => t(weekdays[weekdayOf(ms)]!);

interface Meant {
  text: string; // as it is shown
  raw: string; // as it is kept from then on: what is relative does not move any more
}

// What is meant; null: nothing that could be.
export function meantTime(format: string, typed: string): Meant | null {
  const now = Date.now();
  if (typed.trim() === '') return null;
  if (format === 'month') {
    const month = typedMonth(typed, now);
    return month ? { text: month, raw: month } : null;
  }
  if (format === 'date') {
    const day = typedDay(typed, now);
    if (!('day' in day)) return null;
    const text = dayText(day.day);
    return { text: `${text} ${weekday(day.day * day_ms)}`, raw: text };
  }
  const time = typedTime(typed, now);
  if (!('ms' in time)) return null;
  const [date = '', clock = ''] = instantText(time.ms).split(' ');
  return {
    text: t('time_meant', { date, weekday: weekday(time.ms), clock: clock.replace(/:00$/, '') }),
    raw: timeRaw(time.ms),
  };
}

const hints: Record<string, Key> = { date: 'day_hint', month: 'month_hint' };
const pickers: Record<string, string> = {
  instant: 'datetime-local',
  date: 'date',
  month: 'month',
};

export function TimeInput({
  field,
  id,
  text,
  marks,
  change,
}: {
  field: FieldInfo;
  id: string;
  text: string;
  marks: Marks;
  change: (raw: string) => void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const meant = meantTime(field.format, text);
  const hint = hints[field.format] ?? 'time_hint';
  const described = [`${id}-meant`, marks['aria-describedby']].filter(Boolean).join(' ');
  return (
    <>
      <span class="with-button">
        <input
          id={id}
          value={text}
          {...marks}
          aria-describedby={described}
          autocomplete="off"
          spellcheck={false}
          required={field.required}
          name={field.name}
          placeholder={t(hint)}
          onInput={(event) => change(event.currentTarget.value)}
          onBlur={() => meant && meant.raw !== text && change(meant.raw)}
        />
        <button
          type="button"
          aria-label={t('pick_time')}
          title={t('pick_time')}
          onClick={() => picker.current?.showPicker?.()}
        >
          ▾
        </button>
        <input
          ref={picker}
          class="under"
          type={pickers[field.format] as 'date'}
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => change(event.currentTarget.value.replace('T', ' '))}
        />
      </span>
      <small id={`${id}-meant`} class="meant" data-test="meant" aria-live="polite">
        {meant ? meant.text : field.format === 'instant' ? t('time_zone') : ''}
      </small>
    </>
  );
}
