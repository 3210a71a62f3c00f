// What people type for a number of minutes, days, metres: "2 小时 30 分", "1h30", "90"; for a
// minute of the day "21:00", "晚上9点". NaN where it is none. Pure.
import { typedTime } from './typed_time.ts';

const zone_ms = 8 * 3600_000;
const day_ms = 86_400_000;

// How many of the unit each word is worth; a number without one counts the unit itself.
const minutes: [RegExp, number][] = [
  [/^(?:分钟?|min(?:ute)?s?|m|')$/, 1],
  [/^(?:个?小时|个?钟头?|时|h(?:(?:ou)?rs?)?)$/, 60],
  [/^(?:天|日|d(?:ays?)?)$/, 24 * 60],
  [/^(?:周|个?星期|w(?:eeks?)?)$/, 7 * 24 * 60],
];
const per = (of: number): [RegExp, number][] =>
  minutes.filter(([, n]) => n >= of).map(([word, n]) => [word, n / of]);
const worth: Record<string, [RegExp, number][]> = {
  minutes,
  hours: per(60),
  days: per(24 * 60),
  working_days: [[/^(?:个?工作日|天|日|(?:working )?days?)$/, 1]],
  months: [
    [/^(?:个?月|months?)$/, 1],
    [/^(?:年|years?|y)$/, 12],
  ],
  years: [[/^(?:年|years?|y)$/, 1]],
  metres: [
    [/^(?:米|m|met(?:re|er)s?)$/, 1],
    [/^(?:千米|公里|km|里)$/, 1000],
  ],
  km_per_hour: [[/^(?:(?:千米|公里|km)(?:\/(?:小?时|h)|每小时)?|kmh|kph)$/, 1]],
  km_per_day: [[/^(?:(?:千米|公里|km)(?:\/(?:天|d(?:ay)?)|每天| a day)?)$/, 1]],
};

function minuteOfDay(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text) < 24 ? Number(text) * 60 : Number.NaN;
  const four = /^(\d{2})(\d{2})$/.exec(text);
  const clock = four ? `${four[1]}:${four[2]}` : text;
  const noon = Date.parse('2026-01-01T12:00:00+08:00'); // of any day: only its clock counts
  const typed = typedTime(clock, noon);
  if (!('ms' in typed)) return Number.NaN;
  const at = typed.ms + zone_ms;
  return Math.floor((at % day_ms) / 60_000);
}

const digits = '一二三四五六七八九';

// "两个半小时" is "2小时30分".
const inDigits = (text: string): string =>
  text
    .replace(/(\d),(\d{3})(?!\d)/g, '$1$2')
    .replaceAll('两', '2')
    .replaceAll('十', '10')
    .replace(/[一二三四五六七八九]/g, (one) => String(digits.indexOf(one) + 1))
    .replace(/^半个?小时$/, '30分')
    .replace(/个半小时$/, '小时30分')
    .replace(/半$/, '30分');

export function typedUnit(text: string, means: string): number {
  const bare = text.normalize('NFKC').trim().toLowerCase();
  if (means === 'minute_of_day') return minuteOfDay(bare);
  const clock = means === 'minutes' ? /^(\d{1,3}):([0-5]\d)$/.exec(bare) : null;
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const parts = inDigits(bare);
  const all = [...parts.matchAll(/(\d+(?:\.\d+)?)\s*([^\d.]*)/g)];
  if (all.length === 0 || all.map(([whole]) => whole).join('') !== parts) return Number.NaN;
  let sum = 0;
  let last = 0; // what the one before is worth: "1h30" ends with what is sixty times less
  for (const [, number, said] of all) {
    const word = said!.trim();
    const found = worth[means]?.find(([one]) => one.test(word));
    if (word !== '' && !found) return Number.NaN;
    if (word === '' && all.length > 1 && !(means === 'minutes' && last === 60)) return Number.NaN;
    last = found ? found[1] : 1;
    sum += Number(number) * last;
  }
  return Number.isInteger(sum) ? sum : Number.NaN;
}
