// A customer at a glance: who he is and where he stands, what he wishes, his machines and orders,
// what he owes, and what he said of us.
import type { CardAnswer, ListPage, Names, Row } from '../edge/types.ts';
import { dayText, minuteText, moneyText } from '../format.ts';
import { cards } from '../i18n/cards.ts';
import { learn, t } from '../i18n/index.ts';
import { machineWords, wordText } from '../i18n/words.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Above, Relations } from '../parts/card_body.tsx';
import { Link } from '../parts/link.tsx';
import { Loaded } from '../parts/states.tsx';
import { itemPath, valueIn } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { mayList } from '../state/session.ts';
import { shown } from '../state/time.ts';
import { Due, Figure, Named, relationOf, rowsOf, Table, textOf, WarrantyBadge } from './shared.tsx';

learn(cards);

const orders_asked = 100;
const machines_asked = 50;
const done_shown = 5;
const closed = new Set(['completed', 'followed_up', 'posted', 'canceled']);
// What the glance shows itself.
const told = ['assets', 'work_orders', 'customers', 'contact_wishes'];

const of = (row: Row, name: string): string => String(valueIn(row, name) ?? '');
const isOpen = (row: Row): boolean => !closed.has(of(row, 'status'));
const owed = (row: Row): number =>
  of(row, 'status') === 'canceled'
    ? 0
    : Math.max(0, Number(row.due ?? 0) - Number(row.paid ?? 0));

function Standing({ card }: { card: CardAnswer }) {
  const into = textOf(card.item, 'merged_into');
  const merged = (card.item.merged as string[] | undefined) ?? [];
  return (
    <>
      {into && (
        <p class="notice card-standing" data-test="merged-into">
          {t('card_merged')} <Named kind="customer" id={into} names={card.names} />{' '}
          <span class="mono">{into}</span> · {t('card_merged_note')}
        </p>
      )}
      {merged.length > 0 && (
        <p class="card-standing" data-test="absorbed">
          {t('card_absorbed')}:{' '}
          {merged.map((id) => (
            <span key={id}>
              <Named kind="customer" id={id} names={card.names} />{' '}
              <span class="mono">{id}</span>{' '}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

// Above him to the top, and what stands directly below.
function Tree({ card }: { card: CardAnswer }) {
  const below = relationOf(card, 'customers');
  if (card.above.length === 0 && !below) return null;
  return (
    <div class="card-tree">
      <Above card={card} />
      {below && (
        <p>
          {t('card_below')}:{' '}
          {below.items.map((one) => (
            <Link key={String(one.id)} class="link" to={itemPath('customers', String(one.id))}>
              <bdi>{String(one.name)}</bdi>
            </Link>
          ))}
          {below.more && '…'}{' '}
          <Link class="link" to={`/lists/customers?parent.under=${encodeURIComponent(card.id)}`}>
            {t('card_below_all')}
          </Link>
        </p>
      )}
    </div>
  );
}

// Whether he may be called, and when somebody comes.
function Wishes({ card }: { card: CardAnswer }) {
  const wish = relationOf(card, 'contact_wishes')?.items[0];
  const now = shown.value?.recorded_at ?? '';
  const agreed = (relationOf(card, 'appointments')?.items ?? []).filter(
    (one) => one.status === 'agreed' && textOf(one, 'ends_at') >= now,
  );
  return (
    <>
      {wish?.status === 'no_calls' && (
        <p class="notice card-standing" data-test="no-calls">
          <b>{t('card_calls_no')}</b> · {textOf(wish, 'reason')}
        </p>
      )}
      {agreed.length > 0 && (
        <p>
          {t('card_appointments')}:{' '}
          {agreed.map((one) => (
            <span key={String(one.order)}>
              <Named kind="work_order" id={textOf(one, 'order')} names={card.names} />{' '}
              {minuteText(textOf(one, 'starts_at'))}{' '}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Who({ card }: { card: CardAnswer }) {
  const { item, names } = card;
  const segment = textOf(item, 'segment');
  const contacts = rowsOf(item, 'contacts');
  const phone = textOf(item, 'phone');
  return (
    <Card>
      <Standing card={card} />
      <Tree card={card} />
      <div class="card-who">
        <p class="card-badges">
          {textOf(item, 'kind') !== 'none' && (
            <Badge
              small
              tone="slate"
              name="kind"
              text={enumLabel('customer_kind', textOf(item, 'kind'))}
            />
          )}
          <Badge
            small
            tone={segment === 'needs_care' ? 'amber' : segment === 'none' ? 'slate' : 'indigo'}
            name={segment}
            text={enumLabel('customer_segment', segment)}
          />
        </p>
        {phone && (
          <p>
            <a class="link mono" href={`tel:${phone}`}>
              {phone}
            </a>
          </p>
        )}
        <p>
          <bdi>{[textOf(item, 'area'), textOf(item, 'address')].filter(Boolean).join(' · ')}</bdi>
        </p>
        {textOf(item, 'outlet') && (
          <p>
            <Named kind="outlet" id={textOf(item, 'outlet')} names={names} />
          </p>
        )}
        {textOf(item, 'note') && <p class="muted">{textOf(item, 'note')}</p>}
      </div>
      <Wishes card={card} />
      {contacts.length > 0 && (
        <>
          <h2 class="card-sub">{t('card_contacts')}</h2>
          <ul class="plain card-contacts" data-test="contacts">
            {contacts.map((one, at) => (
              <li key={at}>
                <b>
                  <bdi>{textOf(one, 'name')}</bdi>
                </b>{' '}
                <span class="muted">{textOf(one, 'duty')}</span>{' '}
                {textOf(one, 'phone') && (
                  <a class="link mono" href={`tel:${textOf(one, 'phone')}`}>
                    {textOf(one, 'phone')}
                  </a>
                )}{' '}
                {textOf(one, 'note')}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

const count = (n: number, more: boolean): string => `${n}${more ? '+' : ''}`;

function Figures({
  card,
  orders,
  machines,
}: {
  card: CardAnswer;
  orders: ListPage;
  machines: ListPage;
}) {
  const id = encodeURIComponent(card.id);
  const open = orders.items.filter(isOpen).length;
  const money = orders.items.reduce((sum, row) => sum + owed(row), 0);
  const complaints = relationOf(card, 'complaints');
  const unsettled = (complaints?.items ?? []).filter(
    (one) => !['closed', 'withdrawn'].includes(textOf(one, 'status')),
  ).length;
  const survey = relationOf(card, 'surveys')?.items.findLast((one) => one.status === 'recorded');
  const part = orders.next_cursor ? t('card_of_last', { n: orders.items.length }) : undefined;
  return (
    <ul class="card-figures" data-test="figures">
      <Figure
        label={t('card_open_orders')}
        value={count(open, Boolean(orders.next_cursor))}
        to={`/lists/work_orders?customer=${id}`}
        tone={open ? 'indigo' : 'slate'}
      />
      <Figure
        label={t('card_owed')}
        value={moneyText(money)}
        note={part ?? t('card_owed_note')}
        tone={money ? 'red' : 'slate'}
      />
      <Figure
        label={t('card_machines')}
        value={count(machines.items.length, Boolean(machines.next_cursor))}
        to={`/lists/assets?customer=${id}`}
        tone="teal"
      />
      {mayList('complaints') && (
        <Figure
          label={t('card_complaints_open')}
          value={count(unsettled, complaints?.more ?? false)}
          to={`/lists/complaints?customer=${id}`}
          tone={unsettled ? 'red' : 'slate'}
        />
      )}
      {mayList('surveys') && (
        <Figure
          label={t('card_score')}
          value={survey && Number(survey.score) ? (Number(survey.score) / 1000).toFixed(1) : '—'}
          note={survey ? dayText(textOf(survey, 'at')) : t('card_none')}
        />
      )}
    </ul>
  );
}

function Machines({ page }: { page: ListPage }) {
  if (page.items.length === 0) return <p class="muted">{t('card_no_machines')}</p>;
  const heads = [
    'card_machine',
    'card_serial',
    'card_warranty',
    'card_due',
    'card_orders',
  ] as const;
  return (
    <Table label={t('card_machines')} test="machines" heads={heads.map((one) => t(one))}>
      {page.items.map((one) => (
        <tr key={String(one.id)}>
          <td>
            <Link class="link" to={itemPath('assets', String(one.id))}>
              {wordText('category', textOf(one, 'category'))}{' '}
              {machineWords(one.brand, one.model)}
            </Link>
          </td>
          <td class="mono">{textOf(one, 'serial')}</td>
          <td>
            <WarrantyBadge until={textOf(one, 'warranty_until')} />{' '}
            <span class="mono">{textOf(one, 'warranty_until')}</span>
          </td>
          <td>
            {(['maintenance', 'inspection'] as const).map((kind) => {
              const day = textOf(one, `next_${kind}`);
              return (
                day && (
                  <div key={kind}>
                    {t(`card_date_${kind}`)} <Due day={day} />
                  </div>
                )
              );
            })}
          </td>
          <td>
            {rowsOf(one, 'open_orders').map((open) => (
              <div key={String(open.order)}>
                <Named kind="work_order" id={textOf(open, 'order')} names={page.names} />
              </div>
            ))}
          </td>
        </tr>
      ))}
    </Table>
  );
}

const about = (row: Row): string =>
  [enumLabel('service_type', of(row, 'service_type')), of(row, 'symptom')]
    .filter(Boolean)
    .join(' · ');

function OpenOrders({ rows, names }: { rows: Row[]; names: Names }) {
  if (rows.length === 0) return <p class="muted">{t('card_no_open')}</p>;
  const heads = ['card_order', 'card_about', 'card_status', 'card_who_when', 'card_money'] as const;
  return (
    <Table label={t('card_open_orders')} test="open-orders" heads={heads.map((one) => t(one))}>
      {rows.map((row) => {
        const technician = of(row, 'technician');
        const from = of(row, 'appointment_from');
        return (
          <tr key={String(row.id)}>
            <td class="mono">
              <Named kind="work_order" id={String(row.id)} names={names} />
            </td>
            <td>{about(row)}</td>
            <td>
              <Badge
                small
                name={of(row, 'status')}
                text={enumLabel('work_order_status', of(row, 'status'))}
              />
            </td>
            <td>
              {technician && <Named kind="technician" id={technician} names={names} />}{' '}
              {from && minuteText(from)}
            </td>
            <td class="number">{owed(row) > 0 ? moneyText(owed(row)) : '—'}</td>
          </tr>
        );
      })}
    </Table>
  );
}

const fault = (row: Row): string =>
  [wordText('fault_code', of(row, 'fault_code')), of(row, 'fault_cause')]
    .filter(Boolean)
    .join(' · ');

function Done({ rows, names }: { rows: Row[]; names: Names }) {
  if (rows.length === 0) return <p class="muted">{t('card_no_done')}</p>;
  const heads = ['card_day', 'card_order', 'card_about', 'card_fault', 'card_who'] as const;
  return (
    <Table label={t('card_done')} test="done" heads={heads.map((one) => t(one))}>
      {rows.map((row) => (
        <tr key={String(row.id)}>
          <td class="mono">{dayText(of(row, 'completed_at') || of(row, 'registered_at'))}</td>
          <td class="mono">
            <Named kind="work_order" id={String(row.id)} names={names} />
          </td>
          <td>{about(row)}</td>
          <td>{fault(row) || '—'}</td>
          <td>
            <Named kind="technician" id={of(row, 'technician')} names={names} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function CustomerCard({ card }: { card: CardAnswer }) {
  const customer = card.id;
  const orders = useResource<ListPage>(
    mayList('work_orders') ? '/v1/work_orders' : null,
    { customer, limit: orders_asked },
    { topic: 'orders' },
  );
  const machines = useResource<ListPage>(
    mayList('assets') ? '/v1/assets' : null,
    { customer, limit: machines_asked },
    { topic: 'position' },
  );
  const rest = (card.relations ?? []).filter((one) => !told.includes(one.list));
  return (
    <>
      <Who card={card} />
      <Loaded from={orders}>
        {(page) => (
          <div class="stack">
            <Loaded from={machines}>
              {(owned) => (
                <div class="stack">
                  <Figures card={card} orders={page} machines={owned} />
                  <Card title={t('card_machines')}>
                    <Machines page={owned} />
                  </Card>
                </div>
              )}
            </Loaded>
            <Card title={t('card_open_orders')}>
              <OpenOrders rows={page.items.filter(isOpen)} names={page.names} />
            </Card>
            <Card title={t('card_done')}>
              <Done
                rows={page.items
                  .filter((row) => !isOpen(row) && of(row, 'status') !== 'canceled')
                  .slice(0, done_shown)}
                names={page.names}
              />
            </Card>
          </div>
        )}
      </Loaded>
      <Relations card={{ ...card, relations: rest }} />
    </>
  );
}
