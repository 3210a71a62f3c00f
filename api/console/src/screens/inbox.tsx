// One queue as an inbox: its rows with what settles them, the card of the chosen one beside.
import type { ListPage } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import type { Waiting } from '../parts/acts.ts';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { InboxList } from '../parts/inbox_list.tsx';
import { PartCard } from '../parts/part_card.tsx';
import { Pages } from '../parts/rows_table.tsx';
import { Loaded } from '../parts/states.tsx';
import { orderOf } from '../state/benches.ts';
import { listInfo, targetOf } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { waiting } from '../state/queues.ts';
import { useResource } from '../state/resource.ts';
import { mayList } from '../state/session.ts';
import { SideCard } from './list.tsx';

const page_rows = 50;

// Of a row with a part: where its pieces are, to whom that is told; of any other, the card of what
// waits.
export function Beside({ item, changed }: { item: Waiting; changed: () => void }) {
  const to = targetOf(listInfo('queue_items')!, item);
  if (item.part && mayList('stock_items'))
    return (
      <PartCard
        key={`${String(item.warehouse)}:${String(item.part)}`}
        part={String(item.part)}
        warehouse={String(item.warehouse ?? '')}
      />
    );
  return <SideCard key={`${to.list.name}/${to.id}`} list={to.list} id={to.id} changed={changed} />;
}

export function Inbox({ queue }: { queue: string }) {
  const rows = useResource<ListPage>(
    '/v1/queue_items',
    { queue, sort: orderOf(queue), commands: 'true', limit: page_rows, cursor: param('cursor') },
    { topic: 'position' },
  );
  const count = waiting.value?.find((one) => one.queue === queue)?.count;
  const section = (data: ListPage) => [
    { queue, items: data.items as Waiting[], count: count ?? data.items.length },
  ];
  return (
    <Loaded from={rows}>
      {(data) => (
        <div class={param('row') ? 'split' : ''}>
          <Card class="listing">
            <InboxList sections={section(data)} names={data.names} heads={false}>
              {() => (
                <>
                  <Pages
                    next={data.next_cursor}
                    cursor={param('cursor')}
                    turn={(cursor) => adjust({ cursor, row: null })}
                  />
                  <p>
                    <Link class="link" to={`/lists/queue_items?queue=${queue}`}>
                      {t('inbox_as_list')}
                    </Link>
                  </p>
                </>
              )}
            </InboxList>
          </Card>
          {data.items
            .filter((item) => item.id === param('row'))
            .map((item) => (
              <Beside key="beside" item={item as Waiting} changed={rows.reload} />
            ))}
        </div>
      )}
    </Loaded>
  );
}
