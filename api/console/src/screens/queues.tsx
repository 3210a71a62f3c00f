// What waits, as inboxes: each row has what may be sent to it now; and the ledger of a stock card.
import type { List, ListInfo, QueueCount, Row } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { byFit, openFromRow } from '../parts/card_body.tsx';
import { Link } from '../parts/link.tsx';
import { columnsOf, Pages, RowsTable } from '../parts/rows_table.tsx';
import { Loaded, Loading } from '../parts/states.tsx';
import { listInfo, targetOf } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { waiting } from '../state/queues.ts';
import { useResource } from '../state/resource.ts';
import { commandLabel, enumLabel, flat, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { ListView } from './list.tsx';

// Ways to queues, with what waits in each.
function QueueLinks({ items, chosen }: { items: QueueCount[]; chosen?: string }) {
  return (
    <div class="filters" role="navigation" aria-label={t('queues')}>
      {items.map((item) => (
        <Link
          key={item.queue}
          class="button"
          to={`/queues/${item.queue}`}
          {...(item.queue === chosen ? { 'aria-current': 'page' as const } : {})}
        >
          <Badge
            small
            name={item.queue}
            text={say(item.label, enumLabel('queue', item.queue))}
          />{' '}
          {integerText(item.count)}
        </Link>
      ))}
    </div>
  );
}

const buttons_most = 2; // of a row; its card has them all

function Actions({ list, item, reload }: { list: ListInfo; item: Row; reload: () => void }) {
  const names = byFit((item.commands as string[] | undefined) ?? []).slice(0, buttons_most);
  const to = targetOf(list, item);
  return (
    <>
      {names.map((name) => (
        <button
          key={name}
          class="small"
          disabled={isPast.value}
          title={isPast.value ? t('past_reason') : undefined}
          data-command={name}
          onClick={() => void openFromRow(to.list, to.id, name, reload)}
        >
          {commandLabel(name)}
        </button>
      ))}
    </>
  );
}

export function Queues({ queue }: { queue: string }) {
  const chosen = queue || 'registered';
  const list = listInfo('queue_items');
  return (
    <>
      <Title title={t('queues')} note={t('queues_note')} />
      <QueueLinks items={waiting.value ?? []} chosen={chosen} />
      {list ? (
        <ListView
          key={chosen}
          list={list}
          fixed={{ queue: chosen }}
          order="since"
          actions={(item, reload) => <Actions list={list} item={item} reload={reload} />}
        />
      ) : (
        <Loading />
      )}
    </>
  );
}

export function Ledger({ item }: { item: string }) {
  const [warehouse = '', part = '', condition = ''] = item.split('/').map(decodeURIComponent);
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
            <span class="mono">{`${warehouse} · ${part}`}</span> ·{' '}
            {enumLabel('part_condition', condition)}
          </>
        }
        note={t('ledger_note')}
      >
        <Link
          class="button"
          to={`/lists/stock_items/${encodeURIComponent(`${warehouse}:${part}:${condition}`)}`}
        >
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
                    without: ['warehouse', 'technician', 'part', 'condition', 'outlet'],
                  })}
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
