// A board of stages: what is under way in columns, the chosen one at the right with what may be
// done next. It is not dragged: a step needs its words. A board is a declaration (StageBoardInfo);
// walking, checking, acting and taking back are those of the inboxes.
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CardAnswer, ListPage, Names, Row } from '../edge/types.ts';
import { CommandButton } from '../forms/command_dialog.tsx';
import { integerText, startOfDay } from '../format.ts';
import { cases } from '../i18n/cases.ts';
import { learn, t, type Key } from '../i18n/index.ts';
import type { Queue } from '../generated/schema.ts';
import { useKeys } from '../state/keys.ts';
import { listInfo, mayRead } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { may as maySend } from '../state/session.ts';
import { isPast, shown } from '../state/time.ts';
import { together, type Waiting } from './acts.ts';
import { Title } from './card.tsx';
import { nameOfRow, Together, useInboxKeys } from './inbox_list.tsx';
import { useInbox, type InboxState } from './inbox_state.ts';
import { Link } from './link.tsx';
import { actsOf, lettersFor, StageSide } from './stage_side.tsx';
import { Empty, Failed, Loading } from './states.tsx';
import '../styles/cases.css';

learn(cases);

export interface StageInfo {
  name: string;
  label: Key;
  statuses: string[]; // of the rows in this column
}
export interface StageBoardInfo {
  title: Key;
  note: Key;
  list: string; // whose rows are the cards
  queues: Queue[]; // where they wait: what may be done with several at once comes from there
  stages: StageInfo[]; // from left to right
  // The last column: what ended on the day in view, by that field.
  ended: StageInfo & { at: string };
  begins: string; // the command with which a case begins
  others?: Key; // the first column: what waits in these queues and is of no row, where there is any
  urgency: (item: Waiting) => string; // the lowest first
  whoseMove: (item: Waiting) => string; // the operator whose step is the next one; '' any of a duty
  Filters: ComponentType;
  filters: string[]; // parameters that are conditions of the list
  Face: ComponentType<{ item: Waiting; names: Names; now: number }>;
  Story: ComponentType<{ item: Waiting; card: CardAnswer; names: Names }>; // below what may be done
  Before?: ComponentType<{ item: Waiting }>; // idem, of an order for which no case is open yet
}

const most = 200; // cards; beyond that one looks at an outlet of one's own

const nowOf = (): number =>
  isPast.value ? Date.parse(shown.value?.recorded_at ?? '') : Date.now();

const merged = (...all: (Names | undefined)[]): Names => {
  const out: Names = {};
  for (const names of all)
    for (const [kind, some] of Object.entries(names ?? {})) out[kind] = { ...out[kind], ...some };
  return out;
};

// The rows as cards, each with what its queue says is to be done about it.
function cardsOf(board: StageBoardInfo, rows: Row[], waiting: Waiting[]): Waiting[] {
  const thing = listInfo(board.list)!.thing;
  const bySubject = new Map(waiting.map((one) => [String(one.subject), one]));
  return rows.map((row) => {
    const subject = `${thing}/${String(row.id)}`;
    const queued = bySubject.get(subject);
    return {
      ...row,
      id: `${thing}:${String(row.id)}`,
      subject,
      queue: queued?.queue ?? board.queues[0]!,
      since: queued?.since ?? '',
      ...(queued?.acts && { acts: queued.acts }),
    };
  });
}

interface Column extends StageInfo {
  queue: string; // as the inboxes call a section
  items: Waiting[];
}

function columnsOf(
  board: StageBoardInfo,
  open: Waiting[],
  ended: Waiting[],
  waiting: Waiting[],
): Column[] {
  const thing = listInfo(board.list)!.thing;
  const inOrder = (items: Waiting[]): Waiting[] =>
    items.toSorted((a, b) => board.urgency(a).localeCompare(board.urgency(b)));
  const column = (stage: StageInfo, items: Waiting[]): Column => ({
    ...stage,
    queue: stage.name,
    items: inOrder(items),
  });
  const of = (stage: StageInfo, items: Waiting[]): Column =>
    column(
      stage,
      items.filter((item) => stage.statuses.includes(String(item.status))),
    );
  const others = waiting.filter((one) => !String(one.subject).startsWith(`${thing}/`));
  return [
    ...(board.others && others.length > 0
      ? [column({ name: 'others', label: board.others, statuses: [] }, others)]
      : []),
    ...board.stages.map((stage) => of(stage, open)),
    of(board.ended, ended),
  ];
}

function useColumns(board: StageBoardInfo) {
  const asked = Object.fromEntries(board.filters.map((name) => [name, param(name)]));
  const filtered = Object.values(asked).some((value) => value !== '');
  const now = nowOf();
  const today = Number.isFinite(now)
    ? new Date(startOfDay(new Date(now).toISOString())).toISOString()
    : '';
  const statuses = board.stages.flatMap((stage) => stage.statuses).join(',');
  const path = `/v1/${board.list}`;
  const live = { topic: 'position' } as const;
  const rows = useResource<ListPage>(path, { ...asked, status: statuses, limit: most }, live);
  const over = useResource<ListPage>(
    today ? path : null,
    {
      ...asked,
      status: board.ended.statuses.join(','),
      [`${board.ended.at}.from`]: today,
      limit: most,
    },
    live,
  );
  const queued = useResource<ListPage>(
    '/v1/queue_items',
    { queue: board.queues.join(','), commands: 'true', limit: most },
    live,
  );
  const all = [rows, over, queued];
  const waiting = (queued.data?.items ?? []) as Waiting[];
  return {
    columns: columnsOf(
      board,
      cardsOf(board, rows.data?.items ?? [], waiting),
      cardsOf(board, over.data?.items ?? [], []),
      filtered ? [] : waiting,
    ),
    names: merged(...all.map((one) => one.data?.names)),
    more: rows.data?.next_cursor !== null && rows.data !== undefined,
    now,
    problem: all.find((one) => one.problem)?.problem,
    loading: !rows.data,
    reload: () => all.forEach((one) => one.reload()),
  };
}

// The first of the column beside that in which the chosen one stands.
function beside(columns: Column[], chosen: Waiting | undefined, by: number): Waiting | undefined {
  const at = columns.findIndex((column) => column.items.some((item) => item.id === chosen?.id));
  const filled = columns
    .map((column, index) => ({ index, first: column.items[0] }))
    .filter(({ first }) => first !== undefined);
  return by > 0
    ? filled.find(({ index }) => index > at)?.first
    : filled.findLast(({ index }) => index < at)?.first;
}

function Face({
  board,
  item,
  state,
  names,
  now,
}: {
  board: StageBoardInfo;
  item: Waiting;
  state: InboxState;
  names: Names;
  now: number;
}) {
  const here = state.chosen?.id === item.id;
  const able = !isPast.value && (item.acts ?? []).some(together);
  return (
    <li
      data-id={item.id}
      tabIndex={here ? 0 : -1}
      {...(here ? { 'aria-current': 'true' as const } : {})}
      onClick={(event) => {
        if (!(event.target as Element).closest('a, input')) state.choose(item.id);
      }}
    >
      {able && (
        <input
          type="checkbox"
          aria-label={t('key_check')}
          checked={state.checked.has(item.id)}
          onChange={() => state.check(item.id)}
        />
      )}
      <board.Face item={item} names={names} now={now} />
    </li>
  );
}

function Stage({
  column,
  here,
  children,
}: {
  column: Column;
  here: boolean;
  children: ComponentChildren;
}) {
  const none = column.items.length === 0;
  return (
    <section
      class={`stage${none ? ' none' : ''}${here ? ' here' : ''}`}
      data-stage={column.name}
      aria-label={t(column.label)}
    >
      <header>
        <h2>{t(column.label)}</h2>
        <span class="count" data-test="count">
          {integerText(column.items.length)}
        </span>
      </header>
      {!none && <ul aria-label={t(column.label)}>{children}</ul>}
    </section>
  );
}

// On a phone one column at a time.
function StageChoice({ columns, here }: { columns: Column[]; here: Column | undefined }) {
  return (
    <label class="stage-choice">
      <span class="hidden">{t('case_stage')}</span>
      <select
        name="stage"
        value={here?.name ?? ''}
        onChange={(event) => adjust({ stage: event.currentTarget.value, row: null }, true)}
      >
        {columns.map((column) => (
          <option key={column.name} value={column.name}>
            {`${t(column.label)} (${integerText(column.items.length)})`}
          </option>
        ))}
      </select>
    </label>
  );
}

const isNarrow = (): boolean => window.matchMedia('(max-width: 760px)').matches;

function useColumnKeys(columns: Column[], state: InboxState): void {
  const turn = (by: number): void => {
    const next = beside(columns, state.chosen, by);
    if (next) state.choose(next.id);
  };
  useKeys('case_keys', [
    { key: 'ArrowLeft', label: 'case_key_left', run: () => turn(-1) },
    { key: 'ArrowRight', label: 'case_key_right', run: () => turn(1) },
  ]);
}

function Columns({ board, read }: { board: StageBoardInfo; read: ReturnType<typeof useColumns> }) {
  const { columns, names, now } = read;
  const inbox = useInbox(columns, nameOfRow, true);
  // On a wide screen there is always one at the right: the first with which he may go on.
  const own = inbox.rows.find((item) => item.acts?.some((act) => act.allowed));
  const first = inbox.chosen ?? (isNarrow() ? undefined : (own ?? inbox.rows[0]));
  const list = listInfo(board.list)!;
  const id = first && String(first.subject).slice(list.thing.length + 1);
  const mine = first && String(first.subject).startsWith(`${list.thing}/`);
  const card = useResource<CardAnswer>(
    mine ? `/v1/${list.name}/${encodeURIComponent(id!)}` : null,
    {},
    { topic: 'position' },
  );
  const known = mine && card.data?.id === id ? card.data : undefined;
  const chosen = first && { ...first, ...(known && { acts: actsOf(list, known) }) };
  const state = { ...inbox, chosen };
  const letters = lettersFor(chosen);
  useInboxKeys(state, letters);
  useColumnKeys(columns, state);
  useEffect(() => {
    read.reload();
    card.reload();
  }, [inbox.done]);
  const asked = columns.find((column) => column.name === param('stage'));
  const here = asked ?? columns.find((column) => column.items.length > 0) ?? columns[0];
  if (inbox.rows.length === 0 && !chosen) return <Empty>{t('case_empty')}</Empty>;
  return (
    <div class={`stage-board${inbox.chosen ? ' chosen' : ''}`} ref={inbox.box} tabIndex={-1}>
      <p class="hidden" role="status" aria-live="polite">
        {inbox.said}
      </p>
      <div class="stages-frame">
        <StageChoice columns={columns} here={here} />
        <div class="columns-of-stages" role="region" tabIndex={0} aria-label={t(board.title)}>
          {columns.map((column) => (
            <Stage key={column.name} column={column} here={column.name === here?.name}>
              {column.items.map((item) => (
                <Face key={item.id} {...{ board, item, state, names, now }} />
              ))}
            </Stage>
          ))}
        </div>
        {read.more && (
          <p class="notice">
            {t('case_more', { n: integerText(most) })}{' '}
            <Link class="link" to={`/lists/${board.list}`}>
              {t('all_of_them')}
            </Link>
          </p>
        )}
        <Together state={state} />
        <p class="keys muted">
          <kbd>J</kbd> <kbd>K</kbd> <kbd>←</kbd> <kbd>→</kbd> {t('key_rows')} <kbd>X</kbd>{' '}
          {t('key_check')} <kbd>↵</kbd> {t('key_open_row')} <kbd>U</kbd> {t('undo')}
        </p>
      </div>
      {chosen && (
        <StageSide
          key={chosen.id}
          {...{ board, list, state, letters, names }}
          item={chosen}
          card={known}
        />
      )}
    </div>
  );
}

export function StageBoard({ board }: { board: StageBoardInfo }) {
  const list = listInfo(board.list);
  const may = list !== undefined && mayRead(list);
  return (
    <>
      <Title title={t(board.title)} note={t(board.note)}>
        {may && (
          <Link class="button" to={`/lists/${board.list}`}>
            {t('inbox_as_list')}
          </Link>
        )}
        {may && maySend(board.begins) && (
          <CommandButton primary name={board.begins} done={() => {}} />
        )}
      </Title>
      {may ? (
        <Read board={board} />
      ) : (
        <Empty title={t('not_your_duty')}>{t('not_your_duty_note')}</Empty>
      )}
    </>
  );
}

function Read({ board }: { board: StageBoardInfo }) {
  const read = useColumns(board);
  return (
    <>
      <div class="filters" role="search" aria-label={t('case_filters')}>
        <board.Filters />
      </div>
      {read.problem ? (
        <Failed problem={read.problem} again={read.reload} />
      ) : read.loading ? (
        <Loading />
      ) : (
        <Columns board={board} read={read} />
      )}
    </>
  );
}
