// The card of a part in the store: where each of its pieces is, and what came and went on one
// shelf. What corrects stands in gold beside what was recorded.
import type { CardAnswer, List, ListPage, Names, Row } from '../edge/types.ts';
import { minuteText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { listInfo, nameIn } from '../state/lists.ts';
import { adjust } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { Badge } from './badge.tsx';
import { BalanceCurve } from './balance_curve.tsx';
import { isReservation, withCorrections, type Line } from './ledger_lines.ts';
import { Card } from './card.tsx';
import { CardCommands } from './card_body.tsx';
import { Link } from './link.tsx';
import { Loaded } from './states.tsx';

const number = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);
const sum = (rows: Row[], name: string): number =>
  rows.reduce((total, row) => total + number(row, name), 0);
const itemOf = (row: Row | undefined): Row => (row?.item as Row | undefined) ?? {};

interface Box {
  label: string;
  figure: number;
  note?: string;
  to: string;
  here?: boolean;
}

function FlowBox({ label, figure, note, to, here }: Box) {
  return (
    <Link class={`box${here ? ' here' : ''}`} to={to}>
      <small>{label}</small>
      <b>{quantityText(figure)}</b>
      {note && <small class="muted">{note}</small>}
    </Link>
  );
}

const boxes_most = 4; // warehouses drawn one by one; the others together

// From the shelves to the technicians, into machines, and back as old parts.
function Flow({
  part,
  warehouse,
  stock,
  custody,
  requests,
}: {
  part: string;
  warehouse: string;
  stock: ListPage;
  custody: ListPage;
  requests: ListPage;
}) {
  const good = stock.items.filter((row) => row.condition === 'good');
  const shelves = good.toSorted(
    (a, b) =>
      Number(b.warehouse === warehouse) - Number(a.warehouse === warehouse) ||
      number(itemOf(b), 'on_hand') - number(itemOf(a), 'on_hand'),
  );
  const drawn = shelves.slice(0, boxes_most);
  const others = shelves.slice(boxes_most);
  const carried = custody.items.filter((row) => number(row, 'quantity') > 0);
  const old = stock.items.filter((row) => row.condition === 'old');
  const onShelves = sum(good.map(itemOf), 'on_hand');
  const inHands = sum(carried, 'quantity');
  const due =
    sum(requests.items, 'used') -
    sum(requests.items, 'old_returned') -
    sum(requests.items, 'old_waived');
  const of = (path: string, query: string): string =>
    `/lists/${path}?part=${encodeURIComponent(part)}${query}`;
  return (
    <>
      <div class="flow">
        <div>
          {drawn.map((row) => (
            <FlowBox
              key={String(row.warehouse)}
              label={
                nameIn(stock.names, 'warehouse', String(row.warehouse)) ?? String(row.warehouse)
              }
              figure={number(itemOf(row), 'on_hand')}
              {...(number(itemOf(row), 'reserved') > 0 && {
                note: t('flow_reserved', { n: quantityText(number(itemOf(row), 'reserved')) }),
              })}
              to={of('stock_items', `&warehouse=${encodeURIComponent(String(row.warehouse))}`)}
              here={row.warehouse === warehouse}
            />
          ))}
          {others.length > 0 && (
            <FlowBox
              label={t('flow_other')}
              figure={sum(others.map(itemOf), 'on_hand')}
              to={of('stock_items', '')}
            />
          )}
        </div>
        <i aria-hidden="true" />
        <div>
          <FlowBox
            label={t('flow_carried')}
            figure={inHands}
            note={t('flow_carriers', { n: new Set(carried.map((row) => row.technician)).size })}
            to={of('custodies', '')}
          />
        </div>
        <i aria-hidden="true" />
        <div>
          <FlowBox
            label={t('flow_fitted')}
            figure={sum(requests.items, 'used')}
            to={of('part_requests', '')}
          />
          <FlowBox
            label={t('flow_old')}
            figure={sum(old.map(itemOf), 'on_hand')}
            {...(due > 0 && { note: t('flow_old_due', { n: quantityText(due) }) })}
            to={of('stock_items', '&condition=old')}
          />
        </div>
      </div>
      <p class="muted">
        {t('add_up', {
          total: quantityText(onShelves + inHands),
          stock: quantityText(onShelves),
          carried: quantityText(inHands),
        })}
      </p>
    </>
  );
}

// --- the ledger
function Ledger({ lines, names }: { lines: Line[]; names: Names }) {
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={t('ledger_title')}>
      <table class="rows dense ledger">
        <thead>
          <tr>
            <th scope="col">{t('ledger_when')}</th>
            <th scope="col">{t('ledger_what')}</th>
            <th scope="col" class="number">
              {t('ledger_quantity')}
            </th>
            <th scope="col" class="number">
              {t('balance_then')}
            </th>
            <th scope="col" class="number">
              {t('after_correction')}
            </th>
            <th scope="col">{t('ledger_who')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={String(line.line)} class={line.corrects ? 'seam' : ''}>
              <td class="mono">{minuteText(String(line.at))}</td>
              <td>
                {enumLabel('movement', String(line.movement))}{' '}
                <span class="mono muted">
                  {String(line.order || line.request || line.document)}
                </span>
              </td>
              <td class="number">
                {isReservation(line) ? '' : quantityText(number(line, 'quantity'))}
              </td>
              <td class="number">{quantityText(number(line, 'balance'))}</td>
              <td class={`number${line.corrected === null ? '' : ' gold'}`}>
                {line.corrected === null ? '' : quantityText(line.corrected)}
              </td>
              <td>
                {nameIn(names, 'operator', String(line.operator ?? '')) ??
                  String(line.operator ?? '')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const lines_most = 40;

function Shelf({ warehouse, part, minimum }: { warehouse: string; part: string; minimum: number }) {
  const path = [warehouse, part, 'good'].map(encodeURIComponent).join('/');
  const rows = useResource<List>(
    `/v1/inventory/${path}/ledger`,
    { newest_first: 'true', limit: lines_most },
    { topic: 'position' },
  );
  return (
    <Loaded from={rows}>
      {(list) => {
        const lines = withCorrections(list.items.toReversed());
        return (
          <>
            <h3>
              {t('balance_curve')} <small class="muted">{t('balance_curve_note')}</small>
            </h3>
            <BalanceCurve lines={lines} minimum={minimum} />
            <h3>
              {t('ledger_title')} <small class="muted">{t('correction_note')}</small>{' '}
              <Link class="link" to={`/inventory/${path}`}>
                {t('ledger')}
              </Link>
            </h3>
            <Ledger lines={lines.toReversed()} names={list.names ?? {}} />
          </>
        );
      }}
    </Loaded>
  );
}

export function PartCard({ part, warehouse }: { part: string; warehouse: string }) {
  const of = (list: string) =>
    useResource<ListPage>(`/v1/${list}`, { part, limit: 200 }, { topic: 'queues' });
  const stock = of('stock_items');
  const custody = of('custodies');
  const requests = of('part_requests');
  const own = stock.data?.items.find(
    (row) => row.warehouse === warehouse && row.condition === 'good',
  );
  const stockItems = listInfo('stock_items');
  const card = useResource<CardAnswer>(
    warehouse ? `/v1/stock_items/${encodeURIComponent(`${warehouse}:${part}:good`)}` : null,
    {},
    { topic: 'queues' },
  );
  const minimum = number(itemOf(own), 'minimum');
  const low = number(own, 'available') < minimum;
  const name = nameIn(stock.data?.names, 'part', part);
  return (
    <Card
      class="side part"
      title={
        <>
          {name} <span class="mono">{part}</span>{' '}
          {low && (
            <Badge
              small
              name="below_minimum"
              tone="red"
              text={enumLabel('queue', 'below_minimum')}
            />
          )}
        </>
      }
      end={
        <button
          class="plain"
          data-test="close-card"
          aria-label={t('close')}
          onClick={() => adjust({ row: null }, true)}
        >
          ✕
        </button>
      }
    >
      <h3>
        {t('flow_title')} <small class="muted">{t('where_note')}</small>
      </h3>
      {stock.data && custody.data && requests.data && (
        <Flow
          {...{ part, warehouse }}
          stock={stock.data}
          custody={custody.data}
          requests={requests.data}
        />
      )}
      {warehouse && <Shelf {...{ warehouse, part, minimum }} />}
      {card.data && stockItems && (
        <>
          <h3>{t('can_do_now')}</h3>
          <CardCommands list={stockItems} card={card.data} done={card.reload} />
        </>
      )}
    </Card>
  );
}
