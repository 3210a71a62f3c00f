// The board of exchanges and refunds: where each hangs and since when; its gate, figures,
// appraisals, decision, both units and the settlement at the right.
import type { ComponentChildren } from 'preact';
import type { CardAnswer, Names, Row } from '../edge/types.ts';
import { dayText, minuteText, moneyText, shortOrder } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import type { Waiting } from '../parts/acts.ts';
import { Badge } from '../parts/badge.tsx';
import { When } from '../parts/inbox_row.tsx';
import { LazyEntitlement } from '../parts/lazy_entitlement.tsx';
import { StageBoard, type StageBoardInfo } from '../parts/stage_board.tsx';
import { listInfo, mayRead, nameIn, valueIn } from '../state/lists.ts';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { enumInfo, enumLabel, say } from '../state/schema.ts';
import { mayList } from '../state/session.ts';
import { SomeFacts, textOf } from './facts.tsx';

const rowsOf = (item: Row, name: string): Row[] => (item[name] as Row[] | undefined) ?? [];
const unitOf = (item: Row, direction: string): Row =>
  rowsOf(item, 'units').findLast((one) => one.direction === direction) ?? {};
const appraisalOf = (item: Row): Row =>
  rowsOf(item, 'appraisals').findLast((one) => one.appealed !== true) ?? {};

// When it came to where it is now.
function reachedAt(item: Row): string {
  switch (item.status) {
    case 'requested':
      return textOf(item, 'requested_at');
    case 'appraised':
      return textOf(appraisalOf(item), 'appraised_at');
    case 'approved':
    case 'refused':
      return textOf(item, 'decided_at');
    case 'shipped':
      return textOf(unitOf(item, 'to_customer'), 'sent_at');
    case 'refunded':
      return textOf(item, 'refunded_at');
    case 'collected':
      return textOf(unitOf(item, 'from_customer'), 'sent_at');
    case 'received':
      return textOf(unitOf(item, 'from_customer'), 'arrived_at');
    case 'settled':
      return textOf(item, 'settled_at');
    default:
      return textOf(item, 'closed_at');
  }
}

// It came back there later where an appeal or a step that was taken back brought it: its queue
// knows.
const sinceOf = (item: Waiting): string => {
  if (item.status === undefined) return textOf(item, 'since'); // no case yet
  const [own, queued] = [reachedAt(item), textOf(item, 'since')];
  return ['requested', 'appraised'].includes(String(item.status)) && queued > own ? queued : own;
};

function Face({ item, now }: { item: Waiting; names: Names; now: number }) {
  const refund = Number(item.refund ?? 0);
  return (
    <>
      <span class="face-head">
        {item.remedy !== undefined && (
          <Badge
            small
            name={String(item.remedy)}
            tone={item.remedy === 'exchange' ? 'indigo' : 'violet'}
            text={enumLabel('remedy', String(item.remedy))}
          />
        )}
        {!textOf(item, 'closed_at') && (
          <When item={{ ...item, since: sinceOf(item), due_at: '' }} now={now} />
        )}
      </span>
      <span class="face-text">
        {[
          wordText('brand', textOf(item, 'brand')),
          wordText('category', textOf(item, 'category')),
          item.model,
        ]
          .filter(Boolean)
          .join(' ')}
      </span>
      <span class="face-marks">
        <span>{enumLabel('warranty_gate', String(item.gate))}</span>
        {refund > 0 && <b>{moneyText(refund)}</b>}
        {item.status === 'refused' && (
          <Badge small name="refused" text={enumLabel('exchange_status', 'refused')} />
        )}
      </span>
      <span class="face-foot">
        <span class="mono">{textOf(item, 'serial')}</span>{' '}
        <span class="mono" title={textOf(item, 'order')}>
          {shortOrder(textOf(item, 'order'))}
        </span>
      </span>
    </>
  );
}

// What the customer is paid back, as a sum.
function Figures({ item }: { item: Row }) {
  const price = Number(item.price ?? 0);
  const refund = Number(item.refund ?? 0);
  if (item.remedy === 'exchange' || price === 0) return null;
  const rate = `${(Number(item.depreciation ?? 0) / 100).toFixed(2)}%`;
  const values = { price: moneyText(price), refund: moneyText(refund) };
  return (
    <p class="figures" data-test="figures">
      {item.remedy === 'refund_depreciated'
        ? t('refund_sum', {
            ...values,
            days: String(item.used_days ?? 0),
            rate,
            less: moneyText(price - refund),
          })
        : t('refund_whole', values)}
    </p>
  );
}

interface Step {
  label: Key;
  at: string;
  text: ComponentChildren[];
}

const joined = (parts: unknown[]): string => parts.filter(Boolean).map(String).join(' · ');
const carriage = (unit: Row): string =>
  joined([unit.model, unit.serial, unit.carrier, unit.tracking]);

function stepsOf(item: Row, names: Names): Step[] {
  const person = (id: unknown): string =>
    id ? (nameIn(names, 'operator', String(id)) ?? String(id)) : '';
  const appraisal = appraisalOf(item);
  const [sent, back] = [unitOf(item, 'to_customer'), unitOf(item, 'from_customer')];
  const before = rowsOf(item, 'appraisals').filter((one) => one.appealed === true);
  const verdict = (one: Row): string =>
    joined([
      enumLabel('appraisal_verdict', String(one.verdict)),
      t('way_licence', { number: String(one.licence) }),
      person(one.appraiser),
      one.finding,
    ]);
  const claimed = Number(item.claimed ?? 0);
  const isPaid = item.remedy !== 'exchange';
  return [
    {
      label: 'way_requested',
      at: textOf(item, 'requested_at'),
      text: [
        joined([
          enumLabel('warranty_gate', String(item.gate)),
          t('way_on', { on: textOf(item, 'on') }),
          person(item.requester),
        ]),
      ],
    },
    {
      label: 'way_appraised',
      at: textOf(appraisal, 'appraised_at'),
      text: [
        ...before.map((one) => (
          <del title={textOf(one, 'appeal_reason')}>{verdict(one)}</del>
        )),
        ...(appraisal.verdict ? [verdict(appraisal)] : []),
      ],
    },
    {
      label: item.status === 'refused' ? 'way_refused' : 'way_approved',
      at: textOf(item, 'decided_at'),
      text: [person(item.decided_by)],
    },
    isPaid
      ? {
          label: 'way_refunded',
          at: textOf(item, 'refunded_at'),
          text: [
            joined([
              textOf(item, 'refunded_at') && moneyText(Number(item.refund)),
              item.receipt,
              person(item.refunded_by),
            ]),
          ],
        }
      : { label: 'way_shipped', at: textOf(sent, 'sent_at'), text: [carriage(sent)] },
    { label: 'way_collected', at: textOf(back, 'sent_at'), text: [carriage(back)] },
    { label: 'way_received', at: textOf(back, 'arrived_at'), text: [] },
    {
      label: 'way_settled',
      at: textOf(item, 'settled_at'),
      text: [
        joined([
          item.settlement,
          claimed > 0 && t('way_claimed', { amount: moneyText(claimed) }),
        ]),
      ],
    },
    { label: 'way_closed', at: textOf(item, 'closed_at'), text: [] },
  ];
}

// Each step with its date; the first without one is where it hangs.
function Way({ item, names }: { item: Row; names: Names }) {
  const steps = stepsOf(item, names).filter(
    (one) =>
      item.decided_by === '' ||
      !/^way_(shipped|refunded|collected|received|settled)$/.test(one.label) ||
      one.at !== '' ||
      !isRefused(item),
  );
  const here = item.status === 'withdrawn' ? -1 : steps.findIndex((one) => one.at === '');
  return (
    <ol class="way" aria-label={t('way_title')}>
      {steps.map((one, index) => (
        <li
          key={one.label}
          class={one.at ? 'done' : index === here ? 'here' : 'ahead'}
          {...(index === here ? { 'aria-current': 'step' as const } : {})}
        >
          <b>{t(one.label)}</b>
          <time class="mono" dateTime={one.at || undefined}>
            {one.at ? minuteText(one.at) : index === here ? t('way_here') : '—'}
          </time>
          {one.text.filter(Boolean).map((line, at) => (
            <small key={at}>{line}</small>
          ))}
        </li>
      ))}
    </ol>
  );
}

const isRefused = (item: Row): boolean =>
  item.status === 'refused' || (item.status === 'closed' && textOf(item, 'settled_at') === '');

function Story({ card, names }: { item: Waiting; card: CardAnswer; names: Names }) {
  const { item } = card;
  return (
    <>
      <Way item={item} names={names} />
      <Figures item={item} />
      <SomeFacts
        list={listInfo('exchange_cases')!}
        item={item}
        names={names}
        fields={['order', 'customer', 'model', 'serial', 'asset', 'new_asset', 'reason']}
      />
      {mayList('assets') && (
        <LazyEntitlement
          asset={textOf(item, 'asset')}
          on={textOf(item, 'on')}
          order={textOf(item, 'order')}
        />
      )}
    </>
  );
}

// What who has to decide whether it is exchanged goes by: whose machine it is, what ails it, and
// what it was entitled to on the day on which it came here.
function Before({ item }: { item: Waiting }) {
  const order = textOf(item, 'order');
  const list = listInfo('work_orders');
  const card = useResource<CardAnswer>(
    list && mayRead(list) ? `/v1/work_orders/${encodeURIComponent(order)}` : null,
    {},
    { topic: 'position' },
  );
  if (!card.data || card.data.id !== order) return null;
  const asset = String(valueIn(card.data.item, 'asset') ?? '');
  return (
    <>
      <SomeFacts
        list={list!}
        item={card.data.item}
        names={card.data.names}
        fields={[
          'customer',
          'contact',
          'phone',
          'model',
          'serial',
          'asset',
          'symptom',
          'fault_code',
          'fault_cause',
          'technician',
          'status',
          'registered_at',
        ]}
      />
      {mayList('assets') && asset !== '' && (
        <LazyEntitlement
          asset={asset}
          on={dayText(textOf(item, 'since'))}
          order={order}
        />
      )}
    </>
  );
}

const remedies = ['exchange', 'refund', 'refund_depreciated'];

function Choice({ name, values, all }: { name: string; values: [string, string][]; all: Key }) {
  return (
    <select
      name={name}
      aria-label={t(all)}
      value={param(name)}
      onChange={(event) => adjust({ [name]: event.currentTarget.value, row: null })}
    >
      <option value="">{t(all)}</option>
      {values.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

const Filters = () => (
  <>
    <Choice
      name="remedy"
      all="case_all_remedies"
      values={remedies.map((one) => [one, enumLabel('remedy', one)])}
    />
    <Choice
      name="gate"
      all="case_all_gates"
      values={(enumInfo('warranty_gate')?.values ?? [])
        .filter((value) => value.name !== 'none')
        .map((value) => [value.name, say(value.label, value.name)])}
    />
  </>
);

const board: StageBoardInfo = {
  title: 'exchange_board',
  note: 'exchange_board_note',
  list: 'exchange_cases',
  begins: 'request_exchange',
  others: 'case_stage_open',
  queues: [
    'exchanges_to_appraise',
    'exchanges_to_approve',
    'exchanges_under_way',
    'exchanges_to_open',
  ],
  stages: [
    { name: 'appraise', label: 'case_stage_appraise', statuses: ['requested'] },
    { name: 'decide', label: 'case_stage_decide', statuses: ['appraised'] },
    { name: 'send', label: 'case_stage_send', statuses: ['approved'] },
    { name: 'collect', label: 'case_stage_collect', statuses: ['shipped', 'refunded'] },
    { name: 'receive', label: 'case_stage_receive', statuses: ['collected'] },
    { name: 'settle', label: 'case_stage_settle', statuses: ['received'] },
    { name: 'tell', label: 'case_stage_tell', statuses: ['settled', 'refused'] },
  ],
  ended: { name: 'ended', label: 'case_stage_ended', statuses: ['closed'], at: 'closed_at' },
  urgency: sinceOf,
  whoseMove: () => '',
  Filters,
  filters: ['remedy', 'gate'],
  Face,
  Story,
  Before,
};

export default function Exchanges() {
  return <StageBoard board={board} />;
}
