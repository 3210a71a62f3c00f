// Date and time as people type them in one go, in Chinese or English, in Shanghai (UTC+8, no summer
// time): "11-29 9:00", "明早9点", "周五 14:00", "29 Nov 9am", "+2h". Pure: what "today" is comes in.

const zone_ms = 8 * 3600_000;
const minute_ms = 60_000;
const day_ms = 86_400_000;

export type TimeFault =
  | 'nonsense' // not understood
  | 'no_time' // a day, but no hour
  | 'no_such_day' // 2-30
  | 'no_such_time'; // 25:00

export type Typed = { ms: number } | { fault: TimeFault };
export type TypedDay = { day: number } | { fault: TimeFault }; // days since 1970-01-01

const hanzi = '零一二三四五六七八九';
const number_word = '(?:\\d{1,2}|[零一二三四五六七八九两十]{1,3})';

// "九", "十二", "二十", "两".
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const digit = (one: string): number => (one === '两' ? 2 : hanzi.indexOf(one));
  const [tens, ones] = text.split('十');
  if (ones === undefined) return [...text].reduce((sum, one) => sum * 10 + digit(one), 0);
  return (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0);
}

const clean = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('\u2013', '-').replace(/\s+/g, ' ').trim();

// Days since 1970-01-01 of a day that is there; NaN of one that is not (2-30).
function dayOf(year: number, month: number, day: number): number {
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  const there = back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return there && year > 1900 && year < 2200 ? ms / day_ms : Number.NaN;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month_word = `(${months.join('|')})[a-z]*\\.?`;
const week_zh = '一二三四五六日';
const week_en = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const no_day = 1e9;
const known = (day: number): number => (day === no_day ? Number.NaN : day);

// Without a year: that which is nearest, so that in December "1-5" is next January's.
function nearest(today: number, month: number, day: number): number {
  const year = new Date(today * day_ms).getUTCFullYear();
  return [year - 1, year, year + 1]
    .map((one) => dayOf(one, month, day))
    .filter((one) => !Number.isNaN(one))
    .reduce((best, one) => (Math.abs(one - today) < Math.abs(best - today) ? one : best), no_day);
}

// The day of the week (0 Monday) that comes, today included; `weeks` later by the calendar's weeks.
function weekday(today: number, wanted: number, weeks: number | null): number {
  const now = (((today + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  return weeks === null ? today + ((wanted - now + 7) % 7) : today - now + 7 * weeks + wanted;
}

type Rule = [RegExp, (found: RegExpExecArray, today: number) => number];
const n = (text: string | undefined): number => Number(text);

// Each begins the text or is all of it; NaN: there is no such day.
const day_rules: Rule[] = [
  [
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?/,
    (m) => dayOf(n(m[1]), n(m[2]), n(m[3])),
  ],
  [/^(\d{4})(\d\d)(\d\d)(?!\d)/, (m) => dayOf(n(m[1]), n(m[2]), n(m[3]))],
  [
    /^(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*(?:[日号]|(?![\d:]))/,
    (m, today) => known(nearest(today, n(m[1]), n(m[2]))),
  ],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month_word}(?:,? (\\d{4}))?`),
    (m, today) => named(today, m[2]!, n(m[1]), m[3]),
  ],
  [
    new RegExp(`^${month_word} (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,? (\\d{4}))?`),
    (m, today) => named(today, m[1]!, n(m[2]), m[3]),
  ],
  [/^(?:大后天)/, (_, today) => today + 3],
  [/^(?:后天|day after tomorrow)/, (_, today) => today + 2],
  [/^(?:明天|明日|tomorrow|tmr|明(?=[早晚上中下]))/, (_, today) => today + 1],
  [/^(?:今天|今日|today|今(?=[早晚上中下]))/, (_, today) => today],
  [/^(?:tonight)/, (_, today) => today],
  [/^(?:前天)/, (_, today) => today - 2],
  [/^(?:昨天|昨日|yesterday|昨(?=[早晚上中下]))/, (_, today) => today - 1],
  [
    /^(下下|下个?|上个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天])/,
    (m, today) => {
      const which = week_zh.indexOf(m[2] === '天' ? '日' : m[2]!);
      const from = m[1]?.[0];
      const weeks = !from ? null : m[1] === '下下' ? 2 : from === '下' ? 1 : from === '上' ? -1 : 0;
      return weekday(today, which, weeks);
    },
  ],
  [
    /^(next|last|this)? ?(mon|tue|wed|thu|fri|sat|sun)[a-z]*/,
    (m, today) =>
      weekday(
        today,
        week_en.indexOf(m[2]!),
        m[1] === 'next' ? 1 : m[1] === 'last' ? -1 : m[1] === 'this' ? 0 : null,
      ),
  ],
  [/^\+(\d{1,3}) ?(?:d|days?|天)(?![a-z])/, (m, today) => today + n(m[1])],
  [
    /^(\d{1,2})[日号]/,
    (m, today) => {
      const at = new Date(today * day_ms);
      const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
      const here = dayOf(year, month, n(m[1]));
      if (here >= today) return here;
      return month === 12 ? dayOf(year + 1, 1, n(m[1])) : dayOf(year, month + 1, n(m[1]));
    },
  ],
];

function named(today: number, month: string, day: number, year: string | undefined): number {
  const number = months.indexOf(month) + 1;
  return year ? dayOf(Number(year), number, day) : known(nearest(today, number, day));
}

const halves = '凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|夜里';
const time_zh = new RegExp(
  `^(${halves})? ?(${number_word}) ?(?:点|时)(?: ?(半|一刻|三刻|整|${number_word})分?)?$`,
);
const time_clock = new RegExp(
  `^(${halves})? ?(\\d{1,2})(?::(\\d\\d)(?::(\\d\\d))?)? ?(am|pm|a\\.m\\.|p\\.m\\.)?$`,
);

// By what half of the day it is said to be; 24: the midnight that ends it.
function inHalf(hour: number, half: string | undefined): number {
  if (!half) return hour;
  if (/^[ap]/.test(half)) {
    if (hour < 1 || hour > 12) return Number.NaN;
    return (hour % 12) + (half[0] === 'p' ? 12 : 0);
  }
  if (hour > 12) return hour;
  if (half === '凌晨') return hour % 12;
  if (half === '中午') return hour >= 10 ? hour : hour + 12;
  if (/下午|傍晚/.test(half)) return (hour % 12) + 12;
  if (/晚|夜/.test(half)) return hour === 12 ? 24 : hour < 5 ? hour + 24 : hour + 12;
  return hour;
}

// Milliseconds after midnight; NaN: there is no such time; null: it is no time at all.
function timeOf(text: string): number | null {
  if (/^(noon|正午|中午)$/.test(text)) return 12 * 60 * minute_ms;
  if (/^(midnight)$/.test(text)) return 24 * 60 * minute_ms;
  const zh = time_zh.exec(text);
  const clock = zh ? null : time_clock.exec(text);
  const found = zh ?? clock;
  if (!found) return null;
  const half = found[1] ?? clock?.[5];
  if (clock && found[3] === undefined && !half) return null; // "9" is no time
  const words: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45, 整: 0 };
  const minutes = found[3] === undefined ? 0 : (words[found[3]] ?? numberOf(found[3]));
  const seconds = Number(clock?.[4] ?? 0);
  const said = numberOf(found[2]!);
  const hour = inHalf(said, half);
  if (said > 23 || !(hour >= 0) || minutes > 59 || seconds > 59) return Number.NaN;
  return (hour * 60 + minutes) * minute_ms + seconds * 1000;
}

const units: [RegExp, number][] = [
  [/^(?:m|mins?|minutes?|分|分钟)$/, minute_ms],
  [/^(?:h|hrs?|hours?|小时|个小时|个钟头|钟头)$/, 60 * minute_ms],
  [/^(?:d|days?|天)$/, day_ms],
  [/^(?:w|weeks?|周|个星期|星期)$/, 7 * day_ms],
];

// "+2h", "in 2 hours", "半小时后"; NaN: it is nothing of that kind.
function later(text: string): number {
  const m =
    /^\+ ?(半|\d+(?:\.\d+)?) ?([a-z]+|[^\d\s]+)$/.exec(text) ??
    /^in (\d+(?:\.\d+)?) ?([a-z]+)$/.exec(text) ??
    /^(半|\d+(?:\.\d+)?|[一两二三四五六七八九十]+) ?(个?[^\d\s]+?)(?:之?后|以后)$/.exec(text);
  const unit = m && units.find(([pattern]) => pattern.test(m[2]!));
  if (!m || !unit) return Number.NaN;
  const count = m[1] === '半' ? 0.5 : /^[\d.]+$/.test(m[1]!) ? Number(m[1]) : numberOf(m[1]!);
  return Math.round((count * unit[1]) / minute_ms) * minute_ms;
}

const todayOf = (now_ms: number): number => Math.floor((now_ms + zone_ms) / day_ms);

interface Split {
  day: number; // NaN: there is no such day
  rest: string;
}
// The day that the text begins with; null where it begins with none.
function splitDay(text: string, today: number): Split | null {
  for (const [pattern, day] of day_rules) {
    const found = pattern.exec(text);
    if (found)
      return {
        day: day(found, today),
        rest: text.slice(found[0].length).replace(/^[ ,t的]+/, ''),
      };
  }
  return null;
}

// `now_ms`: of what "tomorrow" is one after.
export function typedTime(typed: string, now_ms: number): Typed {
  const text = clean(typed).replace(/^(?:at|on|约定?|预约) ?/, '');
  if (/^\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:\d\d)$/.test(text)) {
    const ms = Date.parse(text.toUpperCase());
    return Number.isFinite(ms) ? { ms } : { fault: 'no_such_time' };
  }
  if (/^(?:now|现在|此刻|刚才)$/.test(text))
    return { ms: Math.floor(now_ms / minute_ms) * minute_ms };
  const relative = later(text);
  const today = todayOf(now_ms);
  const split = splitDay(text, today);
  if (!Number.isNaN(relative) && (!split || split.rest === ''))
    return { ms: Math.floor(now_ms / minute_ms) * minute_ms + relative };
  if (split && Number.isNaN(split.day)) return { fault: 'no_such_day' };
  const part = (split?.rest ?? text).replace(/^(?:at) /, '').replace(/^[:,] ?/, '');
  // "9:00 tomorrow", "9am on 29 Nov": the time may come first.
  const first = split
    ? null
    : /^(.+?) ?(?:on )?((?:today|tomorrow|next|mon|tue|wed|thu|fri|sat|sun|\d+ [a-z]{3}).*)$/.exec(
        text,
      );
  if (first && timeOf(first[1]!) !== null) return typedTime(`${first[2]} ${first[1]}`, now_ms);
  if (split && part === '') return { fault: 'no_time' };
  const time = timeOf(part);
  if (time === null) return { fault: 'nonsense' };
  if (Number.isNaN(time)) return { fault: 'no_such_time' };
  return { ms: (split?.day ?? today) * day_ms - zone_ms + time };
}

export function typedDay(typed: string, now_ms: number): TypedDay {
  const today = todayOf(now_ms);
  const split = splitDay(clean(typed), today);
  if (!split || split.rest !== '') return { fault: 'nonsense' };
  return Number.isNaN(split.day) ? { fault: 'no_such_day' } : { day: split.day };
}

// "2026-03", "2026年3月", "3月", "march 2026"; null where it is none.
export function typedMonth(typed: string, now_ms: number): string | null {
  const text = clean(typed);
  const year = new Date(now_ms + zone_ms).getUTCFullYear();
  const digits =
    /^(\d{4}) ?[-/.年] ?(\d{1,2})(?: ?月)?$/.exec(text) ??
    /^(?:(\d{4}) ?年)?(\d{1,2}) ?月$/.exec(text);
  const word = new RegExp(`^${month_word}(?: (\\d{4}))?$`).exec(text);
  const month = digits ? Number(digits[2]) : word ? months.indexOf(word[1]!) + 1 : 0;
  const of = (digits ? digits[1] : word?.[2]) ?? String(year);
  return month >= 1 && month <= 12 ? `${of}-${String(month).padStart(2, '0')}` : null;
}

export const dayText = (day: number): string => new Date(day * day_ms).toISOString().slice(0, 10);
export const instantOf = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
// 0 Monday … 6 Sunday, in Shanghai.
export const weekdayOf = (ms: number): number => (todayOf(ms) + 3) % 7;
