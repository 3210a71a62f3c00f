// What a person types, and the JSON of a command: money in yuan ↔ fen, quantities ↔ thousandths,
// times of Asia/Shanghai ↔ RFC 3339, a place ↔ millionths of a degree.
import type { FieldInfo, TypeInfo } from '../edge/types.ts';
import { instantText } from '../format.ts';
import { language } from '../state/preferences.ts';
import { isUnit, unitText } from '../units.ts';
import { structFields } from '../state/schema.ts';
import { plainNumber, scaled, scaleOf, shortNumber, unscaled } from './decimal.ts';
import { canHash, chosenFile } from './files.ts';
import { placeText, typedPlace } from './typed_place.ts';
import { typedUnit } from './typed_unit.ts';
import {
  dayText,
  instantOf,
  typedDay,
  typedMonth,
  typedTime,
  type TimeFault,
} from './typed_time.ts';

export { structFields };
export type Raw = string | boolean | Raw[] | { [name: string]: Raw };
export type RawFields = Record<string, Raw>;

export function emptyRaw(field: FieldInfo): Raw {
  if (field.type === 'list') return [];
  if (field.type === 'bool') return field.required ? '' : false; // has to be said: not said yet
  if (field.struct) return emptyFields(structFields(field));
  return '';
}

export const emptyFields = (fields: FieldInfo[]): RawFields =>
  Object.fromEntries(fields.map((field) => [field.name, emptyRaw(field)]));

export const isBlank = (raw: Raw | undefined): boolean =>
  raw === undefined ||
  raw === false ||
  (typeof raw === 'string' && raw.trim() === '') ||
  (typeof raw === 'object' && Object.values(raw).every(isBlank));

// A latitude takes the whole place, its longitude is told by it.
export const longitudeOf = (fields: FieldInfo[], field: FieldInfo): FieldInfo | undefined =>
  field.means === 'latitude' ? fields.find((other) => other.means === 'longitude') : undefined;
const isToldByLatitude = (fields: FieldInfo[], field: FieldInfo): boolean =>
  field.means === 'longitude' && fields.some((other) => other.means === 'latitude');

// The file whose size a field asks for, where it was chosen here: nobody types its size.
const fileOf = (fields: FieldInfo[], field: FieldInfo, raw: RawFields): string | undefined => {
  if (field.means !== 'file_size') return undefined;
  const hash = fields.find((other) => other.means === 'file_hash');
  return hash && String(raw[hash.name] ?? '').trim();
};

// What another field of the form says.
export function isTold(fields: FieldInfo[], field: FieldInfo, raw: RawFields): boolean {
  const hash = fileOf(fields, field, raw);
  if (hash === undefined) return isToldByLatitude(fields, field);
  return hash === '' ? canHash() && isBlank(raw[field.name]) : chosenFile(hash) !== undefined;
}

export const timeRaw = (instant: string | number): string =>
  instantText(instant).replace(/:00$/, '');

// A value that is known already, as it stands in the form.
export function toRaw(field: FieldInfo, value: unknown): Raw {
  if (value === null || value === undefined || value === '') return emptyRaw(field);
  if (field.type === 'list')
    return (value as unknown[]).map((item) =>
      field.element ? toRaw(field.element, item) : String(item),
    );
  if (field.type === 'bool') return value === true;
  if (field.struct) return toRawFields(structFields(field), value as Record<string, unknown>);
  if (field.format === 'instant')
    return value === '1970-01-01T00:00:00Z' ? '' : timeRaw(String(value));
  if (field.format === 'date') return value === '1970-01-01' ? '' : String(value);
  if (field.enum) return value === 'none' ? '' : String(value);
  if (scaleOf(field)) return amountRaw(field, Number(value));
  return isInWords(field) && Number.isFinite(Number(value))
    ? wordsOf(field, Number(value))
    : String(value);
}

// Times are written in words; of all else the unit stands behind the number.
export const isInWords = (field: FieldInfo): boolean =>
  field.means === 'minutes' || field.means === 'minute_of_day';
export const wordsOf = (field: FieldInfo, value: number): string =>
  unitText(value, field.means ?? '', language.value === 'zh-CN');

// What is typed for a number; NaN where it is none.
export const numberOf = (field: FieldInfo, text: string): number =>
  isUnit(field.means)
    ? typedUnit(text, field.means)
    : scaled(plainNumber(text), scaleOf(field));

const amountRaw = (field: FieldInfo, value: number): string => {
  const text = unscaled(value, scaleOf(field));
  return field.format === 'money' ? text : shortNumber(text);
};

// Of those fields that `values` names.
export function toRawFields(fields: FieldInfo[], values: Record<string, unknown>): RawFields {
  const raw = Object.fromEntries(
    fields
      .filter((field) => field.name in values)
      .map((field) => [field.name, toRaw(field, values[field.name])]),
  );
  for (const field of fields) {
    const longitude = longitudeOf(fields, field);
    if (!longitude || !(field.name in values)) continue;
    const [north, east] = [Number(values[field.name]), Number(values[longitude.name] ?? 0)];
    raw[field.name] = north || east ? placeText(north, east) : '';
    raw[longitude.name] = '';
  }
  return raw;
}

export type Fault =
  | 'missing'
  | 'number'
  | 'whole'
  | 'range'
  | 'too_long'
  | 'place'
  | 'month'
  | 'day'
  | 'duration'
  | TimeFault;
export type Wrong = Record<string, { fault: Fault; field: FieldInfo }>;

// How the server counts a text: ids and brands, of which names of streams are made, in octets;
// everything else in characters (code points).
export const lengthOf = (field: FieldInfo, text: string): number =>
  field.ref !== '' || field.means === 'brand'
    ? new TextEncoder().encode(text).length
    : [...text].length;

const numberFault = (field: FieldInfo): Fault =>
  field.means === 'minute_of_day'
    ? 'no_such_time'
    : field.means === 'minutes'
      ? 'duration'
      : scaleOf(field)
        ? 'number'
        : 'whole';

// The text of one field as JSON has it, or why it is wrong.
function textJson(field: FieldInfo, text: string): { value: unknown } | { fault: Fault } {
  const now = Date.now();
  if (field.format === 'instant') {
    const typed = typedTime(text, now);
    return 'ms' in typed ? { value: instantOf(typed.ms) } : typed;
  }
  if (field.format === 'date') {
    const typed = typedDay(text, now);
    if ('day' in typed) return { value: dayText(typed.day) };
    return { fault: typed.fault === 'nonsense' ? 'day' : typed.fault };
  }
  if (field.format === 'month') {
    const month = typedMonth(text, now);
    return month ? { value: month } : { fault: 'month' };
  }
  const isNumber = /^u?int\d+$/.test(field.type) && field.format !== 'position' && !field.enum;
  if (!isNumber) {
    const long = field.type === 'text' && lengthOf(field, text.trim()) > (field.max_length ?? 1e9);
    return long ? { fault: 'too_long' } : { value: text };
  }
  const value = numberOf(field, text);
  if (Number.isNaN(value)) return { fault: numberFault(field) };
  const small = field.min !== null && value < Number(field.min);
  return small || (field.max !== null && value > Number(field.max))
    ? { fault: 'range' }
    : { value };
}

// The JSON of one field; undefined leaves it out. What is wrong is noted under its pointer.
function fieldJson(field: FieldInfo, raw: Raw | undefined, pointer: string, wrong: Wrong): unknown {
  if (field.type === 'list') {
    const items = (raw as Raw[] | undefined) ?? [];
    if (items.length === 0 && field.required) wrong[pointer] = { fault: 'missing', field };
    if (items.length === 0) return field.required ? [] : undefined;
    return items.map((item, index) =>
      field.element
        ? fieldJson({ ...field.element, required: true }, item, `${pointer}/${index}`, wrong)
        : item,
    );
  }
  if (field.type === 'bool') {
    if (field.required && typeof raw !== 'boolean') wrong[pointer] = { fault: 'missing', field };
    return raw === true ? true : field.required ? false : undefined;
  }
  if (field.struct) {
    const value = fieldsJson(
      structFields(field),
      (raw as RawFields | undefined) ?? {},
      pointer,
      wrong,
      !field.required,
    );
    return Object.keys(value).length === 0 && !field.required ? undefined : value;
  }
  const text = String(raw ?? '');
  if (text.trim() === '') {
    if (field.required) wrong[pointer] = { fault: 'missing', field };
    return undefined;
  }
  const made = textJson(field, text);
  if ('value' in made) return made.value;
  wrong[pointer] = { fault: made.fault, field };
  return undefined;
}

// A place is typed in one go.
function placeJson(field: FieldInfo, raw: Raw | undefined, pointer: string, wrong: Wrong) {
  const text = String(raw ?? '').trim();
  const at = text === '' ? null : typedPlace(text);
  if (text !== '' && !at) wrong[pointer] = { fault: 'place', field };
  if (text === '' && field.required) wrong[pointer] = { fault: 'missing', field };
  return at;
}

function fieldsJson(
  fields: FieldInfo[],
  raw: RawFields,
  pointer: string,
  wrong: Wrong,
  optional: boolean,
): Record<string, unknown> {
  const noted: Wrong = {};
  const pairs: [string, unknown][] = [];
  for (const field of fields) {
    const at = `${pointer}/${field.name}`;
    const longitude = longitudeOf(fields, field);
    if (isToldByLatitude(fields, field)) continue;
    if (longitude) {
      const place = placeJson(field, raw[field.name], at, noted);
      if (place) pairs.push([field.name, place.latitude], [longitude.name, place.longitude]);
      continue;
    }
    const file = chosenFile(fileOf(fields, field, raw) ?? '');
    const value = file ? file.octets : fieldJson(field, raw[field.name], at, noted);
    if (value !== undefined) pairs.push([field.name, value]);
  }
  // An optional struct of which nothing is filled in is simply not there; what is filled in wrongly
  // is never left out in silence.
  const filled = pairs.length > 0 || fields.some((field) => !isBlank(raw[field.name]));
  if (!optional || filled) Object.assign(wrong, noted);
  return Object.fromEntries(pairs);
}

export function commandJson(
  command: TypeInfo,
  raw: RawFields,
): { body: Record<string, unknown>; wrong: Wrong } {
  const wrong: Wrong = {};
  return { body: fieldsJson(command.fields, raw, '', wrong, false), wrong };
}
