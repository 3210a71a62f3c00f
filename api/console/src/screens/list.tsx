// A list that the schema declares: filtered, searched, sorted, exported; the card of the chosen row
// beside it. Nothing here knows which list it is.
import { useRef } from 'preact/hooks';
import type { CardAnswer, ListField, ListInfo, ListPage, Row } from '../edge/types.ts';
import { query, withMoment } from '../edge/client.ts';
import { CommandButton } from '../forms/command_dialog.tsx';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import {
  Above,
  CardCommands,
  CardFacts,
  CardTimeline,
  RelationLinks,
} from '../parts/card_body.tsx';
import { ColumnMenu } from '../parts/column_menu.tsx';
import { ExportMenu } from '../parts/export_menu.tsx';
import { lazily } from '../parts/lazy.tsx';
import { LazyClaimEvidence } from '../parts/lazy_claim.tsx';
import { ListFilters } from '../parts/list_filters.tsx';
import { columnsShown, ListTable, sortedHere } from '../parts/list_table.tsx';
import { Link } from '../parts/link.tsx';
import { openMenu } from '../parts/menu.tsx';
import { Pages } from '../parts/rows_table.tsx';
import { SavedQueries } from '../parts/saved_queries.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { useKeys } from '../state/keys.ts';
import {
  conditionParams,
  conditionsOf,
  itemId,
  itemPath,
  listInfo,
  listOf,
  mayRead,
  ordersUnder,
  targetOf,
} from '../state/lists.ts';
import { idWords } from '../state/ids.ts';
import { adjust, go, href, param } from '../state/location.ts';
import { chooseDensity, density } from '../state/preferences.ts';
import { useResource } from '../state/resource.ts';
import { say, schema } from '../state/schema.ts';
import { may } from '../state/session.ts';

const WaysOf = lazily<{ list: string; item: Row }>(
  async () => (await import('../parts/ways.tsx')).Ways,
);
// Of a contact one mostly makes an order; the others have their way on their own card.
const waysBeside = new Set(['interactions']);

const page_rows = 50;
const side_steps = 6;

interface Beside {
  list: ListInfo;
  id: string;
  changed: () => void;
}

const CloseCard = () => (
  <button
    class="plain"
    data-test="close-card"
    aria-label={t('close')}
    onClick={() => adjust({ row: null }, true)}
  >
    ✕
  </button>
);

// The card of a row, beside the table; of a thing that is not his to read, that it is not.
export const SideCard = (beside: Beside) =>
  mayRead(beside.list) ? (
    <ReadCard {...beside} />
  ) : (
    <Card class="side" title={idWords(beside.id)} end={<CloseCard />}>
      <Empty title={t('not_your_duty')}>{t('not_your_duty_note')}</Empty>
    </Card>
  );

function ReadCard({ list, id, changed }: Beside) {
  const card = useResource<CardAnswer>(
    `/v1/${list.name}/${encodeURIComponent(id)}`,
    {},
    { topic: 'position' },
  );
  const done = (): void => {
    card.reload();
    changed();
  };
  return (
    <Card
      class="side"
      title={
        <Link class="link mono" to={itemPath(list.name, id)}>
          {idWords(id)}
        </Link>
      }
      note={card.data?.version && t('version', { n: card.data.version })}
      end={<CloseCard />}
    >
      <Loaded from={card}>
        {(data) => (
          <>
            <Above card={data} />
            <CardFacts list={list} item={data.item} names={data.names} />
            {list.name === 'warranty_claims' && <LazyClaimEvidence item={data.item} />}
            <RelationLinks card={data} />
            <h3>{t('can_do_now')}</h3>
            {waysBeside.has(list.name) && (
              <div class="ways">
                <WaysOf list={list.name} item={data.item} />
              </div>
            )}
            <CardCommands list={list} card={data} done={done} />
            {data.timeline && (
              <>
                <h3>{t('timeline')}</h3>
                <CardTimeline card={data} most={side_steps} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

// --- the toolbar
// A column as the table draws it: what is referred to with its name, where it has one.
const inFile = (field: ListField): string[] =>
  field.ref && listOf(field.ref)?.fields.some((one) => one.name === 'name')
    ? [field.name, `${field.name}_name`]
    : [field.name];

// Exactly what is filtered, whatever page is shown, with the table's columns and in its order.
function ListExport({
  list,
  asked,
  sort,
  columns,
  count,
}: {
  list: ListInfo;
  asked: Record<string, string>;
  sort: string;
  columns: ListField[];
  count: number | null;
}) {
  const all = { ...asked, sort, columns: columns.flatMap(inFile).join(',') };
  return (
    <ExportMenu
      label={count === null ? t('export_all') : t('export_these', { n: integerText(count) })}
      file={(format, profile) =>
        `/v1/${list.name}${query(withMoment({ ...all, format, profile }))}`
      }
    />
  );
}

// How many there are, where that is known, and how they were found.
function Found({ page, whole }: { page: ListPage; whole: boolean }) {
  const how =
    page.index === null
      ? t('looked_at', { n: integerText(page.looked_at) })
      : page.index === 'search'
        ? t('by_search')
        : t('by_index');
  return (
    <span>
      <b data-test="count">
        {whole
          ? t('rows_all', { n: integerText(page.items.length) })
          : t('rows_page', { n: integerText(page.items.length) })}
      </b>{' '}
      <small class="muted">{how}</small>
    </span>
  );
}

function Bounded({ page }: { page: ListPage }) {
  if (page.complete) return null;
  return (
    <p class="notice warn" role="status">
      {t('bounded', { n: integerText(page.looked_at) })}{' '}
      {page.next_cursor && (
        <button onClick={() => adjust({ cursor: page.next_cursor })}>{t('go_on')}</button>
      )}
    </p>
  );
}

function SearchBox() {
  return (
    <input
      type="search"
      name="q"
      data-key="/"
      aria-label={t('search_list')}
      placeholder={t('search_list')}
      value={param('q')}
      onChange={(event) => adjust({ q: event.currentTarget.value.trim(), cursor: null, row: null })}
    />
  );
}

function useListKeys(list: ListInfo, items: Row[], page: ListPage | undefined): void {
  const at = items.findIndex((item) => itemId(list, item) === param('row'));
  const choose = (index: number): void => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (item) adjust({ row: itemId(list, item) }, true);
  };
  useKeys('keys_list', [
    { key: '/', label: 'search_list' },
    { key: 'j', label: 'key_next_row', run: () => choose(at + 1) },
    { key: 'k', label: 'key_previous_row', run: () => choose(at - 1) },
    {
      key: 'Enter',
      label: 'key_open_row',
      run: () => {
        const item = items[at];
        if (!item) return;
        const to = targetOf(list, item);
        go(href(itemPath(to.list.name, to.id)));
      },
    },
    { key: 'Escape', label: 'key_close_card', run: () => adjust({ row: null }, true) },
    {
      key: 'f',
      label: 'add_filter',
      run: () => document.querySelector<HTMLElement>('[data-test="add-filter"]')?.click(),
    },
    { key: 'c', label: 'key_columns', run: () => openMenu('columns') },
    { key: 'e', label: 'key_export', run: () => openMenu('export') },
    { key: 's', label: 'saved_queries', run: () => openMenu('saved') },
    {
      key: 'd',
      label: 'dense_rows',
      run: () => chooseDensity(density.peek() === 'dense' ? 'normal' : 'dense'),
    },
    {
      key: 'n',
      label: 'next_page',
      run: () => {
        if (page?.next_cursor) adjust({ cursor: page.next_cursor, row: null });
      },
    },
  ]);
}

// What is asked of the engine, and in which order the rows come.
function useRows(list: ListInfo, fixed: Record<string, string>, order: string) {
  const wanted = param('sort') || order;
  // A search has its own: what fits best is first.
  const sort = wanted || (param('q') ? '' : (list.order ?? ''));
  const served = ordersUnder(list, fixed).includes(sort) ? sort : '';
  const asked: Record<string, string> = {
    ...conditionParams(conditionsOf(list)),
    ...fixed,
    q: param('q'),
    sort: wanted && served,
  };
  const rows = useResource<ListPage>(
    `/v1/${list.name}`,
    { ...asked, sort: served, limit: page_rows, cursor: param('cursor') },
    { topic: 'position' },
  );
  const page = rows.data;
  const whole = !!page && page.next_cursor === null && param('cursor') === '' && page.complete;
  // An order that the engine has not: here, where everything is on the page.
  const items = page ? (sort && !served && whole ? sortedHere(page.items, sort) : page.items) : [];
  return { rows, page, items, whole, asked, sort: served || (whole ? sort : '') };
}

// The thing whose card is beside. A row that left the page, because of what was done to it, keeps
// its card.
function useBeside(list: ListInfo, items: Row[]): { list: ListInfo; id: string } | undefined {
  const row = param('row');
  const chosen = items.find((item) => itemId(list, item) === row);
  const to = chosen && targetOf(list, chosen);
  const last = useRef({ row: '', to });
  if (to) last.current = { row, to };
  const named = list.fields.some((field) => field.name === 'subject');
  const kept = last.current.row === row ? last.current.to : named ? undefined : { list, id: row };
  return row ? (to ?? kept) : undefined;
}

function Toolbar({
  list,
  page,
  whole,
  asked,
  sort,
  columns,
  fixed,
}: {
  list: ListInfo;
  page: ListPage | undefined;
  whole: boolean;
  asked: Record<string, string>;
  sort: string;
  columns: ListField[];
  fixed: Record<string, string>;
}) {
  const dense = density.value === 'dense';
  return (
    <div class="toolbar">
      {page && <Found page={page} whole={whole} />}
      <span class="end">
        <ListExport
          {...{ list, asked, sort, columns }}
          count={whole && page ? page.items.length : null}
        />
        <button aria-pressed={dense} onClick={() => chooseDensity(dense ? 'normal' : 'dense')}>
          {t('dense_rows')}
        </button>
        <ColumnMenu all={list.fields.filter((field) => !(field.name in fixed))} shown={columns} />
        <SavedQueries about="list" target={list.name} conditions={asked} fixed={fixed} />
      </span>
    </div>
  );
}

export interface Listing {
  list: ListInfo;
  fixed?: Record<string, string>; // conditions that the screen makes itself
  order?: string; // unless somebody asks for another
}

export function ListView({ list, fixed = {}, order = '' }: Listing) {
  const hidden = Object.keys(fixed);
  const { rows, page, items, whole, asked, sort } = useRows(list, fixed, order);
  const columns = columnsShown(list, items, hidden);
  useListKeys(list, items, page);
  const side = useBeside(list, items);
  return (
    <div class={side ? 'split' : ''}>
      <Card class="listing">
        <div class="filters">
          {list.search && <SearchBox />}
          <ListFilters list={list} names={page?.names} hidden={hidden} />
        </div>
        <Toolbar {...{ list, page, whole, asked, sort, columns, fixed }} />
        {page && <Bounded page={page} />}
        <Loaded from={rows}>
          {(data) => (
            <>
              <ListTable
                {...{ list, items, columns, whole, fixed }}
                names={data.names}
                sort={sort}
                caption={say(list.label, list.name)}
              />
              <Pages
                next={data.next_cursor}
                cursor={param('cursor')}
                turn={(cursor) => adjust({ cursor, row: null })}
              />
            </>
          )}
        </Loaded>
        <p class="keys muted">
          <kbd>J</kbd> <kbd>K</kbd> {t('key_rows')} <kbd>↵</kbd> {t('key_open_row')}{' '}
          <kbd>?</kbd> {t('all_keys')}
        </p>
      </Card>
      {side && (
        <SideCard
          key={`${side.list.name}/${side.id}`}
          list={side.list}
          id={side.id}
          changed={rows.reload}
        />
      )}
    </div>
  );
}

// Commands that make a new thing of this list.
export const makersOf = (list: ListInfo): string[] =>
  list.elements
    ? []
    : (schema.value?.commands ?? [])
        .filter(
          (info) =>
            info.stream === list.thing &&
            info.when?.includes('none') &&
            may(info.name),
        )
        .map((info) => info.name);

export function ListScreen({ name }: { name: string }) {
  const list = listInfo(name);
  if (!list) return <Title title={t('no_such_screen')} note={t('no_such_screen_note')} />;
  return (
    <>
      <Title title={say(list.label, list.name)} note={t('list_note')}>
        {makersOf(list).map((command) => (
          <CommandButton key={command} name={command} done={() => {}} />
        ))}
      </Title>
      {mayRead(list) ? (
        <ListView key={name} list={list} />
      ) : (
        <Empty title={t('not_your_duty')}>{t('not_your_duty_note')}</Empty>
      )}
    </>
  );
}
