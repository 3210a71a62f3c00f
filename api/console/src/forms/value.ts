// What a person types, and the JSON of a command: money in yuan ↔ fen, quantities ↔ thousandths,
// times of Asia/Shanghai ↔ RFC 3339.
import type { FieldInfo, TypeInfo } from '../edge/types.ts';
import { toLocalInput } from '../format.ts';
import { rowInfo } from '../state/schema.ts';
import { scaled, unscaled } from './decimal.ts';
import { fromLocalInput } from './moment.ts';

export type Raw = string | boolean | Raw[] | { [name: string]: Raw };
export type RawFields = Record<string, Raw>;

export const structFields = (field: FieldInfo): FieldInfo[] =>
  field.struct ? (rowInfo(field.struct)?.fields ?? []) : [];

export function emptyRaw(field: FieldInfo): Raw {
  if (field.type === 'list') return [];
  if (field.type === 'bool') return false;
  if (field.struct) return emptyFields(structFields(field));
  return '';
}

export const emptyFields = (fields: FieldInfo[]): RawFields =>
  Object.fromEntries(fields.map((field) => [field.name, emptyRaw(field)]));

const scales: Record<string, number> = { money: 2, quantity: 3, rate: 2 };
export const scaleOf = (field: FieldInfo): number => scales[field.format] ?? 0;

// A value that is known already, as it stands in the form.
export function toRaw(field: FieldInfo, value: unknown): Raw {
  if (value === null || value === undefined) return emptyRaw(field);
  if (field.type === 'list')
    return (value as unknown[]).map((item) =>
      field.element ? toRaw(field.element, item) : String(item),
    );
  if (field.type === 'bool') return value === true;
  if (field.struct)
    return Object.fromEntries(
      structFields(field).map((inner) => [
        inner.name,
        toRaw(inner, (value as Record<string, unknown>)[inner.name]),
      ]),
    );
  if (field.format === 'instant') return toLocalInput(String(value));
  if (scaleOf(field)) return unscaled(Number(value), scaleOf(field));
  return String(value);
}

export type Wrong = Record<string, 'missing' | 'number' | 'time'>;

// The JSON of one field; undefined leaves it out. What is wrong is noted under its pointer.
function fieldJson(field: FieldInfo, raw: Raw | undefined, pointer: string, wrong: Wrong): unknown {
  if (field.type === 'list') {
    const items = (raw as Raw[] | undefined) ?? [];
    if (items.length === 0 && field.required) wrong[pointer] = 'missing';
    if (items.length === 0) return field.required ? [] : undefined;
    return items.map((item, index) =>
      field.element
        ? fieldJson({ ...field.element, required: true }, item, `${pointer}/${index}`, wrong)
        : item,
    );
  }
  if (field.type === 'bool') return raw === true ? true : field.required ? false : undefined;
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
    if (field.required) wrong[pointer] = 'missing';
    return undefined;
  }
  if (field.format === 'instant') {
    const instant = fromLocalInput(text);
    if (instant === null) wrong[pointer] = 'time';
    return instant;
  }
  if (['date', 'position'].includes(field.format) || field.enum || !/^u?int\d+$/.test(field.type))
    return text;
  const value = scaled(text, scaleOf(field));
  if (Number.isNaN(value)) wrong[pointer] = 'number';
  return value;
}

function fieldsJson(
  fields: FieldInfo[],
  raw: RawFields,
  pointer: string,
  wrong: Wrong,
  optional: boolean,
): Record<string, unknown> {
  const noted: Wrong = {};
  const pairs = fields
    .map(
      (field) =>
        [field.name, fieldJson(field, raw[field.name], `${pointer}/${field.name}`, noted)] as const,
    )
    .filter(([, value]) => value !== undefined);
  // An optional struct of which nothing is filled in is simply not there.
  if (!(optional && pairs.length === 0)) Object.assign(wrong, noted);
  return Object.fromEntries(pairs);
}

export function commandJson(
  command: TypeInfo,
  raw: RawFields,
): { body: Record<string, unknown>; wrong: Wrong } {
  const wrong: Wrong = {};
  return { body: fieldsJson(command.fields, raw, '', wrong, false), wrong };
}
