// A table of rows that the schema describes: labels, order and format of the columns come from
// there.
import type { ComponentChildren } from 'preact';
import type { FieldInfo, Names, Row } from '../edge/types.ts';
import { hashText, isCode, isNumeric, isOrder, valueText } from '../format.ts';
import { fieldLabel, fieldOf, fieldsOf, type RowName } from '../state/schema.ts';
import { t } from '../i18n/index.ts';
import { Badge } from './badge.tsx';
import { codesText } from './codes.ts';
import { Link } from './link.tsx';
import { Empty } from './states.tsx';
import { Thing } from './thing.tsx';
import { idWords } from '../state/ids.ts';
import { go, href, place } from '../state/location.ts';
import { isMarked } from '../state/marks.ts';
import { nameIn, thingPath } from '../state/lists.ts';

export interface Column {
  name: string;
  label: string;
  numeric: boolean;
  links?: boolean; // its values lead somewhere by themselves
  draw: (row: Row) => ComponentChildren;
}

const long = 24; // what may be cut off in its cell says the whole at a touch

const statusLike = (field: FieldInfo): boolean =>
  field.enum !== null && /status|state|severity|kind|movement/.test(field.name);

// A value in the words of its field; what refers to a thing leads to it, by its name.
export function drawValue(field: FieldInfo, value: unknown, names?: Names): ComponentChildren {
  if (statusLike(field) && value && value !== 'none')
    return <Badge name={String(value)} text={valueText(value, field)} />;
  if (value && field.format === 'position')
    return (
      <Link class="link mono" to={place.value.path} query={{ as_of: String(value) }}>
        {valueText(value, field)}
      </Link>
    );
  if (field.format === 'stream' && typeof value === 'string' && value.includes('/'))
    return <Thing stream={value} />;
  const kind = isOrder(value) ? 'work_order' : field.ref;
  if (value && kind && typeof value === 'string') {
    const name = nameIn(names, kind, value);
    const shown =
      name && name !== value ? (
        <>
          {name} <span class="mono">{value}</span>
        </>
      ) : (
        <span class="mono" title={value}>
          {idWords(value)}
        </span>
      );
    const path = thingPath(kind, value);
    return path ? (
      <Link class="link" to={path}>
        {shown}
      </Link>
    ) : (
      shown
    );
  }
  const word = field.type === 'text' ? codesText(field.name, value) : null;
  const said = field.name === 'id' ? idWords(String(value)) : (word ?? valueText(value, field));
  const text = hashText(said);
  const coded =
    field.ref !== '' ||
    ['instant', 'date', 'position'].includes(field.format) ||
    field.name === 'id' ||
    isCode(text) ||
    text !== said;
  const negative = isNumeric(field) && Number(value) < 0;
  return (
    <span
      class={`${coded ? 'mono' : ''}${negative ? ' red' : ''}`}
      {...((text.length > long || text !== value) && { title: String(value) })}
    >
      {text}
    </span>
  );
}

export const blank = (value: unknown): boolean => value === 0 || valueText(value) === '—';

// Columns by the schema, only those that the data have and in its order; `first` go before the
// others, `without` are left out, with `filled` also those in which no row has anything.
export function columnsOf(
  row: RowName,
  items: Row[],
  options: {
    first?: string[];
    only?: string[];
    without?: string[];
    filled?: boolean;
    names?: Names | undefined;
  } = {},
): Column[] {
  const item = items[0];
  if (!item) return [];
  const info = fieldsOf(row);
  const described = info.map((field) => field.name).filter((name) => name in item);
  const all = options.only ?? [...(options.first ?? []), ...described, ...Object.keys(item)];
  return [...new Set(all)]
    .filter((name) => name in item && !options.without?.includes(name))
    .flatMap((name) => {
      const field = fieldOf(info, name);
      const kept = !options.filled || options.first?.includes(name);
      if (
        (!kept && items.every((row) => blank(row[name]))) ||
        field.struct ||
        field.element?.struct ||
        (typeof item[name] === 'object' && item[name] !== null)
      )
        return [];
      return [
        {
          name,
          label: fieldLabel(field),
          numeric: isNumeric(field),
          links: field.ref === 'work_order' || isOrder(item[name]),
          draw: (row: Row) => drawValue(field, row[name], options.names),
        },
      ];
    });
}

export function RowsTable({
  items,
  columns,
  caption,
  open,
}: {
  items: Row[];
  columns: Column[];
  caption: string;
  open?: (row: Row) => string; // where a row leads to
}) {
  if (items.length === 0) return <Empty />;
  // A row that opens something does so by keyboard too: by a link of its own, else in its first
  // cell.
  const lead = open && !columns.some((column) => column.links) ? columns[0]?.name : undefined;
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={caption}>
      <table class="rows">
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" class={column.numeric ? 'number' : ''}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((row, index) => (
            <tr
              key={index}
              class={`${open ? 'opens' : ''}${isMarked(row.position) ? ' marked' : ''}`}
              {...(typeof row.id === 'string' && { 'data-id': row.id })}
              onClick={
                open &&
                ((event) => {
                  if (!(event.target as Element).closest('a, button')) go(href(open(row)));
                })
              }
            >
              {columns.map((column) => (
                <td key={column.name} class={column.numeric ? 'number' : ''}>
                  {column.name === lead ? (
                    <Link class="link" to={open!(row)}>
                      {column.draw(row)}
                    </Link>
                  ) : (
                    column.draw(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Pages({
  next,
  cursor,
  turn,
}: {
  next: string | null;
  cursor: string;
  turn: (cursor: string | null) => void;
}) {
  if (!next && !cursor) return null;
  return (
    <p class="filters">
      <button disabled={!cursor} onClick={() => turn(null)}>
        {t('first_page')}
      </button>
      <button disabled={!next} onClick={() => turn(next)}>
        {t('next_page')}
      </button>
    </p>
  );
}
