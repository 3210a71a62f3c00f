// What the schema says about commands, rows and words: the forms and the labels come from here.
import { computed, signal } from '@preact/signals';
import type { EnumInfo, FieldInfo, Row, Schema, Text, TypeInfo } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { isUnit, withoutUnit } from '../units.ts';
import { language } from './preferences.ts';

export const schema = signal<Schema | null>(null);

// What the schema says of a list, it says of its elements.
function whole(field: FieldInfo): FieldInfo {
  if (field.type !== 'list') return field;
  const label = { zh: '', en: '' };
  const element = {
    ...field,
    ...field.element,
    required: true,
    element: null,
    max_length: null,
    label,
    doc: '',
  };
  return { ...field, element, enum: null, struct: null };
}

export async function loadSchema(): Promise<void> {
  const { data } = await getTimeless<Schema>('/v1/schema');
  const wholes = (types: TypeInfo[]): TypeInfo[] =>
    types.map((info) => ({ ...info, fields: info.fields.map(whole) }));
  schema.value = {
    ...data,
    commands: wholes(data.commands),
    events: wholes(data.events),
    states: wholes(data.states),
    rows: wholes(data.rows),
    structs: wholes(data.structs),
    lists: (data.lists ?? []).map((info) => ({
      ...info,
      fields: info.fields.map((field) => ({
        ...whole(field),
        filter: field.filter,
        tree: field.tree ?? false,
      })),
    })),
  };
}

const byName = <T extends { name: string }>(items: T[] | undefined) =>
  new Map((items ?? []).map((item) => [item.name, item]));
const commands = computed(() => byName(schema.value?.commands));
const events = computed(() => byName(schema.value?.events));
const rows = computed(() =>
  byName([
    ...(schema.value?.rows ?? []),
    ...(schema.value?.states ?? []),
    ...(schema.value?.structs ?? []),
  ]),
);
const enums = computed(() => byName(schema.value?.enums));
const refusals = computed(
  () => new Map((schema.value?.refusals ?? []).map((item) => [item.code, item])),
);

export const commandInfo = (name: string): TypeInfo | undefined => commands.value.get(name);
export const eventInfo = (name: string): TypeInfo | undefined => events.value.get(name);
export const rowInfo = (name: string): TypeInfo | undefined => rows.value.get(name);
export const structFields = (field: FieldInfo): FieldInfo[] =>
  field.struct ? (rowInfo(field.struct)?.fields ?? []) : [];
export const enumInfo = (name: string): EnumInfo | undefined => enums.value.get(name);

// The text in the language that is shown, else the other one, else the technical name.
export function say(text: Text | undefined | null, name = ''): string {
  if (!text) return name;
  const [first, second] = language.value === 'zh-CN' ? [text.zh, text.en] : [text.en, text.zh];
  return first || second || name;
}


// Sent by the edge itself when one signs out, sets a password or exports: in nobody's form.
const by_the_edge = new Set(['sign_out', 'change_password', 'record_export']);
export const isByTheEdge = (command: string): boolean => by_the_edge.has(command);

export const commandLabel = (name: string): string => say(commandInfo(name)?.label, name);
export const eventLabel = (name: string): string => say(eventInfo(name)?.label, name);
// What the schema tells of the unit of a number that people see with another one, or in words, is
// left out.
const inPlainUnits = (label: string, means?: string): string =>
  isUnit(means)
    ? withoutUnit(label)
    : label.replace(/（百万分之一度(?:，WGS-84)?）| \(1e-6 degrees(?:, WGS-84)?\)/, '');
// What has no name of its own is called as what it takes its values from.
export const fieldLabel = (field: {
  name: string;
  label: Text;
  enum?: string | null;
  means?: string;
}): string => {
  const own = say(field.label, field.name);
  const nameless = own === field.name && field.enum;
  return inPlainUnits(nameless ? say(enumInfo(field.enum!)?.label, own) : own, field.means);
};

export function enumLabel(name: string, value: string): string {
  return say(enumInfo(name)?.values.find((item) => item.name === value)?.label, value);
}

export function refusalLabel(code: string, title = ''): string {
  const known = refusals.value.get(code);
  return known ? say(known) : title || code;
}

// The field of a command with a reason in which what was refused is accepted.
export const yieldsTo = (code: string): string | undefined => refusals.value.get(code)?.yields;
const reasons = computed(
  () => new Set([...refusals.value.values()].flatMap((r) => r.yields ?? [])),
);
// Said only when it is asked for: it is there for nothing else, as a plain `reason` is.
export const onlyWhenAsked = (field: FieldInfo): boolean =>
  !field.required && field.name !== 'reason' && reasons.value.has(field.name);

// A row as one level of fields: what it holds of a state (an order row its order) is lifted up.
export function flat(item: Row): Row {
  const lifted: Row = {};
  for (const [name, value] of Object.entries(item)) {
    if (['order', 'item', 'run'].includes(name) && typeof value === 'object' && value !== null)
      Object.assign(lifted, value);
  }
  const own = Object.entries(item).filter(
    ([name, value]) => !(['order', 'item', 'run'].includes(name) && typeof value === 'object'),
  );
  return { ...lifted, ...Object.fromEntries(own) };
}

const flatFields = (info: TypeInfo): FieldInfo[] => {
  const nested = info.fields.filter(
    (field) => field.struct && ['order', 'item', 'run'].includes(field.name),
  );
  const own = info.fields.filter((field) => !nested.includes(field));
  const names = own.map((field) => field.name);
  return [
    ...own,
    ...nested
      .flatMap((field) => rowInfo(field.struct!)?.fields ?? [])
      .filter((field) => !names.includes(field.name)),
  ];
};

export type RowName =
  | 'custody_row'
  | 'ledger_row'
  | 'order_row'
  | 'queue_row'
  | 'service_policy_version'
  | 'stock_row'
  | 'wage_line_row'
  | 'wage_sheet_row';

// The fields of a row of the read models, flat.
export function fieldsOf(row: RowName): FieldInfo[] {
  const info = rowInfo(row);
  return info ? flatFields(info) : [];
}

// The field of that name; one that the schema does not name is told by the data alone.
export function fieldOf(fields: FieldInfo[] | undefined, name: string): FieldInfo {
  return (
    fields?.find((field) => field.name === name) ?? {
      name,
      type: 'text',
      format: '',
      ref: '',
      personal: '',
      required: false,
      label: { zh: '', en: '' },
      doc: '',
      min: null,
      max: null,
      max_length: null,
      enum: null,
      struct: null,
      element: null,
    }
  );
}
