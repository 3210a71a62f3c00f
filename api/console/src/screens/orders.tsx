// The order list: filters and page in the URL.
import type { List } from '../edge/types.ts';
import type { OrderRow, WorkOrder } from '../generated/schema.ts';
import { t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { columnsOf, Pages, RowsTable } from '../parts/rows_table.tsx';
import { SavedQueries } from '../parts/saved_queries.tsx';
import { Loaded } from '../parts/states.tsx';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { enumInfo, flat, say } from '../state/schema.ts';

const filters = ['status', 'technician', 'q'] as const;

const shown_columns: (keyof OrderRow | keyof WorkOrder)[] = [
  'id',
  'status',
  'severity',
  'service_type',
  'brand',
  'category',
  'contact',
  'area',
  'outlet',
  'technician',
  'due',
  'registered_at',
  'version',
];

const Saved = () => (
  <SavedQueries
    about="list"
    target="work_orders"
    conditions={Object.fromEntries(filters.map((name) => [name, param(name)]))}
    at="/lists/work_orders"
  />
);

export function Orders() {
  const params = Object.fromEntries([...filters, 'cursor'].map((name) => [name, param(name)]));
  const orders = useResource<List>('/v1/orders', { ...params, limit: 50 }, { topic: 'orders' });
  const set =
    (name: string) =>
    (event: Event): void =>
      adjust({ [name]: (event.currentTarget as HTMLInputElement).value, cursor: null });
  return (
    <>
      <Title title={t('orders')} note={t('orders_note')}>
        <Saved />
      </Title>
      <Card>
        <div class="filters">
          <input
            type="search"
            name="q"
            aria-label={t('filter_text')}
            placeholder={t('filter_text')}
            value={params.q}
            onChange={set('q')}
          />
          <select
            name="status"
            aria-label={t('status')}
            value={params.status}
            onChange={set('status')}
          >
            <option value="">{t('every_status')}</option>
            {enumInfo('work_order_status')
              ?.values.filter((item) => item.name !== 'none')
              .map((item) => (
                <option key={item.name} value={item.name}>
                  {say(item.label, item.name)}
                </option>
              ))}
          </select>
          <input
            name="technician"
            aria-label={t('technician')}
            placeholder={t('technician')}
            value={params.technician}
            onChange={set('technician')}
          />
        </div>
        <Loaded from={orders}>
          {(list) => {
            const items = list.items.map(flat);
            const columns = columnsOf('order_row', items, { only: shown_columns });
            return (
              <>
                <RowsTable
                  items={items}
                  columns={columns}
                  caption={t('orders')}
                  open={(row) => `/orders/${encodeURIComponent(String(row.id))}`}
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
      </Card>
    </>
  );
}
