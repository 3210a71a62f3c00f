// Whole numbers that count something ($means of the schema), as people say them: 150 minutes are
// 2 hours 30 minutes, minute 1260 of a day is 21:00. Read back: forms/typed_unit.ts. Pure.
type Words = [zh: string, one: string, many: string];

const words: Record<string, Words> = {
  minutes: ['分钟', 'minute', 'minutes'],
  hours: ['小时', 'hour', 'hours'],
  days: ['天', 'day', 'days'],
  working_days: ['个工作日', 'working day', 'working days'],
  months: ['个月', 'month', 'months'],
  years: ['年', 'year', 'years'],
  metres: ['米', 'm', 'm'],
  km_per_hour: ['千米/时', 'km/h', 'km/h'],
  km_per_day: ['千米/天', 'km a day', 'km a day'],
};
const hour = 60;
const day = 24 * hour;
const far = 10_000; // metres: from there on people say kilometres

export const isUnit = (means: string | undefined): means is string =>
  means === 'minute_of_day' || (means ?? '') in words;

// The word for so many, to stand behind a number; empty where numbers are not written alone.
export function unitWord(means: string | undefined, zh: boolean, n = 2): string {
  const found = words[means ?? ''];
  return found ? found[zh ? 0 : n === 1 ? 1 : 2] : '';
}

const several = (parts: [number, string][], zh: boolean): string =>
  parts
    .filter(([n]) => n > 0)
    .map(([n, means]) => counted(n, means, zh))
    .join(' ');

const counted = (n: number, means: string, zh: boolean): string =>
  `${new Intl.NumberFormat(zh ? 'zh-CN' : 'en').format(n)} ${unitWord(means, zh, n)}`;

const two = (n: number): string => String(n).padStart(2, '0');
export const clockOf = (minute: number): string =>
  `${two(Math.floor(minute / hour))}:${two(minute % hour)}`;

export function unitText(value: number, means: string, zh: boolean): string {
  if (means === 'minute_of_day') return clockOf(value);
  if (means === 'metres' && value >= far) return `${(value / 1000).toFixed(1)} ${zh ? '千米' : 'km'}`;
  if (means !== 'minutes' || value < hour) return counted(value, means, zh);
  if (value % day === 0) return counted(value / day, 'days', zh);
  return several(
    [
      [Math.floor(value / hour), 'hours'],
      [value % hour, 'minutes'],
    ],
    zh,
  );
}

// As a label has it behind what it names, for who reads bare numbers: in a form and on a card the
// value has its unit.
export const withoutUnit = (label: string): string => label.replace(/\s*[（(][^（）()]*[)）]$/, '');
