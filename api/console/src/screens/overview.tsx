// The overview: every number opens what it is made of.
import type { Density, List, Row, Step } from '../edge/types.ts';
import { clockText, day_ms, shortInstantText, shortOrder, startOfDay } from '../format.ts';
import type { Queue, QueueRow } from '../generated/schema.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { StackedArea, type Series } from '../parts/charts.tsx';
import { orderOf, stepTitle } from '../parts/events.ts';
import { Link } from '../parts/link.tsx';
import { columnsOf, RowsTable } from '../parts/rows_table.tsx';
import { Empty, Loaded, Loading } from '../parts/states.tsx';
import { Thing } from '../parts/thing.tsx';
import { thingText } from '../state/ids.ts';
import { toneOf } from '../parts/tones.ts';
import { useResource } from '../state/resource.ts';
import { ownQueues } from '../state/duties.ts';
import { named } from '../state/names.ts';
import { enumLabel, flat } from '../state/schema.ts';
import { hasDuty, hasRole, mayList } from '../state/session.ts';
import { against, shown } from '../state/time.ts';
import { Home } from './home.tsx';
import { QueuesCompared, Tiles } from './tiles.tsx';
import { waitText } from './waits.ts';

const rfc = (ms: number): string => new Date(ms).toISOString();

const hours = 48; // yesterday and today

function Flow() {
  const now = shown.value?.recorded_at;
  const from = now ? startOfDay(now) - day_ms : 0;
  const density = useResource<Density>(
    now && hasDuty() ? '/v1/log/density' : null,
    { from: rfc(from), to: rfc(from + 2 * day_ms), buckets: hours },
    { timeless: true },
  );
  return (
    <Card class="w3" title={t('flow')} note={t('flow_note')}>
      {!now ? (
        <Loading />
      ) : (
        <Loaded from={density}>
          {(data) => {
            const until = Date.parse(now);
            const bucket = Number(data.bucket_ms);
            const start = Date.parse(data.from);
            const counts = data.counts.map((count, index) =>
              start + index * bucket > until ? 0 : count,
            );
            const series: Series[] = [
              { name: 'commits', label: t('commits'), tone: 'teal', counts },
            ];
            const ticks = counts.map((_, index) =>
              shortInstantText(start + index * bucket).slice(0, 11),
            );
            return <StackedArea title={t('flow')} series={series} ticks={ticks} />;
          }}
        </Loaded>
      )}
    </Card>
  );
}

// The front of a queue: what waits, for how long, until when.
function QueueCard({
  queue,
  note,
  class: width,
  what,
}: {
  queue: Queue;
  note: string;
  class: string;
  what: keyof QueueRow;
}) {
  const rows = useResource<List<QueueRow>>(
    `/v1/queues/${queue}`,
    { limit: 8 },
    { topic: 'queues' },
  );
  const time = (row: QueueRow): ReturnType<typeof waitText> =>
    waitText(row as unknown as Row, queue);
  return (
    <Card
      class={width}
      title={<Link to={`/queues/${queue}`}>{enumLabel('queue', queue)}</Link>}
      note={note}
    >
      <Loaded from={rows}>
        {(list) =>
          list.items.length === 0 ? (
            <Empty>{t('none_waiting')}</Empty>
          ) : (
            <table class="rows front">
              <tbody>
                {list.items.map((row, index) => (
                  <tr key={index}>
                    <td>
                      <Link class="link mono" to={`/orders/${encodeURIComponent(row.order)}`}>
                        {row.order}
                      </Link>
                    </td>
                    <td title={named(what, String(row[what] ?? ''))}>
                      {named(what, String(row[what] ?? ''))}
                    </td>
                    <td class={`number ${time(row).tone}`}>{time(row).text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Card>
  );
}

function StepOfNow({ step }: { step: Step }) {
  const order = orderOf(step);
  const own = step.events.find((event) => event.stream === `work_order/${order}`);
  const stream = own?.stream ?? step.events[0]?.stream ?? '';
  const title = stepTitle(step, stream);
  return (
    <li>
      <span class="mono faint">{clockText(step.recorded_at)}</span>
      <span>{step.operator_name || step.operator || t('system_actor')}</span>
      <Badge
        name={title.name}
        tone={step.accepted ? toneOf(title.name) : 'red'}
        text={step.accepted ? title.text : t('refused_step', { what: title.text })}
      />
      {order ? (
        <Link class="link mono" title={order} to={`/orders/${encodeURIComponent(order)}`}>
          {shortOrder(order)}
        </Link>
      ) : (
        <span class="muted" title={thingText(stream)}>
          <Thing stream={stream} />
        </span>
      )}
    </li>
  );
}

// What everybody does, where the operator may see that; else which orders changed last.
function Happening() {
  const everything = hasRole('auditor', 'administrator');
  const steps = useResource<List<Step>>(
    everything ? '/v1/audit' : null,
    { limit: 9 },
    { topic: 'position' },
  );
  const orders = useResource<List>(
    everything ? null : '/v1/orders',
    { limit: 9 },
    { topic: 'orders' },
  );
  return (
    <Card
      class="w5"
      title={t(everything ? 'happening' : 'newest_orders')}
      note={t(everything ? 'happening_note' : 'newest_orders_note')}
    >
      {everything ? (
        <Loaded from={steps}>
          {(list) =>
            list.items.length === 0 ? (
              <Empty />
            ) : (
              <ol class="happening">
                {list.items.map((step) => (
                  <StepOfNow key={step.position} step={step} />
                ))}
              </ol>
            )
          }
        </Loaded>
      ) : (
        <Loaded from={orders}>
          {(list) => {
            const items: Row[] = list.items.map(flat);
            return (
              <RowsTable
                items={items}
                caption={t('happening')}
                columns={columnsOf('order_row', items, { only: ['id', 'status', 'registered_at'] })}
              />
            );
          }}
        </Loaded>
      )}
    </Card>
  );
}

// Who has queues to empty begins with those; who watches sees everything.
export function Overview() {
  const own = ownQueues();
  if (own.length > 0 && mayList('queue_items')) return <Home queues={own} />;
  return (
    <>
      <Title title={t('overview')} note={t('overview_note')} />
      {mayList('queue_items') && <Waiting />}
    </>
  );
}

function Waiting() {
  return (
    <>
      <Tiles />
      {against.value !== null && <QueuesCompared />}
      <div class="columns stretch">
        <Flow />
        <QueueCard class="w4" queue="tripped" note={t('tripped_note')} what="outlet" />
        <Happening />
        <QueueCard class="w4" queue="to_accept" note={t('to_accept_note')} what="technician" />
        <QueueCard class="w4" queue="parts_to_approve" note={t('parts_note')} what="part" />
        <QueueCard class="w4" queue="on_hold" note={t('on_hold_note')} what="outlet" />
      </div>
    </>
  );
}
