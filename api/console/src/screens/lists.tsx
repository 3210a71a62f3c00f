// The screens that are one table each: queues, inventory, custody, wages, audit.
import type { List, Row, Step } from '../edge/types.ts';
import { instantText, integerText, positionText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { stepText } from '../parts/events.ts';
import { Link } from '../parts/link.tsx';
import { columnsOf, Pages, RowsTable } from '../parts/rows_table.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { adjust, href, param } from '../state/location.ts';
import { waiting } from '../state/queues.ts';
import { useResource } from '../state/resource.ts';
import {
  commandLabel,
  commandInfo,
  enumInfo,
  enumLabel,
  flat,
  refusalLabel,
  say,
  type RowName,
} from '../state/schema.ts';

const set =
  (name: string) =>
  (event: Event): void =>
    adjust({ [name]: (event.currentTarget as HTMLInputElement).value, cursor: null });

function Filter({ name, label }: { name: string; label: Key }) {
  return (
    <input
      name={name}
      aria-label={t(label)}
      placeholder={t(label)}
      value={param(name)}
      onChange={set(name)}
    />
  );
}

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

export function Queues({ queue }: { queue: string }) {
  const chosen = queue || 'registered';
  return (
    <>
      <Title title={t('queues')} note={t('queues_note')} />
      <Card>
        <div class="filters" role="navigation" aria-label={t('queues')}>
          {(waiting.value ?? []).map((item) => (
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

const ledgerPath = (row: Row): string =>
  `/inventory/${[row.warehouse, row.part, row.condition].map((part) => encodeURIComponent(String(part))).join('/')}`;

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
            onChange={set('condition')}
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
            <span class="mono">{`${warehouse} · ${part}`}</span> · {enumLabel('part_condition', condition)}
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
            onChange={set('period')}
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

function AuditLine({ step }: { step: Step }) {
  const stream = step.stream ?? step.streams?.[0] ?? step.events[0]?.stream ?? '';
  const order = stream.startsWith('work_order/') ? stream.slice(11) : null;
  return (
    <tr>
      <td class="mono">
        <a class="link" href={href(window.location.pathname, { as_of: step.position })}>
          {positionText(step.position)}
        </a>
      </td>
      <td class="mono">{instantText(step.recorded_at)}</td>
      <td>{step.operator_name || step.operator || t('system_actor')}</td>
      <td>{commandLabel(step.command)}</td>
      <td>
        <Badge
          name={step.accepted ? 'done' : 'refused'}
          text={t(step.accepted ? 'accepted' : 'refused')}
        />
      </td>
      <td class="mono wraps">
        {order ? (
          <Link class="link" to={`/orders/${encodeURIComponent(order)}`}>
            {order}
          </Link>
        ) : (
          stream
        )}
      </td>
      <td class="wraps">
        {step.accepted
          ? stepText(step, stream)
          : step.refusal
            ? refusalLabel(step.refusal.code, step.refusal.title)
            : ''}
      </td>
    </tr>
  );
}

export function Audit() {
  const names = ['operator', 'stream', 'command', 'outcome', 'cursor'];
  const params = Object.fromEntries(names.map((name) => [name, param(name)]));
  const steps = useResource<List<Step>>(
    '/v1/audit',
    { ...params, limit: 50 },
    { topic: 'position' },
  );
  return (
    <>
      <Title title={t('audit')} note={t('audit_note')} />
      <Card>
        <div class="filters">
          <Filter name="operator" label="operator" />
          <Filter name="stream" label="stream" />
          <select
            name="outcome"
            aria-label={t('outcome')}
            value={params.outcome}
            onChange={set('outcome')}
          >
            <option value="">{t('every_outcome')}</option>
            <option value="accepted">{t('accepted')}</option>
            <option value="refused">{t('refused')}</option>
          </select>
          {params.command && (
            <button onClick={() => adjust({ command: null })}>
              {say(commandInfo(params.command)?.label, params.command)} ✕
            </button>
          )}
        </div>
        <Loaded from={steps}>
          {(list) =>
            list.items.length === 0 ? (
              <Empty />
            ) : (
              <>
                <div class="table-frame" role="region" tabIndex={0} aria-label={t('audit')}>
                  <table class="rows">
                    <thead>
                      <tr>
                        {(
                          [
                            'position',
                            'recorded_time',
                            'operator',
                            'command',
                            'outcome',
                            'stream',
                            'content',
                          ] as Key[]
                        ).map((name) => (
                          <th key={name} scope="col">
                            {t(name)}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {list.items.map((step) => (
                        <AuditLine key={step.position} step={step} />
                      ))}
                    </tbody>
                  </table>
                </div>
                <Pages
                  next={list.next_cursor}
                  cursor={params.cursor ?? ''}
                  turn={(cursor) => adjust({ cursor })}
                />
              </>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}
