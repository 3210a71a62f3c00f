// What is charged, chosen from the tariff in force: the price of each item for this order, and the
// sum before it is told.
import { useState } from 'preact/hooks';
import { moneyText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { Empty } from '../parts/states.tsx';
import { commandLabel, enumInfo, say } from '../state/schema.ts';
import { Buttons, type FormProps } from './act_sheet.tsx';
import { chargedBefore, chargedFor, dueOf, measureOf } from './effects.ts';
import { Stepper } from './stepper.tsx';
import type { Price } from './types.ts';
import { nameOf } from './words.ts';

const most = 99_000; // of one item at once, thousandths

function PayerInput({ payer, change }: { payer: string; change: (payer: string) => void }) {
  return (
    <div class="field">
      <label for="charge-payer">{t('phone_who_pays')}</label>
      <select
        id="charge-payer"
        value={payer}
        onChange={(event) => change(event.currentTarget.value)}
      >
        {enumInfo('payer')
          ?.values.filter((item) => item.name !== 'none')
          .map((item) => (
            <option key={item.name} value={item.name}>
              {say(item.label, item.name)}
            </option>
          ))}
      </select>
    </div>
  );
}

// The item, and what its price is made of.
function PriceText({ price }: { price: Price }) {
  const told = [
    moneyText(price.unit_price),
    price.free_quantity && t('phone_free', { n: price.free_quantity / 1000 }),
    price.cap_per_visit && t('phone_cap', { sum: moneyText(price.cap_per_visit) }),
    t('phone_tariff', { name: nameOf('tariff', price.tariff), n: price.version }),
  ];
  return (
    <span>
      {wordText('charge_item', price.item)}
      {price.at_least && ` ≥ ${price.at_least / 1000}`}
      <span class="muted"> {told.filter(Boolean).join(' · ')}</span>
    </span>
  );
}

export function ChargeForm({ job, command, done, cancel }: FormProps) {
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const [payer, setPayer] = useState('customer');
  const id = (index: number): string => String(index);
  // A share of a price that is typed is charged at the desk.
  const prices = job.prices.filter((one) => !one.rate || one.of_item);
  const lines = prices
    .map((price, index) => ({ price, quantity: chosen[id(index)] ?? 0 }))
    .filter((line) => line.quantity > 0);
  const sum = lines.reduce(
    (total, { price, quantity }) =>
      total + chargedFor(price, quantity, chargedBefore(job, price)),
    0,
  );
  const submit = (event: Event): void => {
    event.preventDefault();
    done(
      lines.map(({ price, quantity }) => ({
        tariff: price.tariff,
        item: price.item,
        quantity,
        payer,
        ...(measureOf(prices, price) && { measure: measureOf(prices, price) }),
      })),
    );
  };
  if (prices.length === 0)
    return <Empty title={t('phone_no_tariff')}>{t('phone_no_tariff_note')}</Empty>;
  return (
    <form class="ph-form" noValidate onSubmit={submit} data-command={command}>
      <ul class="ph-lines">
        {prices.map((price, index) => (
          <li
            class="ph-fact"
            key={`${price.tariff}/${price.item}/${price.at_least ?? 0}`}
            data-item={price.item}
          >
            <PriceText price={price} />
            <Stepper
              value={chosen[id(index)] ?? 0}
              least={0}
              most={most}
              of={wordText('charge_item', price.item)}
              change={(value) => setChosen((old) => ({ ...old, [id(index)]: value }))}
            />
          </li>
        ))}
      </ul>
      <PayerInput payer={payer} change={setPayer} />
      <p class="ph-fact">
        <span class="muted">
          {t('phone_due_before', { sum: moneyText(dueOf(job)) })}
        </span>
        <span>
          {t('phone_adds')} <b data-test="sum">{moneyText(sum)}</b>
        </span>
      </p>
      <Buttons label={commandLabel(command)} cancel={cancel} disabled={lines.length === 0} />
    </form>
  );
}
