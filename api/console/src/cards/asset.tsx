// A machine at a glance: whose it is and was, what warranty says today and by which line, what is
// due, what was done to it and fitted by whom, and which bulletins affect it.
import type { CardAnswer, ListPage, Names, Row } from '../edge/types.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { dayText, moneyText } from '../format.ts';
import { cards } from '../i18n/cards.ts';
import { learn, t } from '../i18n/index.ts';
import { machineWords, wordText } from '../i18n/words.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Relations } from '../parts/card_body.tsx';
import { LazyEntitlement } from '../parts/lazy_entitlement.tsx';
import { Link } from '../parts/link.tsx';
import { Loaded } from '../parts/states.tsx';
import { History, PartsIn, type Files } from '../screens/machine.tsx';
import { itemPath } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { commandLabel, enumLabel } from '../state/schema.ts';
import { may, mayList } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { Due, Named, relationOf, rowsOf, textOf, WarrantyBadge } from './shared.tsx';

learn(cards);

// What the glance shows itself.
const told = ['work_orders', 'asset_repairs', 'used_parts', 'removed_parts'];

function Owner({ item, names }: { item: Row; names: Names }) {
  const former = rowsOf(item, 'former_owners');
  return (
    <>
      <dt>{t('card_owner')}</dt>
      <dd>
        <Named kind="customer" id={textOf(item, 'customer')} names={names} />
      </dd>
      {former.length > 0 && (
        <>
          <dt>{t('card_former')}</dt>
          <dd data-test="former">
            {former.toReversed().map((one, at) => (
              <div key={at}>
                <Named kind="customer" id={textOf(one, 'customer')} names={names} />{' '}
                <span class="muted">
                  {t('card_former_until', { day: dayText(textOf(one, 'until')) })}
                </span>
              </div>
            ))}
          </dd>
        </>
      )}
    </>
  );
}

function Purchase({ item, names }: { item: Row; names: Names }) {
  const proof = textOf(item, 'proof');
  const told = ['sold_on', 'dealer', 'invoice'].some((name) => textOf(item, name) !== '');
  return (
    <>
      <dt>{t('card_bought')}</dt>
      <dd>
        {textOf(item, 'sold_on') && <span class="mono">{textOf(item, 'sold_on')} </span>}
        {textOf(item, 'dealer') && (
          <>
            <Named kind="dealer" id={textOf(item, 'dealer')} names={names} />{' '}
          </>
        )}
        {textOf(item, 'invoice') && <span class="mono">{textOf(item, 'invoice')} </span>}
        {Number(item.price) > 0 && `${moneyText(Number(item.price))} `}
        {(proof !== 'none' || !told) && (
          <Badge
            small
            tone={proof === 'invoiced' ? 'green' : 'amber'}
            name={proof}
            text={enumLabel('purchase_proof', proof)}
          />
        )}
      </dd>
    </>
  );
}

function Who({ card }: { card: CardAnswer }) {
  const { item, names } = card;
  const open = rowsOf(item, 'open_orders');
  return (
    <Card>
      <p class="card-machine">
        <b>
          {wordText('category', textOf(item, 'category'))}{' '}
          {machineWords(item.brand, item.model)}
        </b>{' '}
        <span class="mono">{textOf(item, 'serial')}</span>{' '}
        <WarrantyBadge until={textOf(item, 'warranty_until')} />
      </p>
      <dl class="facts">
        <Owner item={item} names={names} />
        <Purchase item={item} names={names} />
        {open.length > 0 && (
          <>
            <dt>{t('card_open_orders')}</dt>
            <dd>
              {open.map((one) => (
                <div key={String(one.order)}>
                  <Named kind="work_order" id={textOf(one, 'order')} names={names} />{' '}
                  {textOf(one, 'fault')}
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
      {Number(item.sheets) > 0 && (
        <p class="muted">{t('card_sheets', { n: Number(item.sheets) })}</p>
      )}
    </Card>
  );
}

function Dates({ item }: { item: Row }) {
  const dates = [
    ['card_date_warranty', textOf(item, 'warranty_until')],
    ['card_date_maintenance', textOf(item, 'next_maintenance')],
    ['card_date_inspection', textOf(item, 'next_inspection')],
  ] as const;
  const known = dates.filter(([, day]) => day !== '');
  return (
    <Card title={t('card_dates')}>
      {known.length === 0 ? (
        <p class="muted">{t('card_no_dates')}</p>
      ) : (
        <dl class="facts" data-test="dates">
          {known.map(([key, day]) => [
            <dt key={key}>{t(key)}</dt>,
            <dd key={`${key}=`}>
              <Due day={day} done={key === 'card_date_warranty'} />
            </dd>,
          ])}
        </dl>
      )}
    </Card>
  );
}

// As the engine compares serials: without case, width and punctuation, of one length.
const plain = (serial: string): string =>
  serial.normalize('NFKC').replace(/[^0-9a-z]/gi, '').toUpperCase();

function affects(bulletin: Row, asset: Row): boolean {
  const [from, until, serial] = [
    plain(textOf(bulletin, 'serial_from')),
    plain(textOf(bulletin, 'serial_until')),
    plain(textOf(asset, 'serial')),
  ];
  return from === '' || (serial.length === from.length && from <= serial && serial <= until);
}

// Those in force that affect it, and by which no order was opened for it.
function Bulletins({ card }: { card: CardAnswer }) {
  const { item } = card;
  const found = useResource<ListPage>(
    mayList('bulletins') ? '/v1/bulletins' : null,
    { brand: textOf(item, 'brand'), model: textOf(item, 'model'), status: 'published', limit: 50 },
    { topic: 'position' },
  );
  const ordered = new Set(
    (relationOf(card, 'bulletin_machines')?.items ?? []).map((one) => String(one.bulletin)),
  );
  const open = (found.data?.items ?? []).filter(
    (one) => affects(one, item) && !ordered.has(String(one.id)),
  );
  if (open.length === 0) return null;
  return (
    <Card title={t('card_bulletins')} note={t('card_bulletins_note')}>
      <ul class="plain" data-test="bulletins">
        {open.map((one) => (
          <li key={String(one.id)}>
            <Link class="link" to={itemPath('bulletins', String(one.id))}>
              {String(one.title)}
            </Link>{' '}
            {may('order_for_bulletin') && !isPast.value && (
              <button
                type="button"
                onClick={() =>
                  openCommand(
                    'order_for_bulletin',
                    { bulletin: String(one.id), asset: card.id },
                    null,
                    found.reload,
                    ['bulletin', 'asset'],
                  )
                }
              >
                {commandLabel('order_for_bulletin')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Done({ card }: { card: CardAnswer }) {
  const serial = textOf(card.item, 'serial');
  const files = useResource<Files>(
    `/v1/machines/${encodeURIComponent(serial)}`,
    {},
    { topic: 'position' },
  );
  return (
    <Loaded from={files}>
      {({ machines, names }) => {
        const machine = machines.find((one) => one.asset.id === card.id);
        return (
          <div class="stack">
            <Card title={t('machine_in')} note={t('machine_in_note')}>
              <PartsIn parts={machine?.parts_in ?? []} names={names} />
            </Card>
            <Card title={t('card_history')}>
              <History done={machine?.history ?? []} names={names} />
            </Card>
          </div>
        );
      }}
    </Loaded>
  );
}

export function AssetCard({ card }: { card: CardAnswer }) {
  const rest = (card.relations ?? []).filter((one) => !told.includes(one.list));
  return (
    <>
      <Who card={card} />
      <LazyEntitlement asset={card.id} />
      <Dates item={card.item} />
      <Bulletins card={card} />
      <Done card={card} />
      <Relations card={{ ...card, relations: rest }} />
    </>
  );
}
