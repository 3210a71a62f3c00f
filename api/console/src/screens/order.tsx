// One order: its state at the moment of the bar, and every step that led there, refused ones
// included.
import { useEffect } from 'preact/hooks';
import type { CardAnswer, CommandAnswer, List, Row, Step } from '../edge/types.ts';
import type { OrderRow, WorkOrder } from '../generated/schema.ts';
import { get } from '../edge/client.ts';
import { positionText, valueText } from '../format.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { openFromRow } from '../parts/card_body.tsx';
import { FactList } from '../parts/facts.tsx';
import { LazyEntitlement } from '../parts/lazy_entitlement.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loaded, Loading } from '../parts/states.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { listInfo, mayRead, thingPath } from '../state/lists.ts';
import { askName } from '../state/names.ts';
import { useResource, type Resource } from '../state/resource.ts';
import { commandInfo, commandLabel, fieldsOf, enumLabel, fieldOf, flat } from '../state/schema.ts';
import { hasRole, may, session } from '../state/session.ts';
import { usualOf } from '../state/usual.ts';
import { against, asOf, isPast, moment, orderInView } from '../state/time.ts';
import { lazily } from '../parts/lazy.tsx';
import { Glance, Stages } from './order_glance.tsx';
import { OrderLacks } from './order_lacks.tsx';
import { OrderCompared, StepChange, StepReasons } from './order_step.tsx';
import '../styles/order.css';

const GiveLink = lazily<{ order: string }>(
  async () => (await import('../follow/give_link.tsx')).default,
);

// Whoever takes orders gives links, and while there is something to follow.
function mayGiveLink(row: Row): boolean {
  const over = ['none', 'posted', 'canceled'].includes(String(row.status));
  return !over && !isPast.value && (hasRole('call_centre') || hasRole('dispatcher'));
}

const OutletsFor = lazily(async () => (await import('../planning/outlets_for.tsx')).default);

interface OrderAnswer {
  order: Row;
  version: string;
  position: string;
}

// The field of a command that names the order.
const orderField = (command: string): string | undefined =>
  commandInfo(command)?.fields.find((field) => field.ref === 'work_order')?.name;

// Of the commands that he may send at all: the usual next step, and those that this status lets in
// behind it; what is about another thing of the order comes last.
function offered(row: Row, allowed: string[]): { usual: string | undefined; others: string[] } {
  const status = String(row.status);
  const now = allowed.filter((name) => {
    const info = commandInfo(name);
    if (info?.stream !== 'work_order') return !info?.when || info.when.includes('none');
    return !info.when || info.when.includes(status);
  });
  const about = (name: string): number => (commandInfo(name)?.stream === 'work_order' ? 0 : 1);
  const usual = usualOf(
    [...now, ...allowed.filter((name) => about(name) === 1)],
    'work_order',
    row,
  );
  return {
    usual,
    others: now.filter((name) => name !== usual).toSorted((a, b) => about(a) - about(b)),
  };
}

function Commands({
  id,
  row,
  version,
  done,
}: {
  id: string;
  row: Row;
  version: string;
  done: (answer: CommandAnswer) => void;
}) {
  const allowed = (session.value?.commands ?? []).filter(
    (name) =>
      orderField(name) !== undefined &&
      name !== 'register_work_order' &&
      name !== 'print_dispatch_ticket', // has a page of its own
  );
  const orders = listInfo('work_orders');
  const card = useResource<CardAnswer>(
    orders && mayRead(orders) ? `/v1/work_orders/${encodeURIComponent(id)}` : null,
    {},
    { topic: 'orders' },
  );
  const toldOf = (name: string) => card.data?.commands.find((one) => one.command === name);
  const { usual, others } = offered(
    row,
    allowed.filter((name) => toldOf(name)?.why !== 'status'),
  );
  const own = (name: string): string | null =>
    commandInfo(name)?.stream === 'work_order' ? version : null;
  const preset = (name: string): Row => ({ [orderField(name)!]: id });
  // What corrects a thing begins with what it is: each field is sent as it shall be; what is about
  // one of several offers them.
  const open = (name: string): void => {
    const reads = name.startsWith('correct_') || Boolean(toldOf(name)?.among);
    if (orders && reads) return void openFromRow(orders, id, name, done);
    const again = async () => ({
      preset: preset(name),
      version:
        own(name) && (await get<OrderAnswer>(`/v1/orders/${encodeURIComponent(id)}`)).data.version,
    });
    openCommand(name, preset(name), own(name), done, Object.keys(preset(name)), again);
  };
  return (
    <>
      {usual && (
        <button
          class="primary"
          disabled={isPast.value}
          title={isPast.value ? t('past_reason') : undefined}
          data-command={usual}
          onClick={() => open(usual)}
        >
          {isPast.value ? t('past_command', { what: commandLabel(usual) }) : commandLabel(usual)}
        </button>
      )}
      {others.length > 0 && (
        <select
          aria-label={t('more_commands')}
          value=""
          disabled={isPast.value}
          title={isPast.value ? t('past_reason') : undefined}
          data-test="more-commands"
          onChange={(event) => {
            const name = event.currentTarget.value;
            event.currentTarget.value = '';
            if (name) open(name);
          }}
        >
          <option value="">{t(isPast.value ? 'past_reason_short' : 'more_commands')}</option>
          {others.map((name) => (
            <option key={name} value={name}>
              {commandLabel(name)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

// The paper of the booking that is under way; the form of the command asks nothing that it shows.
function TicketLink({ id, row }: { id: string; row: Row }) {
  const under_way = new Set(['scheduled', 'accepted', 'traveling', 'in_progress', 'on_break']);
  const bookings = (row.bookings ?? []) as Row[];
  const booking = bookings.findLast((one) => under_way.has(String(one.status)));
  if (!booking || !may('print_dispatch_ticket')) return null;
  const to = `/orders/${encodeURIComponent(id)}/ticket/${String(booking.number)}`;
  return (
    <Link class="button" to={to}>
      {commandLabel('print_dispatch_ticket')}
    </Link>
  );
}

const facts: (keyof OrderRow | keyof WorkOrder)[] = [
  'status',
  'severity',
  'escalated_at',
  'contacts',
  'service_type',
  'asset',
  'customer',
  'contact',
  'phone',
  'address',
  'address_confirmed_at',
  'brand',
  'category',
  'model',
  'serial',
  'symptom',
  'fault_code',
  'fault_cause',
  'outlet',
  'technician',
  'window_from',
  'appointment_from',
  'appointment_until',
  'waits_for',
  'due',
  'paid',
  'registered_at',
  'install_card',
  'service_slip',
  'unit_in_workshop',
  'completed_at',
  'clearing',
  'review',
  'posted_at',
];

function Facts({ row }: { row: Row }) {
  const info = fieldsOf('order_row');
  useEffect(() => askName('customer', String(row.customer ?? '')), [row.customer]);
  const shown = facts
    .filter((name) => row[name] !== 'none' && row[name] !== false)
    .map((name) => {
      const field = fieldOf(info, name);
      const id = String(row[name] ?? '');
      return {
        field,
        text: valueText(row[name], field),
        to: field.ref && id ? thingPath(field.ref, id) : null,
      };
    })
    .filter((item) => item.text !== '—');
  return (
    <Card title={t('order_facts')} note={t('order_facts_note')}>
      <FactList items={shown} />
    </Card>
  );
}

// What its machine is entitled to on the day of the fault.
function Warranty({ id, row }: { id: string; row: Row }) {
  const assets = listInfo('assets');
  const day = String((row.warranty as Row | undefined)?.fault_on ?? row.registered_at ?? '');
  if (!row.asset || !assets || !mayRead(assets)) return null;
  return (
    <div class="w6">
      <LazyEntitlement asset={String(row.asset)} order={id} on={day || undefined} />
    </div>
  );
}

function summary(row: Row): string {
  const info = fieldsOf('order_row');
  return ['service_type', 'brand', 'category', 'contact', 'area']
    .map((name) => valueText(row[name], fieldOf(info, name)))
    .filter((text) => text !== '—')
    .join(' · ');
}

// Steps up to the moment, then, pale, those that had not happened yet.
function useSteps(id: string): {
  steps: Resource<List<Step>>;
  later: Step[];
  waiting: boolean;
} {
  const path = `/v1/orders/${encodeURIComponent(id)}/timeline`;
  const steps = useResource<List<Step>>(path, { limit: 500 }, { topic: 'orders' });
  const now = useResource<List<Step>>(isPast.value ? path : null, { limit: 500 }, { moment: null });
  const last = steps.problem ? moment.value?.position : (steps.position ?? moment.value?.position);
  const later =
    isPast.value && last
      ? (now.data?.items ?? []).filter((step) => BigInt(step.position) > BigInt(last))
      : [];
  return { steps, later, waiting: isPast.value && now.loading };
}

export function Order({ id }: { id: string }) {
  const order = useResource<OrderAnswer>(
    `/v1/orders/${encodeURIComponent(id)}`,
    {},
    { topic: 'orders' },
  );
  const { steps, later, waiting } = useSteps(id);
  useEffect(() => {
    orderInView.value = id;
    return () => {
      orderInView.value = null;
    };
  }, [id]);
  const reload = (): void => {
    order.reload();
    steps.reload();
  };
  const gone = order.problem?.status === 404 && isPast.value; // not registered yet at that moment
  const row = order.data && flat(order.data.order);
  const items = gone ? [] : (steps.data?.items ?? []);
  const here = isPast.value ? items.at(-1) : undefined;

  if (order.problem && !gone) return <Failed problem={order.problem} again={reload} />;
  return (
    <div key={id} aria-busy={waiting}>
      <Title
        title={<span class="mono">{id}</span>}
        note={
          gone || !row ? undefined : (
            <>
              <Badge
                name={String(row.status)}
                text={enumLabel('work_order_status', String(row.status))}
              />{' '}
              {summary(row)} · {t('version', { n: order.data!.version })}
            </>
          )
        }
      >
        {row && !gone && <TicketLink id={id} row={row} />}
        {row && !gone && <Commands id={id} row={row} version={order.data!.version} done={reload} />}
      </Title>
      {gone && <p class="notice past">{t('order_not_yet')}</p>}
      {row && !gone && <Stages row={row} />}
      {row && !gone && <OrderLacks id={id} row={row} />}
      <div class="columns">
        <Card
          class="w6"
          title={t('timeline')}
          note={t('timeline_note')}
          end={
            <span class="muted">
              <kbd>[</kbd> <kbd>]</kbd> {t('step_keys')}
            </span>
          }
        >
          {gone ? (
            <Timeline steps={[]} later={later} stream={`work_order/${id}`} />
          ) : (
            <Loaded from={steps}>
              {() => (
                <Timeline
                  steps={items}
                  later={later}
                  stream={`work_order/${id}`}
                  here={here?.position}
                />
              )}
            </Loaded>
          )}
        </Card>
        <div class="w6 columns">
          {row && !gone && row.status === 'registered' && may('assign_outlet') && (
            <OutletsFor id={id} version={order.data!.version} done={reload} />
          )}
          {against.value !== null && <OrderCompared id={id} />}
          {here && !gone && against.value === null && (
            <StepChange
              id={id}
              step={here}
              first={items.length === 1}
              key={`${asOf.value}change`}
            />
          )}
          {here && <StepReasons step={here} />}
          <div class="w6">{!gone && (row ? <Facts row={row} /> : <Loading />)}</div>
          {row && !gone && <Glance id={id} row={row} />}
          {!gone && row && <Warranty id={id} row={row} />}
          {row && !gone && mayGiveLink(row) && (
            <div class="w6">
              <GiveLink order={id} key={id} />
            </div>
          )}
          {row && order.data && (
            <p class="w12 faint">
              {t('as_of_position', { position: positionText(order.data.position) })}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
