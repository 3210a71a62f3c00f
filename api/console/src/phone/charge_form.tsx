// What is charged, chosen from the tariff in force: the price of each item for this order, and the
// sum before it is told.
import { useState } from 'preact/hooks';
import { moneyText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../parts/states.tsx';
import { commandLabel, enumInfo, say } from '../state/schema.ts';
import { Buttons, type FormProps } from './act_sheet.tsx';
import { amountOf, dueOf } from './effects.ts';
import { Stepper } from './stepper.tsx';
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

export function ChargeForm({ job, command, done, cancel }: FormProps) {
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const [payer, setPayer] = useState('customer');
  const id = (index: number): string => String(index);
  const lines = job.prices
    .map((price, index) => ({ price, quantity: chosen[id(index)] ?? 0 }))
    .filter((line) => line.quantity > 0);
  const sum = lines.reduce(
    (total, line) => total + amountOf(line.price.unit_price, line.quantity),
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
      })),
    );
  };
  if (job.prices.length === 0)
    return <Empty title={t('phone_no_tariff')}>{t('phone_no_tariff_note')}</Empty>;
  return (
    <form class="ph-form" noValidate onSubmit={submit} data-command={command}>
      <ul class="ph-lines">
        {job.prices.map((price, index) => (
          <li class="ph-fact" key={`${price.tariff}/${price.item}`} data-item={price.item}>
            <span>
              {price.item}
              <span class="muted">
                {' '}
                {moneyText(price.unit_price)} ·{' '}
                {t('phone_tariff', { name: nameOf('tariff', price.tariff), n: price.version })}
              </span>
            </span>
            <Stepper
              value={chosen[id(index)] ?? 0}
              least={0}
              most={most}
              of={price.item}
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
