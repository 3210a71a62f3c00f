// The screens that are one table each: queues, inventory, custody, wages.
import type { List, QueueCount, Row } from '../edge/types.ts';
import type { Queue } from '../generated/schema.ts';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { Filter, setFilter } from '../parts/filter.tsx';
import { Link } from '../parts/link.tsx';
import { columnsOf, Pages, RowsTable } from '../parts/rows_table.tsx';
import { Loaded } from '../parts/states.tsx';
import { adjust, param } from '../state/location.ts';
import { partQueues, waiting } from '../state/queues.ts';
import { useResource } from '../state/resource.ts';
import { enumInfo, enumLabel, flat, say, type RowName } from '../state/schema.ts';

function Listing({
  path,
  row,
  filters,
  topic = 'orders',
  without = [],
  first = [],
  open,
  caption,
}: {
  path: string;
  row: RowName;
  filters: string[];
  topic?: 'orders' | 'position' | 'queues';
  without?: string[];
  first?: string[];
  open?: (row: Row) => string;
  caption: string;
}) {
  const params = Object.fromEntries([...filters, 'cursor'].map((name) => [name, param(name)]));
  const rows = useResource<List>(path, { ...params, limit: 50 }, { topic });
  return (
    <Loaded from={rows}>
      {(list) => {
        const items = list.items.map(flat);
        return (
          <>
            <RowsTable
              items={items}
              caption={caption}
              columns={columnsOf(row, items, {
                first,
                filled: true,
                without: ['first_position', 'last_position', ...without],
              })}
              {...(open ? { open } : {})}
            />
            <Pages
              next={list.next_cursor}
              cursor={params.cursor ?? ''}
              turn={(cursor) => adjust({ cursor })}
            />
          </>
        );
      }}
    </Loaded>
  );
}

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

export function Queues({ queue }: { queue: string }) {
  const chosen = queue || 'registered';
  return (
    <>
      <Title title={t('queues')} note={t('queues_note')} />
      <Card>
        <QueueLinks items={waiting.value ?? []} chosen={chosen} />
        <Listing
          key={chosen}
          path={`/v1/queues/${chosen}`}
          row="queue_row"
          filters={[]}
          topic="queues"
          without={['queue', 'subject', 'customer']}
          first={['order', 'since', 'due_at']}
          caption={enumLabel('queue', chosen)}
          open={(row) => `/orders/${encodeURIComponent(String(row.order))}`}
        />
      </Card>
    </>
  );
}

const ledgerPath = (row: Row): string => {
  const parts = [row.warehouse, row.part, row.condition];
  return `/inventory/${parts.map((part) => encodeURIComponent(String(part))).join('/')}`;
};

export function Inventory() {
  return (
    <>
      <Title title={t('inventory')} note={t('inventory_note')} />
      <Card>
        <div class="filters">
          <Filter name="warehouse" label="warehouse" />
          <Filter name="part" label="part" />
          <select
            name="condition"
            aria-label={t('condition')}
            value={param('condition')}
            onChange={setFilter('condition')}
          >
            <option value="">{t('every_condition')}</option>
            {enumInfo('part_condition')
              ?.values.filter((item) => item.name !== 'none')
              .map((item) => (
                <option key={item.name} value={item.name}>
                  {say(item.label, item.name)}
                </option>
              ))}
          </select>
        </div>
        <Listing
          path="/v1/inventory"
          row="stock_row"
          filters={['warehouse', 'part', 'condition']}
          first={['warehouse', 'part', 'condition', 'available', 'on_hand', 'reserved']}
          without={['last_moved_at', 'lines']}
          open={ledgerPath}
          caption={t('inventory')}
        />
      </Card>
    </>
  );
}

export function Ledger({ item }: { item: string }) {
  const [warehouse = '', part = '', condition = ''] = item.split('/').map(decodeURIComponent);
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
      />
      <Card>
        <Listing
          path={`/v1/inventory/${item}/ledger`}
          row="ledger_row"
          filters={[]}
          without={['warehouse', 'technician', 'part', 'condition', 'outlet']}
          caption={t('ledger_note')}
        />
      </Card>
    </>
  );
}

export function Custody() {
  return (
    <>
      <Title title={t('custody')} note={t('custody_note')} />
      <QueueLinks
        items={(waiting.value ?? []).filter((item) => partQueues.includes(item.queue as Queue))}
      />
      <Card>
        <div class="filters">
          <Filter name="technician" label="technician" />
        </div>
        <Listing
          path="/v1/custody"
          row="custody_row"
          filters={['technician']}
          caption={t('custody')}
        />
      </Card>
    </>
  );
}

// The lines that a sheet adds up.
const linesOf = (row: Row): string =>
  new URLSearchParams({
    view: 'lines',
    period: String(row.period ?? ''),
    technician: String(row.technician ?? ''),
  }).toString();

export function Wages() {
  const lines = param('view') === 'lines';
  return (
    <>
      <Title title={t('wages')} note={t('wages_note')} />
      <Card>
        <div class="filters">
          <input
            type="month"
            name="period"
            aria-label={t('period')}
            value={param('period')}
            onChange={setFilter('period')}
          />
          <Filter name="technician" label="technician" />
          <span class="end">
            <button aria-pressed={!lines} onClick={() => adjust({ view: null, cursor: null })}>
              {t('wage_sheets')}
            </button>{' '}
            <button aria-pressed={lines} onClick={() => adjust({ view: 'lines', cursor: null })}>
              {t('wage_lines')}
            </button>
          </span>
        </div>
        {lines ? (
          <Listing
            key="lines"
            path="/v1/wages"
            row="wage_line_row"
            filters={['period', 'technician']}
            caption={t('wage_lines')}
            open={(row) => `/orders/${encodeURIComponent(String(row.order))}`}
          />
        ) : (
          <Listing
            key="sheets"
            path="/v1/wages/sheets"
            row="wage_sheet_row"
            filters={['period', 'technician']}
            caption={t('wage_sheets')}
            open={(row) => `/wages?${linesOf(row)}`}
          />
        )}
      </Card>
    </>
  );
}
