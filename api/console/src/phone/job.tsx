// One job on one page: whom to call and where to go first, then the machine, the parts, the money,
// the papers; what comes next stands under the thumb.
import { copyText } from '../edge/clipboard.ts';
import { dayText, listText, minuteText, moneyText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { Badge } from '../parts/badge.tsx';
import { Link } from '../parts/link.tsx';
import { toast } from '../parts/toasts.tsx';
import { commandInfo, commandLabel, enumLabel } from '../state/schema.ts';
import { beginAct, chooseMore } from './act_sheet.tsx';
import { acts, day, jobOf, unsent } from './device.ts';
import { alsoUsual, bookingOf, carried, dueOf, usualNext, visitIsFree } from './effects.ts';
import { PhoneIcon } from './icons.tsx';
import type { Job } from './types.ts';
import { actText, categoryText, machineText, nameOf, spokenOrder, timeText } from './words.ts';

const isKnown = (order: { latitude: number; longitude: number }): boolean =>
  order.latitude !== 0 || order.longitude !== 0;

// What opens the map of the device: by position where the address has one, else by its words.
function mapLink(order: Job['order']['order']): string {
  const words = encodeURIComponent(order.address);
  if (!isKnown(order)) return `geo:0,0?q=${words}`;
  const at = `${order.latitude / 1e6},${order.longitude / 1e6}`;
  return `geo:${at}?q=${at}(${words})`;
}

async function copy(text: string): Promise<void> {
  if (await copyText(text)) toast('good', t('copied'));
  else toast('bad', t('not_copied'));
}

// When he is expected at the door, and who comes with him.
function Meeting({ job }: { job: Job }) {
  const { appointment_from, appointment_until, crew } = job.order.order;
  const here = day.value?.today;
  const booking = bookingOf(job);
  const lead = booking?.technician ?? '';
  const with_him = [lead, ...crew.filter((one) => one.booking === job.booking)
    .map((one) => one.technician)].filter((one) => one && one !== here?.technician.id);
  if (!appointment_from && with_him.length === 0) return null;
  return (
    <div class="ph-meeting">
      {appointment_from && (
        <p>
          <span class="muted">{t('phone_appointment')}</span>{' '}
          <b>
            {timeText(appointment_from)}–{timeText(appointment_until)}
          </b>
        </p>
      )}
      {with_him.length > 0 && (
        <p data-test="crew">
          <span class="muted">{t('phone_crew')}</span>{' '}
          {listText(with_him.map((one) => nameOf('technician', one)))}
          {lead !== here?.technician.id && (
            <span class="muted"> {t('phone_lead', { who: nameOf('technician', lead) })}</span>
          )}
        </p>
      )}
    </div>
  );
}

function Reach({ job }: { job: Job }) {
  const order = job.order.order;
  return (
    <section class="ph-card ph-reach">
      <a href={`tel:${order.phone.replace(/[^\d+]/g, '')}`} data-test="call">
        <span class="ph-square">
          <PhoneIcon name="call" />
        </span>
        <span>
          <b>{order.contact || t('phone_customer')}</b>
          <span class="ph-number">{order.phone}</span>
        </span>
        <span class="muted">{t('phone_call')}</span>
      </a>
      <div class="ph-row">
        <a href={mapLink(order)} data-test="map">
          <span class="ph-square">
            <PhoneIcon name="place" />
          </span>
          <span>
            <b>{order.address}</b>
            <span class="muted">{order.area}</span>
          </span>
        </a>
        <button class="plain" onClick={() => void copy(order.address)}>
          {t('copy')}
        </button>
      </div>
      <Meeting job={job} />
    </section>
  );
}

// What the warranty says of it, in one line: who pays for coming.
function Warranty({ order }: { order: Job['order']['order'] }) {
  const free = visitIsFree(order);
  if (order.warranty.warranty_stage === 'none' && free === null) return null;
  return (
    <p data-test="warranty">
      {enumLabel('warranty_stage', order.warranty.warranty_stage)}
      {free !== null && (
        <b class={free ? 'ph-good' : 'ph-warn'}>
          {' '}
          {t(
            free
              ? 'phone_visit_free'
              : order.warranty.excluded
                ? 'phone_excluded'
                : 'phone_not_free',
          )}
        </b>
      )}
    </p>
  );
}

// What became of the claim that the maker pays.
function Claim({ claim }: { claim: Job['claim'] }) {
  if (!claim || claim.status === 'none' || claim.status === 'withdrawn') return null;
  const bad = claim.status === 'refused';
  return (
    <p data-test="claim">
      {t('phone_claim')}{' '}
      <b class={bad ? 'ph-warn' : claim.status === 'accepted' ? 'ph-good' : ''}>
        {enumLabel('warranty_claim_status', claim.status)}
      </b>
      {claim.reason && ` · ${claim.reason}`}
    </p>
  );
}

function Machine({ job }: { job: Job }) {
  const order = job.order.order;
  const until = job.asset?.warranty_until;
  return (
    <section class="ph-card">
      <p>
        <b>{categoryText(order.category) || t('phone_machine')}</b>{' '}
        <span class="muted">
          {machineText(job)} {order.serial}
        </span>
        {until && (
          <span class={until >= (day.value?.today.day ?? '') ? 'ph-good' : 'muted'}>
            {' '}
            {t('phone_warranty', { day: until })}
          </span>
        )}
      </p>
      <p class="ph-what">
        {enumLabel('service_type', order.service_type)}
        {order.symptom && ` · ${order.symptom}`}
      </p>
      <Warranty order={order} />
      <Claim claim={job.claim} />
      {order.unit_in_workshop && (
        <p class="ph-warn" data-test="in-workshop">
          {t('phone_in_workshop')}
        </p>
      )}
      {order.fault_code && (
        <p>
          {t('phone_diagnosis', { code: wordText('fault_code', order.fault_code) })}
          {order.fault_cause && ` · ${order.fault_cause}`}
        </p>
      )}
      {job.repairs.length > 0 && (
        <ul class="ph-before">
          {job.repairs.map((one) => (
            <li key={one.order}>
              <span class="muted">{dayText(one.at).slice(2)}</span>{' '}
              {one.technician === day.value?.today.technician.id
                ? t('phone_you')
                : nameOf('technician', one.technician)}{' '}
              {[one.cause || one.fault || one.symptom, ...one.parts.map(
                (part) => `${nameOf('part', part.part)} ×${quantityText(part.quantity)}`,
              )]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function PartLines({ job }: { job: Job }) {
  const today = day.value!.today;
  const working = bookingOf(job)?.status === 'in_progress';
  const parts = [
    ...new Set(today.custody.filter((row) => row.condition === 'good').map((row) => row.part)),
  ];
  const used = job.order.order.parts.filter((one) => !one.withdrawn);
  return (
    <section class="ph-card ph-lines">
      {used.map((one) => (
        <p class="ph-fact" key={`used-${one.number}`}>
          <PhoneIcon name="parts" />
          <span>{nameOf('part', one.part)}</span>
          <span class="ph-good">{t('phone_used', { n: quantityText(one.quantity) })}</span>
        </p>
      ))}
      {parts.slice(0, 6).map((part) => (
        <p class="ph-fact" key={part}>
          <PhoneIcon name="parts" />
          <span>
            {nameOf('part', part)} <span class="muted mono">{part}</span>
          </span>
          <span class="muted">
            {t('phone_has', { n: quantityText(carried(today, unsent.value, part)) })}
          </span>
          {working && (
            <button data-use={part} onClick={() => beginAct(job, 'use_part', { part })}>
              {t('phone_use')}
            </button>
          )}
        </p>
      ))}
      {parts.length > 6 && (
        <Link class="ph-fact" to="/today/parts">
          {t('phone_all_parts', { n: parts.length })}
        </Link>
      )}
      {parts.length === 0 && used.length === 0 && <p class="muted">{t('phone_no_parts')}</p>}
    </section>
  );
}

const chargeable = ['in_progress', 'on_hold', 'work_reported', 'completed', 'followed_up'];

function Charges({ job }: { job: Job }) {
  const order = job.order.order;
  const charges = order.charges.filter((one) => one.status !== 'withdrawn');
  const may = chargeable.includes(order.status);
  return (
    <section class="ph-card ph-lines">
      {charges.map((one) => (
        <p class="ph-fact" key={one.line}>
          <PhoneIcon name="money" />
          <span>
            {wordText('charge_item', one.item)}{' '}
            {one.quantity !== 1000 && `×${quantityText(one.quantity)}`}{' '}
            <span class="muted">
              {enumLabel('payer', one.payer)}
              {one.status === 'pending' && ` · ${enumLabel('charge_status', one.status)}`}
            </span>
          </span>
          <b>{moneyText(one.amount)}</b>
        </p>
      ))}
      <p class="ph-fact">
        {may && job.prices.length > 0 ? (
          <button class="plain ph-link" onClick={() => beginAct(job, 'add_charge')}>
            ＋ {t('phone_from_tariff')}
          </button>
        ) : (
          <span class="muted">{charges.length === 0 ? t('phone_no_charges') : ''}</span>
        )}
        <span class="ph-total">
          {job.order.paid > 0 && (
            <span class="muted">{t('phone_paid', { sum: moneyText(job.order.paid) })} </span>
          )}
          {t('phone_due')} <b>{moneyText(dueOf(job))}</b>
        </span>
      </p>
    </section>
  );
}

function Papers({ job }: { job: Job }) {
  const order = job.order.order;
  const install = order.service_type === 'install';
  const number = install ? order.install_card : order.service_slip;
  return (
    <section class="ph-card ph-lines">
      <p class="ph-fact">
        <PhoneIcon name="paper" />
        <span>{t(install ? 'phone_card' : 'phone_slip')}</span>
        {number ? (
          <span class="ph-good">
            ✓ <span class="mono">{number}</span>
          </span>
        ) : (
          <span class="ph-due">{t('phone_after_work')}</span>
        )}
      </p>
    </section>
  );
}

function Did({ order }: { order: string }) {
  const did = acts.value.filter((act) => act.order === order && act.state !== 'sent');
  if (did.length === 0) return null;
  return (
    <Link to="/today/waiting" class="ph-card ph-lines" data-test="did">
      {did.map((act) => (
        <span class="ph-fact" key={act.sequence}>
          <span>
            {actText(act)} <span class="muted">{timeText(act.at)}</span>
          </span>
          <span class={act.state === 'waiting' ? 'muted' : 'ph-warn'}>
            {t(act.state === 'waiting' ? 'phone_is_waiting' : 'phone_decide')}
          </span>
        </span>
      ))}
    </Link>
  );
}

function Actions({ job }: { job: Job }) {
  const next = usualNext(job);
  const also = alsoUsual(job)
    .filter((name) => name !== next && commandInfo(name) !== undefined)
    .slice(0, 2);
  return (
    <footer class="ph-actions">
      {next ? (
        <button class="primary ph-wide" data-command={next} onClick={() => beginAct(job, next)}>
          {commandLabel(next)}
        </button>
      ) : (
        <p class="muted">{t('phone_at_the_desk')}</p>
      )}
      <div class="ph-also">
        {also.map((name) => (
          <button key={name} data-command={name} onClick={() => beginAct(job, name)}>
            {commandLabel(name)}
          </button>
        ))}
        <button data-test="more" onClick={() => chooseMore(job)}>
          {t('more')}
        </button>
      </div>
    </footer>
  );
}

export function JobPage({ order }: { order: string }) {
  const job = jobOf(order)!;
  const booking = bookingOf(job)!;
  const status = job.order.order.status === 'work_reported' ? 'work_reported' : booking.status;
  const limit = booking.status === 'scheduled' ? booking.accept_by : booking.ends_at;
  return (
    <>
      <header class="ph-top">
        <Link to="/today" class="ph-back" title={t('phone_to_today')}>
          <PhoneIcon name="back" />
          <span class="hidden">{t('phone_to_today')}</span>
        </Link>
        <h1 class="mono" title={order}>
          {spokenOrder(order)}
        </h1>
        <Badge
          name={status}
          text={enumLabel(
            status === 'work_reported' ? 'work_order_status' : 'booking_status',
            status,
          )}
        />
        {limit && (
          <span class="ph-limit">
            {t('phone_limit')} <b title={minuteText(limit)}>{timeText(limit)}</b>
          </span>
        )}
      </header>
      <main class="ph-main" id="main" tabIndex={-1}>
        <Did order={order} />
        <Reach job={job} />
        <Machine job={job} />
        <PartLines job={job} />
        <Charges job={job} />
        <Papers job={job} />
      </main>
      <Actions job={job} />
    </>
  );
}
