// What he carries: parts, and other people's money.
import { moneyText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { Empty } from '../parts/states.tsx';
import { enumLabel } from '../state/schema.ts';
import { day, jobs, unsent } from './device.ts';
import { carried, dueOf } from './effects.ts';
import { Synced } from './synced.tsx';
import { nameOf, spokenOrder } from './words.ts';

export function Parts() {
  const today = day.value!.today;
  return (
    <>
      <header class="ph-top">
        <h1>{t('phone_parts')}</h1>
        <Synced />
      </header>
      <main class="ph-main" id="main" tabIndex={-1}>
        {today.custody.length === 0 && (
          <Empty title={t('phone_no_parts')}>{t('phone_no_parts_note')}</Empty>
        )}
        {today.custody.length > 0 && (
          <ul class="ph-card ph-lines">
            {today.custody.map((row) => {
              const good = row.condition === 'good';
              const left = good ? carried(today, unsent.value, row.part) : row.quantity;
              return (
                <li class="ph-fact" key={`${row.part}:${row.condition}`}>
                  <span>
                    {nameOf('part', row.part)}
                    <span class="muted mono"> {row.part}</span>
                  </span>
                  <span class={good ? 'muted' : 'ph-due'}>
                    {enumLabel('part_condition', row.condition)}
                  </span>
                  <b>{quantityText(left)}</b>
                </li>
              );
            })}
          </ul>
        )}
      </main>
    </>
  );
}

export function Money() {
  const { technician, names } = day.value!.today;
  const open = jobs.value.filter((job) => dueOf(job) > 0);
  const limit = technician.cash_limit;
  const over = limit > 0 && technician.cash_held > limit;
  return (
    <>
      <header class="ph-top">
        <h1>{t('phone_money')}</h1>
        <Synced />
      </header>
      <main class="ph-main" id="main" tabIndex={-1}>
        <section class="ph-card ph-sum">
          <span>
            {t('phone_cash_held')} <b class="ph-big">{moneyText(technician.cash_held)}</b>
          </span>
          {limit > 0 && (
            <>
              <progress
                max={limit}
                value={Math.min(limit, technician.cash_held)}
                aria-label={t('phone_cash_held')}
              />
              <span class={over ? 'ph-warn' : 'muted'}>
                {t(over ? 'phone_over_limit' : 'phone_limit_of', { sum: moneyText(limit) })}
              </span>
            </>
          )}
          <span class="muted">
            {t('phone_hand_in_today', {
              where: names['outlet']?.[technician.outlet] ?? technician.outlet,
            })}
          </span>
        </section>
        {open.length > 0 && (
          <section>
            <h2 class="ph-head">{t('phone_to_collect')}</h2>
            <ul class="ph-card ph-lines">
              {open.map((job) => (
                <li key={job.order.id}>
                  <Link class="ph-fact" to={`/today/job/${encodeURIComponent(job.order.id)}`}>
                    <span>
                      {job.order.order.contact}{' '}
                      <span class="muted mono">{spokenOrder(job.order.id)}</span>
                    </span>
                    <b>{moneyText(dueOf(job))}</b>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
    </>
  );
}
