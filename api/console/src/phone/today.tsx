// 我的今天: his jobs in their order, what comes next on the card, and what he hands in before he
// goes home.
import { moneyText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Link } from '../parts/link.tsx';
import { Empty } from '../parts/states.tsx';
import { commandLabel, enumLabel } from '../state/schema.ts';
import { beginAct } from './act_sheet.tsx';
import { acts, day, jobs, now, unsent } from './device.ts';
import { bookingOf, dueOf, usualNext } from './effects.ts';
import { Synced } from './synced.tsx';
import { categoryText, machineText, nameOf, spokenOrder, timeText, whenOf } from './words.ts';
import type { Job, Today } from './types.ts';

const path = (job: Job): string => `/today/job/${encodeURIComponent(job.order.id)}`;

// Whether what he did on it waits, or he has to decide.
function Unsent({ order }: { order: string }) {
  const his = unsent.value.filter((act) => act.order === order);
  if (his.length === 0) return null;
  const asks = his.some((act) => act.state !== 'waiting');
  return (
    <span class={`ph-chip ${asks ? 'warn' : ''}`}>
      {t(asks ? 'phone_asks_you' : 'phone_waits', { n: his.length })}
    </span>
  );
}

function JobCard({ job, first }: { job: Job; first: boolean }) {
  const order = job.order.order;
  const booking = bookingOf(job)!;
  const next = usualNext(job);
  const status = order.status === 'work_reported' ? 'work_reported' : booking.status;
  const label =
    status === 'work_reported'
      ? enumLabel('work_order_status', status)
      : enumLabel('booking_status', status);
  return (
    <li class={`ph-job${first ? ' first' : ''}`} data-order={job.order.id}>
      <span class="ph-time">{timeText(booking.starts_at)}</span>
      <div class="ph-card">
        <Link to={path(job)} class="ph-open">
          <span class="ph-line">
            <b>{order.contact || spokenOrder(job.order.id)}</b>
            <span class="muted">{order.area || order.address}</span>
            <Badge name={status} text={label} />
          </span>
          <span class="ph-what">
            {order.symptom || enumLabel('service_type', order.service_type)}
          </span>
          <span class="muted">
            {machineText(job)}
            {booking.status === 'scheduled' && booking.accept_by && (
              <span class="ph-warn">
                {' · '}
                {t('phone_accept_by', { at: timeText(booking.accept_by) })}
              </span>
            )}
          </span>
          <span class="ph-chips">
            {job.repairs.length > 0 && (
              <span class="ph-chip">{t('phone_repaired_before', { n: job.repairs.length })}</span>
            )}
            {order.part_requests.length > 0 && (
              <span class="ph-chip warn">
                {t('phone_parts_open', { n: order.part_requests.length })}
              </span>
            )}
            <Unsent order={job.order.id} />
          </span>
        </Link>
        {next && (
          <button
            class={first ? 'primary ph-wide' : 'ph-wide'}
            data-command={next}
            onClick={() => beginAct(job, next)}
          >
            {commandLabel(next)}
          </button>
        )}
      </div>
    </li>
  );
}

function Group({ title, some, first }: { title: string; some: Job[]; first: Job | undefined }) {
  if (some.length === 0) return null;
  return (
    <section>
      <h2 class="ph-head">
        {title} <span class="muted">{some.length}</span>
      </h2>
      <ul class="ph-jobs">
        {some.map((job) => (
          <JobCard key={job.order.id} job={job} first={job === first} />
        ))}
      </ul>
    </section>
  );
}

// What is under way comes first, else the first that is not over.
function nextOf(today: Job[]): Job | undefined {
  const under = ['in_progress', 'traveling', 'on_break', 'accepted', 'scheduled'];
  for (const status of under) {
    const found = today.find((job) => bookingOf(job)?.status === status);
    if (found) return found;
  }
  return today.find((job) => usualNext(job) !== null);
}

function Summary({ today, left }: { today: Today; left: number }) {
  const carried = today.custody
    .filter((row) => row.condition === 'good')
    .reduce((sum, row) => sum + row.quantity, 0);
  return (
    <section class="ph-card ph-sum">
      <span>
        <b class="ph-big">{left + today.done.length}</b> {t('phone_jobs')}
        <span class="ph-good"> {t('phone_done', { n: today.done.length })}</span>
        <span class="ph-left"> {t('phone_left', { n: left })}</span>
      </span>
      <span class="muted">
        {t('phone_carries', { n: quantityText(carried) })} ·{' '}
        {t('phone_owes', { sum: moneyText(today.technician.cash_held) })}
      </span>
    </section>
  );
}

// Papers of what is reported, old parts, cash: all goes to the desk of his outlet.
function HandIn({ today, reported }: { today: Today; reported: Job[] }) {
  const slips = reported.filter(
    ({ order }) => order.order.service_type !== 'install' && !order.order.service_slip,
  ).length;
  const cards = reported.filter(
    ({ order }) => order.order.service_type === 'install' && !order.order.install_card,
  ).length;
  const old = today.custody
    .filter((row) => row.condition !== 'good')
    .reduce((sum, row) => sum + row.quantity, 0);
  const cash = today.technician.cash_held;
  const facts = [
    slips > 0 && t('phone_slips', { n: slips }),
    cards > 0 && t('phone_cards', { n: cards }),
    old > 0 && t('phone_old_parts', { n: quantityText(old) }),
    cash > 0 && t('phone_cash', { sum: moneyText(cash) }),
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <section class="ph-card ph-sum" data-test="hand-in">
      <b>{t('phone_before_home', { where: nameOf('outlet', today.technician.outlet) })}</b>
      <span>{facts.join('　')}</span>
    </section>
  );
}

function DoneLines({ today }: { today: Today }) {
  if (today.done.length === 0) return null;
  return (
    <ul class="ph-done">
      {today.done.map((one) => (
        <li key={`${one.order}:${one.booking}`}>
          <span class="ph-time">{timeText(one.ended_at)}</span>
          <span>
            {spokenOrder(one.order)} {one.area} {categoryText(one.category)}
          </span>
          <span class="ph-good">✓ {enumLabel('booking_status', one.status)}</span>
        </li>
      ))}
    </ul>
  );
}

export function TodayPage() {
  const today = day.value!.today;
  const at = now();
  const by = (when: string): Job[] =>
    jobs.value.filter((job) => whenOf(job, today.day, at) === when);
  const [late, here, later, open] = [by('late'), by('today'), by('later'), by('open')];
  const first = nextOf([...late, ...here]) ?? nextOf([...open, ...later]);
  const left = late.length + here.length;
  void acts.value; // what he did moves the jobs
  return (
    <>
      <header class="ph-top">
        <h1>{t('my_day')}</h1>
        <span class="muted">{today.day.slice(5)}</span>
        <Synced />
      </header>
      <main class="ph-main" id="main" tabIndex={-1}>
        <Summary today={today} left={left} />
        <DoneLines today={today} />
        {jobs.value.length === 0 && (
          <Empty title={t('phone_no_jobs')}>{t('phone_no_jobs_note')}</Empty>
        )}
        <Group title={t('phone_late')} some={late} first={first} />
        <Group title={t('phone_today')} some={here} first={first} />
        <Group title={t('phone_to_settle')} some={open} first={first} />
        <Group title={t('phone_later')} some={later} first={first} />
        {today.more && <p class="muted">{t('phone_more')}</p>}
        <HandIn today={today} reported={open.filter((job) => dueOf(job) >= 0)} />
      </main>
    </>
  );
}
