// What differs between the day as he knew it and as the engine has it, and is not of his own doing.
// Pure.
import type { Booking } from '../generated/schema.ts';
import type { Job, News, Today } from './types.ts';

const bookingOf = (job: Job): Booking | undefined =>
  job.order.order.bookings.find((one) => one.number === job.booking);

// What the office says of a job, and he does not.
const told = ['contact', 'phone', 'address', 'symptom', 'brand', 'model'] as const;

// Of a warranty claim: who pays is known then.
const verdicts = ['accepted', 'refused'];

function ofJob(before: Job, next: Job): Omit<News, 'id' | 'at'>[] {
  const order = next.order.id;
  const found: Omit<News, 'id' | 'at'>[] = [];
  const times = [bookingOf(before)?.starts_at ?? '', bookingOf(next)?.starts_at ?? ''];
  if (times[0] !== times[1])
    found.push({ order, kind: 'moved', before: times[0]!, after: times[1]! });
  for (const name of told) {
    const [old, now] = [before.order.order[name], next.order.order[name]];
    if (old !== now) found.push({ order, kind: 'changed', before: old, after: now });
  }
  for (const name of ['service_slip', 'install_card'] as const) {
    const [old, now] = [before.order.order[name], next.order.order[name]];
    if (old !== now) found.push({ order, kind: 'paper', before: old, after: now });
  }
  const verdict = next.claim?.status ?? '';
  if (verdicts.includes(verdict) && verdict !== before.claim?.status)
    found.push({ order, kind: 'claim', before: '', after: verdict });
  return found;
}

// `own`: orders that he gave back himself: that they leave his day is not news.
export function differences(before: Today, next: Today, own: Set<string>, at: number): News[] {
  const was = new Map(before.jobs.map((job) => [job.order.id, job]));
  const is = new Map(next.jobs.map((job) => [job.order.id, job]));
  const found: Omit<News, 'id' | 'at'>[] = [];
  for (const [order, job] of is) {
    const old = was.get(order);
    if (old) found.push(...ofJob(old, job));
    else found.push({ order, kind: 'came', before: '', after: bookingOf(job)?.starts_at ?? '' });
  }
  for (const [order, job] of was) {
    if (is.has(order)) continue;
    const reported = job.order.order.status === 'work_reported';
    if (reported || !own.has(order))
      found.push({
        order,
        kind: reported ? 'paper' : 'went',
        before: bookingOf(job)?.starts_at ?? '',
        after: '',
      });
  }
  return found.map((one, index) => ({ ...one, at, id: `${next.position}:${index}` }));
}
