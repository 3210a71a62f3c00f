// Numbers, money and times as they are shown. Times are those of Asia/Shanghai, fixed at UTC+8.
import { enumLabel, fieldLabel, structFields } from './state/schema.ts';
import { idWords, thingText } from './state/ids.ts';
import { named } from './state/names.ts';
import { language } from './state/preferences.ts';
import { t } from './i18n/index.ts';
import { wordText } from './i18n/words.ts';
import type { FieldInfo } from './edge/types.ts';
import { isUnit, unitText } from './units.ts';

const zone_ms = 8 * 3600_000;

const shifted = (instant: string | number): string => {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  return Number.isFinite(ms) ? new Date(ms + zone_ms).toISOString() : '';
};

export const instantText = (instant: string | number): string =>
  shifted(instant).slice(0, 19).replace('T', ' ');
export const shortInstantText = (instant: string | number): string =>
  shifted(instant).slice(5, 19).replace('T', ' ');
export const minuteText = (instant: string | number): string =>
  shifted(instant).slice(5, 16).replace('T', ' ');
export const clockText = (instant: string | number): string => shifted(instant).slice(11, 19);
export const dayText = (instant: string | number): string => shifted(instant).slice(0, 10);

// Midnight in Shanghai before the instant, in ms.
export const day_ms = 86_400_000;
export const startOfDay = (instant: string): number =>
  Math.floor((Date.parse(instant) + zone_ms) / day_ms) * day_ms - zone_ms;

// For <input type="datetime-local">; back: forms/moment.ts.
export const toLocalInput = (instant: string | number): string => shifted(instant).slice(0, 19);

export const isOrder = (value: unknown): value is string =>
  typeof value === 'string' && /^WO-\d[\w-]*$/.test(value);

export const isComplaint = (value: unknown): value is string =>
  typeof value === 'string' && /^CP-\d[\w-]*$/.test(value);

// A number that people give to a thing: OUT-3, KT-0101, PR-20261124-0006.
// "…1128-0436" of WO-20261128-0436: the day stays, each has its own 0436.
export const shortOrder = (id: string): string => id.replace(/^[A-Z]{2}-\d{4}(?=\d{4}-)/, '…');

export const isCode = (text: string): boolean => /^[A-Z]{1,4}-[\w-]+$/.test(text);

// A fingerprint is known by how it begins.
const hash_shown = 12;
const isHash = (text: string): boolean => /^[0-9a-f]{32,}$/.test(text);
export const hashText = (text: string): string =>
  isHash(text) ? `${text.slice(0, hash_shown)}…` : text;

export const integerText = (value: number): string =>
  new Intl.NumberFormat(language.value).format(value);
export const positionText = (position: string): string =>
  `#${position.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f')}`;

export function moneyText(fen: number): string {
  return new Intl.NumberFormat(language.value, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(fen / 100);
}

export function quantityText(thousandths: number): string {
  return new Intl.NumberFormat(language.value, { maximumFractionDigits: 3 }).format(
    thousandths / 1000,
  );
}

export function octetsText(octets: number): string {
  const [unit, size] =
    octets < 1e3 ? ['byte', 1] : octets < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  return new Intl.NumberFormat(language.value, {
    style: 'unit',
    unit: String(unit),
    maximumFractionDigits: 1,
  }).format(octets / Number(size));
}

export const percentText = (part: number): string =>
  new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: 1 }).format(
    part,
  );

// "3 h", "2 d": how long since; never negative.
export function ageText(since: string, now: string | number): string {
  const end = typeof now === 'number' ? now : Date.parse(now);
  const minutes = Math.max(0, Math.floor((end - Date.parse(since)) / 60_000));
  if (!Number.isFinite(minutes)) return '';
  if (minutes < 60) return t('age_minutes', { n: minutes });
  if (minutes < 48 * 60) return t('age_hours', { n: Math.floor(minutes / 60) });
  return t('age_days', { n: Math.floor(minutes / 1440) });
}

export const listText = (items: string[]): string =>
  items.join(language.value === 'zh-CN' ? '、' : ', ');

const noValue = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === '1970-01-01T00:00:00Z' ||
  value === '1970-01-01';
const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

// Millionths of a degree, which nobody reads.
const isDegrees = (field?: { means?: string | undefined }): boolean =>
  field?.means === 'latitude' || field?.means === 'longitude';

// What a group of values says, each in the words of its field; of what is so or not, its name where
// it is.
// A number without a unit says nothing without what it is.
export const isBare = (field: FieldInfo): boolean => field.format === '' && isNumeric(field);

function structText(value: object, field?: { struct?: string | null }): string {
  const fields = field?.struct ? structFields(field as FieldInfo) : [];
  const several = fields.filter(isBare).length > 1;
  return (
    Object.entries(value)
      .filter(([, item]) => !noValue(item) && item !== 'none' && item !== false)
      .map(([name, item]) => {
        const own = fields.find((one) => one.name === name);
        if (item === true && own) return fieldLabel(own);
        const text = valueText(item, own);
        return several && own && isBare(own) ? `${fieldLabel(own)} ${text}` : text;
      })
      .join(' · ') || '—'
  );
}

// A value of a row or an event in the words of the field that describes it.
export function valueText(
  value: unknown,
  field?:
    | FieldInfo
    | {
        format?: string;
        ref?: string;
        enum?: string | null;
        means?: string;
        type?: string;
        struct?: string | null;
        element?: FieldInfo | null;
      },
): string {
  if (noValue(value)) return '—';
  if (Array.isArray(value))
    return value.length === 0
      ? '—'
      : listText(value.map((item) => valueText(item, field?.element ?? undefined)));
  if (typeof value === 'object') return structText(value as object, field);
  if (field?.enum) return enumLabel(field.enum, String(value));
  if (value === 'none') return '—';
  if (field?.ref) {
    const id = String(value);
    return id.includes(':') ? idWords(id) : named(field.ref, id);
  }
  if (isDegrees(field)) return Number(value) === 0 ? '—' : `${(Number(value) / 1e6).toFixed(6)}°`;
  if (field?.means === 'file_size') return octetsText(Number(value));
  if (field?.format === 'stream') return thingText(String(value));
  if (isUnit(field?.means)) return unitText(Number(value), field.means, language.value === 'zh-CN');
  switch (field?.format) {
    case 'money':
      return moneyText(Number(value));
    case 'quantity':
      return quantityText(Number(value));
    case 'rate':
      return `${(Number(value) / 100).toFixed(2)}%`;
    case 'position':
      return positionText(String(value));
    case 'instant':
      return instantText(String(value));
    default:
      break;
  }
  if (isInstant(value)) return instantText(value);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return wordText(field?.means, String(value));
}

export const isNumeric = (field: { format?: string; type?: string }): boolean =>
  ['money', 'quantity', 'rate', 'integer'].includes(field.format ?? '') ||
  (/^u?int\d+$/.test(field.type ?? '') &&
    !['instant', 'date', 'position'].includes(field.format ?? ''));
