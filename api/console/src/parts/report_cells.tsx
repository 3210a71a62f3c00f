// What the columns of a report say: in the words of the list that it is made of, and an id together
// with the name that stands beside it.
import type { ListField, ReportColumn, ReportInfo } from '../edge/types.ts';
import { isCode, isComplaint, isOrder, valueText } from '../format.ts';
import { listInfo, listOf, thingPath } from '../state/lists.ts';
import { say } from '../state/schema.ts';
import { param } from '../state/location.ts';
import { codesText } from './codes.ts';
import { Link } from './link.tsx';
import { idWords } from '../state/ids.ts';

// Of reports that no list is behind, and of columns that are looked up elsewhere.
const usual: Record<string, string> = {
  brand: 'brand',
  category: 'category',
  item: 'charge_item',
};

const fieldOf = (report: ReportInfo | undefined, column: ReportColumn): ListField | undefined =>
  listInfo(report?.list ?? '')?.fields.find((field) => field.name === column.name);

// As a value of it is said.
export const asField = (report: ReportInfo | undefined, column: ReportColumn | undefined) => ({
  format: column?.format ?? '',
  enum: column?.enum ?? null,
  means: column ? (fieldOf(report, column)?.means ?? usual[column.name] ?? '') : '',
});

function kindOf(report: ReportInfo | undefined, column: ReportColumn): string {
  const field = fieldOf(report, column);
  if (column.name === 'id') return listInfo(report?.list ?? '')?.thing ?? '';
  return field?.ref || (listOf(column.name) ? column.name : '');
}

export interface Shown {
  column: ReportColumn;
  at: number; // where its values are
  id?: { column: ReportColumn; at: number }; // that the name is of
}

// A name and its id are one column, unless somebody chose columns himself.
export function columnsOf(columns: ReportColumn[]): Shown[] {
  const all = columns.map((column, at) => ({ column, at }));
  if (param('columns')) return all;
  const named = (one: Shown): boolean =>
    all.some(({ column }) => column.name === `${one.column.name}_name`);
  return all
    .filter((one) => !named(one))
    .map((one) => {
      const of = /^(.*)_name$/.exec(one.column.name)?.[1];
      const id = of === undefined ? undefined : all.find(({ column }) => column.name === of);
      return id ? { ...one, id } : one;
    });
}

export const headOf = ({ column, id }: Shown): string =>
  say((id?.column ?? column).label, column.name);

function Text({ value, field }: { value: unknown; field: ReturnType<typeof asField> }) {
  const several = field.enum && field.format === 'text'; // names in one cell
  const text = several
    ? String(value ?? '')
        .split(', ')
        .map((name) => valueText(name, field))
        .join(' · ')
    : valueText(value, field);
  const code = isCode(text) || /^[\w-]+(:[\w-]+)+$/.test(text);
  return code ? (
    <span class="mono" title={text}>
      {idWords(text)}
    </span>
  ) : (
    <>{text}</>
  );
}

// A value; what is an id leads to its thing.
export function Cell({
  report,
  value,
  column,
}: {
  report: ReportInfo | undefined;
  value: unknown;
  column: ReportColumn;
}) {
  const said = codesText(column.name, value);
  if (said !== null) return <span title={String(value)}>{said}</span>;
  const kind = isOrder(value)
    ? 'work_order'
    : isComplaint(value)
      ? 'complaint'
      : kindOf(report, column);
  const isId = kind !== '' && typeof value === 'string' && value !== '';
  const path = isId ? thingPath(kind, value) : undefined;
  const text = <Text value={value} field={asField(report, column)} />;
  return path ? (
    <Link class="link" to={path}>
      {text}
    </Link>
  ) : (
    text
  );
}

// "城南服务站 OUT-2"
export function ShownCell({
  report,
  shown,
  row,
}: {
  report: ReportInfo | undefined;
  shown: Shown;
  row: unknown[];
}) {
  const { column, at, id } = shown;
  const name = row[at];
  if (!id) return <Cell report={report} value={name} column={column} />;
  return (
    <>
      {name ? <bdi>{String(name)} </bdi> : null}
      <Cell report={report} value={row[id.at]} column={id.column} />
    </>
  );
}
