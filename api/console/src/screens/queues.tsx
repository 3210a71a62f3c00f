// What waits, a queue at a time; and the ledger of a stock card.
import { useEffect, useRef } from 'preact/hooks';
import type { List, QueueCount } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { lazily } from '../parts/lazy.tsx';
import { Link } from '../parts/link.tsx';
import { Menu } from '../parts/menu.tsx';
import { columnsOf, Pages, RowsTable } from '../parts/rows_table.tsx';
import { Loaded, Loading } from '../parts/states.tsx';
import { ownQueues } from '../state/duties.ts';
import { nameIn } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { namedPlace } from '../state/names.ts';
import { waiting } from '../state/queues.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel, flat, say } from '../state/schema.ts';

// Those whose cases have a board of their own, by what their names begin with.
const boards = ['complaints', 'exchanges'] as const;

// Those that are his to empty; of who watches, all of them.
function ownOf(items: QueueCount[]): QueueCount[] {
  const own = new Set<string>(ownQueues());
  return own.size > 0 ? items.filter((item) => own.has(item.queue)) : items;
}

// Ways to queues, with what waits in each; behind one button those of others, and those in which
// nothing waits.
function QueueLinks({ items, chosen }: { items: QueueCount[]; chosen: string }) {
  const link = (item: QueueCount) => (
    <Link
      key={item.queue}
      class="button"
      to={`/queues/${item.queue}`}
      {...(item.queue === chosen ? { 'aria-current': 'page' as const } : {})}
    >
      <Badge small name={item.queue} text={say(item.label, enumLabel('queue', item.queue))} />{' '}
      {integerText(item.count)}
    </Link>
  );
  const own = ownOf(items).filter((item) => item.count > 0);
  const shown = items.filter((item) => own.includes(item) || item.queue === chosen);
  const others = items.filter((item) => !shown.includes(item));
  // On a phone they are one line that is pushed aside; the chosen one is to be seen.
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = line.current?.querySelector<HTMLElement>('[aria-current]');
    if (here && line.current) line.current.scrollLeft = here.offsetLeft - line.current.offsetLeft;
  }, [chosen, shown.length]);
  return (
    <div class="filters queue-links" role="navigation" aria-label={t('queues')}>
      <div class="filters" ref={line}>
        {shown.map(link)}
      </div>
      {others.length > 0 && (
        <Menu name="other-queues" label={t('queues_others', { n: others.length })}>
          {others.map(link)}
        </Menu>
      )}
    </div>
  );
}

const Inbox = lazily(async () => (await import('./inbox.tsx')).Inbox);

export function Queues({ queue }: { queue: string }) {
  const items = waiting.value ?? [];
  const first = ownOf(items).find((item) => item.count > 0);
  const chosen = queue || (first?.queue ?? 'registered');
  const board = boards.find((one) => chosen.startsWith(one));
  return (
    <>
      <Title title={t('queues')} note={t('inbox_note')}>
        {board && (
          <Link class="button" to={`/${board}`}>
            {t(board === 'complaints' ? 'complaint_board' : 'exchange_board')}
          </Link>
        )}
      </Title>
      <QueueLinks items={items} chosen={chosen} />
      {queue || waiting.value ? <Inbox key={chosen} queue={chosen} /> : <Loading />}
    </>
  );
}

export function Ledger({ item }: { item: string }) {
  const [warehouse = '', part = '', condition = ''] = item.split('/').map(decodeURIComponent);
  const id = `${warehouse}:${part}:${condition}`;
  const rows = useResource<List>(
    `/v1/inventory/${item}/ledger`,
    { cursor: param('cursor'), newest_first: param('newest_first'), limit: 50 },
    { topic: 'position' },
  );
  return (
    <>
      <Title
        title={
          <>
            {nameIn(rows.data?.names, 'part', part)} <span class="mono">{part}</span> ·{' '}
            {nameIn(rows.data?.names, 'warehouse', warehouse)}{' '}
            <span class="mono">{warehouse}</span> · {enumLabel('part_condition', condition)}
          </>
        }
        note={t('ledger_note')}
      >
        <Link class="button" to={`/lists/stock_items/${encodeURIComponent(id)}`}>
          {t('to_card')}
        </Link>
      </Title>
      <Card>
        <Loaded from={rows}>
          {(list) => {
            const items = list.items.map(flat);
            return (
              <>
                <RowsTable
                  items={items}
                  caption={t('ledger_note')}
                  columns={columnsOf('ledger_row', items, {
                    filled: true,
                    names: list.names,
                    without: ['warehouse', 'technician', 'part', 'condition', 'outlet'],
                  }).map((column) =>
                    column.name === 'counterparty'
                      ? {
                          ...column,
                          draw: (row) => namedPlace(list.names, String(row.counterparty ?? '')),
                        }
                      : column,
                  )}
                />
                <Pages
                  next={list.next_cursor}
                  cursor={param('cursor')}
                  turn={(cursor) => adjust({ cursor })}
                />
              </>
            );
          }}
        </Loaded>
      </Card>
    </>
  );
}
