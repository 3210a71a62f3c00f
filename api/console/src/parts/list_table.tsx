// The table of a list: columns as chosen, sorted where an order can be had, one row chosen.
import { useEffect, useRef } from 'preact/hooks';
import type { ListField, ListInfo, Names, Row } from '../edge/types.ts';
import { isNumeric, isOrder } from '../format.ts';
import { t } from '../i18n/index.ts';
import {
  conditionParams,
  conditionsOf,
  itemId,
  itemPath,
  ordersUnder,
  targetOf,
  valueIn,
} from '../state/lists.ts';
import { adjust, go, href, param } from '../state/location.ts';
import { density } from '../state/preferences.ts';
import { fieldLabel, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { inWords } from './asked_words.ts';
import { Link } from './link.tsx';
import { blank, drawValue } from './rows_table.tsx';
import { Empty } from './states.tsx';

const columns_most = 9; // unless somebody chose more

const dull = (field: ListField): boolean =>
  field.type === 'list' ||
  field.format === 'position' ||
  ['latitude', 'longitude', 'version', 'subject'].includes(field.name);

// What makes the item's id comes first.
function ordered(list: ListInfo): ListField[] {
  const first = list.fields.filter((field) => field.name === 'id' || list.id.includes(field.name));
  return [...first, ...list.fields.filter((field) => !first.includes(field))];
}

// Those that the address names, else the first that tell something.
export function columnsShown(list: ListInfo, items: Row[], hidden: string[]): ListField[] {
  const all = ordered(list).filter((field) => !hidden.includes(field.name));
  const chosen = param('columns').split(',');
  if (param('columns'))
    return chosen.flatMap((name) => all.find((field) => field.name === name) ?? []);
  const telling = (field: ListField): boolean => {
    const values = items.map((item) => valueIn(item, field.name));
    return values.some((value) => !blank(value) && value !== false);
  };
  const own = (field: ListField): boolean => field.name === 'id' || list.id.includes(field.name);
  return all
    .filter((field) => !dull(field) && (own(field) || telling(field)))
    .slice(0, columns_most);
}

const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a ?? '').localeCompare(String(b ?? ''), 'zh-CN', { numeric: true }); // by pinyin

// The rows of a page that holds all of them, in an order that the engine was not asked for.
export function sortedHere(items: Row[], sort: string): Row[] {
  const name = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  return items.toSorted((a, b) => sign * compare(valueIn(a, name), valueIn(b, name)));
}

function Head({
  field,
  list,
  whole,
  sort,
  fixed,
}: {
  field: ListField;
  list: ListInfo;
  whole: boolean;
  sort: string;
  fixed: Record<string, string>;
}) {
  const served = ordersUnder(list, fixed);
  const ways = [field.name, `-${field.name}`].filter((way) => whole || served.includes(way));
  const at = ways.indexOf(sort);
  const direction =
    sort === field.name ? 'ascending' : sort === `-${field.name}` ? 'descending' : '';
  const label = fieldLabel(field);
  return (
    <th
      scope="col"
      class={isNumeric(field) ? 'number' : ''}
      {...(direction ? { 'aria-sort': direction as 'ascending' | 'descending' } : {})}
    >
      {ways.length === 0 ? (
        label
      ) : (
        <button
          data-sort={field.name}
          title={t('sort_by', { field: label })}
          onClick={() => adjust({ sort: ways[at + 1] ?? null, cursor: null })}
        >
          {label}
          {direction && <span aria-hidden="true"> {direction === 'ascending' ? '↑' : '↓'}</span>}
        </button>
      )}
    </th>
  );
}

// Beside the table is room for a card only on a wide screen.
const narrow = (): boolean => window.matchMedia('(max-width: 1080px)').matches;

export function chooseRow(list: ListInfo, item: Row): void {
  const to = targetOf(list, item);
  if (narrow()) go(href(itemPath(to.list.name, to.id)));
  else adjust({ row: itemId(list, item) }, true);
}

interface Shown {
  list: ListInfo;
  names: Names;
  columns: ListField[];
}

// A row's first cell leads to its card; one that leads to something else leaves that to a last.
const leadsElsewhere = (columns: ListField[]): boolean =>
  columns[0] !== undefined && columns[0].ref !== '';

function ItemRow({ list, names, columns, item }: Shown & { item: Row }) {
  const id = itemId(list, item);
  const to = targetOf(list, item);
  const path = itemPath(to.list.name, to.id);
  const said = inWords(item, names);
  const elsewhere = leadsElsewhere(columns);
  return (
    <tr
      class="opens"
      data-id={id}
      {...(id === param('row') ? { 'aria-current': 'true' as const } : {})}
      onClick={(event) => {
        if (!(event.target as Element).closest('a, button')) chooseRow(list, item);
      }}
    >
      {columns.map((field, index) => {
        const value = valueIn(said, field.name);
        // Of what has an order's number (its follow-up), the number leads to it, as any other's.
        const own = field.name === 'id' && isOrder(value);
        const drawn = own ? <span class="mono">{value}</span> : drawValue(field, value, names);
        return (
          <td key={field.name} class={isNumeric(field) ? 'number' : ''}>
            {index === 0 && !elsewhere && (own || !isOrder(value)) ? (
              <Link class="link" to={path}>
                {drawn}
              </Link>
            ) : (
              drawn
            )}
          </td>
        );
      })}
      {elsewhere && (
        <td>
          <Link class="link" to={path} title={t('open_one', { what: id })}>
            ›
          </Link>
        </td>
      )}
    </tr>
  );
}

// Nothing fits what is asked, or there is none at all.
function NoRows({ list, fixed }: { list: ListInfo; fixed: Record<string, string> }) {
  const asked = Object.keys(conditionParams(conditionsOf(list))).filter((name) => !(name in fixed));
  const what = say(list.label, list.name);
  if (asked.length === 0 && !param('q'))
    return (
      <Empty title={t(isPast.value ? 'list_none_then' : 'list_none_yet', { what })}>
        {t('list_none_note')}
      </Empty>
    );
  const without = Object.fromEntries([...asked, 'q', 'cursor'].map((name) => [name, null]));
  return (
    <Empty title={t('list_none_fit', { what })}>
      <button type="button" data-test="ask-all" onClick={() => adjust(without)}>
        {t('list_ask_all')}
      </button>
    </Empty>
  );
}

export function ListTable({
  items,
  whole,
  sort,
  fixed,
  caption,
  ...shown
}: Shown & {
  items: Row[];
  whole: boolean; // all that there is is on this page
  sort: string;
  fixed: Record<string, string>;
  caption: string;
}) {
  const { list, columns } = shown;
  const body = useRef<HTMLTableSectionElement>(null);
  const chosen = param('row');
  useEffect(() => {
    body.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (items.length === 0) return <NoRows list={list} fixed={fixed} />;
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={caption}>
      <table class={`rows ${density.value}`}>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((field) => (
              <Head key={field.name} {...{ field, list, whole, sort, fixed }} />
            ))}
            {leadsElsewhere(columns) && (
              <th scope="col">
                <span class="hidden">{t('key_open_row')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {items.map((item) => (
            <ItemRow key={itemId(list, item)} {...shown} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
