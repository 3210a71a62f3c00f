// The lists that the schema declares: what is in them, who may read them, and what is asked of one
// as the address has it.
import type { FilterKind, ListField, ListInfo, Names, Row } from '../edge/types.ts';
import { param, place } from './location.ts';
import { nameOf } from './names.ts';
import { schema } from './schema.ts';
import { mayList } from './session.ts';

export const lists = (): ListInfo[] => schema.value?.lists ?? [];
export const listInfo = (name: string): ListInfo | undefined =>
  lists().find((info) => info.name === name);
export const mayRead = (list: ListInfo): boolean => mayList(list.name);

const month = /^\d{4}-\d{2}$/;

// The number of a thing in its list: the stream of a month says first whose it is, its list has the
// months first ("wage_run/OUT-3:2026-10", 2026-10:OUT-3).
function inList(list: ListInfo, id: string): string {
  const parts = id.split(':');
  const at = list.fields.find((field) => field.name === list.id[0])?.format;
  if (at !== 'month' || parts.length !== list.id.length || month.test(parts[0]!)) return id;
  return [...parts.filter((one) => month.test(one)), ...parts.filter((one) => !month.test(one))]
    .join(':');
}

// The list of the things of a stream type, by their own ids.
export const listOf = (stream: string): ListInfo | undefined =>
  stream === '' ? undefined : lists().find((info) => info.thing === stream && !info.elements);

// Where one of a list is shown. Orders have a page of their own.
export const itemPath = (list: string, id: string): string =>
  list === 'work_orders'
    ? `/orders/${encodeURIComponent(id)}`
    : `/lists/${list}/${encodeURIComponent(id)}`;

// Where a thing is shown that is referred to; undefined where this person cannot see its list.
export function thingPath(kind: string, id: string): string | undefined {
  const list = listOf(kind);
  return list && mayRead(list) ? itemPath(list.name, inList(list, id)) : undefined;
}

// What an item shows under a name: its own, else that of a struct in it.
export function valueIn(item: Row, name: string): unknown {
  const own = item[name];
  const isStruct = (value: unknown): value is Row =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (own !== undefined && !isStruct(own)) return own;
  for (const value of Object.values(item)) {
    const inner = isStruct(value) ? valueIn(value, name) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

export const itemId = (list: ListInfo, item: Row): string =>
  list.id.length === 0
    ? String(item.id)
    : list.id.map((name) => String(valueIn(item, name))).join(':');

// What a row leads to: itself, or the thing that it only names ("work_order/WO-1").
export function targetOf(list: ListInfo, item: Row): { list: ListInfo; id: string } {
  const [stream = '', ...rest] = String(item.subject ?? '').split('/');
  const named = listOf(stream);
  return named
    ? { list: named, id: inList(named, rest.join('/')) }
    : { list, id: itemId(list, item) };
}

// The name that an answer brought along, else one that is known.
export const nameIn = (names: Names | undefined, kind: string, id: string): string | undefined =>
  names?.[kind]?.[id] ?? nameOf(kind, id);

// --- what is asked
export type Operator = 'is' | 'from' | 'until' | 'begins' | 'has' | 'under';
const operators: Record<FilterKind, Operator[]> = {
  equal: ['is'],
  range: ['from', 'until', 'is'],
  text: ['has', 'begins', 'is'],
};
export const operatorsOf = (field: ListField): Operator[] =>
  field.tree ? [...operators[field.filter], 'under'] : operators[field.filter];
export interface Condition {
  field: ListField;
  operator: Operator;
  value: string; // as the engine takes it; of several, separated by commas
}

// Fields by which one filters. The outlet is the scope at the top.
export const filterFields = (list: ListInfo): ListField[] =>
  list.fields.filter(
    (field) => field.name !== 'outlet' && (field.type !== 'list' || field.element?.type === 'text'),
  );

export const parameterOf = (field: string, operator: Operator): string =>
  operator === 'is' ? field : `${field}.${operator}`;

// "due_at.from": of which field, and how.
export function splitParameter(parameter: string): [field: string, operator: Operator] {
  const found = /^(.*?)(?:\.(from|until|begins|has|under))?$/.exec(parameter);
  return [found?.[1] ?? '', (found?.[2] ?? 'is') as Operator];
}

export function conditionsOf(list: ListInfo): Condition[] {
  const fields = filterFields(list);
  return [...place.value.params].flatMap(([name, value]) => {
    const [own, operator] = splitParameter(name);
    const field = fields.find((one) => one.name === own);
    return field && value ? [{ field, operator, value }] : [];
  });
}

export const conditionParams = (conditions: Condition[]): Record<string, string> =>
  Object.fromEntries(
    conditions.map(({ field, operator, value }) => [parameterOf(field.name, operator), value]),
  );

// The orders that the engine can give under these conditions; a search has its own.
export const ordersUnder = (list: ListInfo, fixed: Record<string, string>): string[] =>
  (param('q') ? [] : list.sorts)
    .filter(({ under }) => under === null || (fixed[under] ?? param(under)) !== '')
    .map(({ by }) => by);
