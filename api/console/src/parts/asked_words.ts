// What a list or a report is asked for, in words: of a filter, and of a saved query, whose row has
// the engine's names.
import type { FieldInfo, ListField, ListInfo, Names, ReportInfo, Row } from '../edge/types.ts';
import { valueText } from '../format.ts';
import { scaleOf } from '../forms/decimal.ts';
import { t, type Key } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { listInfo, nameIn, splitParameter, type Operator } from '../state/lists.ts';
import { fieldLabel, say } from '../state/schema.ts';
import { isUnit } from '../units.ts';
import { parameterLabel, parametersOf, reportOf } from './report_words.ts';

export const operatorWords: Record<Operator, Key> = {
  is: 'op_is',
  from: 'op_from',
  until: 'op_until',
  begins: 'op_begins',
  has: 'op_has',
  under: 'op_under',
};

type Asked = Pick<FieldInfo, 'ref' | 'type' | 'format' | 'enum'> & { means?: string };

export function conditionText(
  { field, value }: { field: Asked; value: string },
  names: Names | undefined,
): string {
  const scale = scaleOf(field);
  return value
    .split(/(?<!\\),/)
    .map((one) => one.replaceAll('\\,', ','))
    .map((one) => {
      if (field.ref) return nameIn(names, field.ref, one) ?? one;
      if (field.type === 'bool') return t(one === 'true' ? 'yes' : 'no');
      return scale || field.enum || isUnit(field.means)
        ? valueText(scale ? Number(one) : one, field)
        : wordText(field.means, one);
    })
    .join(' / ');
}

// "-due_at": by which field, and which way.
function orderText(sorted: string, fields: (ListField | undefined)[]): string {
  const name = sorted.replace(/^-/, '');
  const field = fields.find((one) => one?.name === name);
  return `${field ? fieldLabel(field) : name} ${sorted.startsWith('-') ? '↓' : '↑'}`;
}

interface Conditions {
  parameter: string;
  value: string;
}

function ofList(list: ListInfo, row: Row, names: Names | undefined): Row {
  const label = (name: string): string => {
    const field = list.fields.find((one) => one.name === name);
    return field ? fieldLabel(field) : name;
  };
  const conditions = row['conditions'] as Conditions[];
  return {
    target: say(list.label, list.name),
    conditions: conditions.map(({ parameter, value }) => {
      if (parameter === 'q') return { parameter: t('search_list'), value };
      const [name, operator] = splitParameter(parameter);
      const field = list.fields.find((one) => one.name === name);
      const how = operator === 'is' ? '' : ` ${t(operatorWords[operator])}`;
      return {
        parameter: `${label(name)}${how}`,
        value: field ? conditionText({ field, value }, names) : value,
      };
    }),
    shown: ((row['shown'] ?? []) as string[]).map(label),
    columns: ((row['columns'] ?? []) as string[]).map(label),
    sorted: row['sorted'] ? orderText(String(row['sorted']), list.fields) : '',
    sort: row['sort'] ? orderText(String(row['sort']), list.fields) : '',
  };
}

function ofReport(report: ReportInfo, row: Row, names: Names | undefined): Row {
  const column = (name: string): string => {
    const found = report.columns.find((one) => one.name === name);
    return found ? say(found.label, name) : name;
  };
  const way = (sorted: string): string =>
    `${column(sorted.replace(/^-/, ''))} ${sorted.startsWith('-') ? '↓' : '↑'}`;
  const conditions = row['conditions'] as Conditions[];
  return {
    target: say(report.name, report.id),
    conditions: conditions.map(({ parameter, value }) => {
      const field = parametersOf(report).find((one) => one.name === parameter);
      if (!field) return { parameter, value };
      const asked = { ...field, ref: field.ref ?? '', format: field.format ?? '' };
      return {
        parameter: parameterLabel(field),
        value: conditionText({ field: asked, value }, names),
      };
    }),
    shown: ((row['shown'] ?? []) as string[]).map(column),
    columns: ((row['columns'] ?? []) as string[]).map(column),
    sorted: row['sorted'] ? way(String(row['sorted'])) : '',
    sort: row['sort'] ? way(String(row['sort'])) : '',
  };
}

// What was exported: a report, or a list.
function exported(name: string): string {
  const list = listInfo(name);
  if (list) return say(list.label, name);
  return say(reportOf(name)?.name, name);
}

// A row or an event of a saved query or of an export, by the labels of what is asked; all else as
// it is.
export function inWords(row: Row, names?: Names): Row {
  if (typeof row['report'] === 'string' && 'layout' in row)
    return { ...row, report: exported(row['report']) };
  const target = row['target'];
  if (typeof target !== 'string' || !Array.isArray(row['conditions'])) return row;
  const list = row['about'] === 'list' ? listInfo(target) : undefined;
  const report = row['about'] === 'report' ? reportOf(target) : undefined;
  const said = list ? ofList(list, row, names) : report ? ofReport(report, row, names) : {};
  return { ...row, ...Object.fromEntries(Object.entries(said).filter(([name]) => name in row)) };
}
