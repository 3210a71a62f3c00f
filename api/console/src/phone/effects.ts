// What an act makes of a job before the engine has heard of it, and whether the engine would refuse
// it as far as the phone can know. Pure. The engine decides; this only keeps him from walking on in
// a direction that is known to be closed.
import type { Booking, BookingStatus, WorkOrder } from '../generated/schema.ts';
import type { Act, Job, Price, Today } from './types.ts';

type Given = Pick<Act, 'command' | 'body' | 'at'>;

export const bookingOf = (job: Job): Booking | undefined =>
  job.order.order.bookings.find((one) => one.number === job.booking);
export const dueOf = (job: Job): number => job.order.due - job.order.paid;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

// The status that a booking has to have, the one that it gets, and the refusal of any other.
interface Step {
  from: BookingStatus[];
  to?: BookingStatus;
  no: string;
}
const steps: Record<string, Step> = {
  accept_booking: { from: ['scheduled'], to: 'accepted', no: 'not_scheduled' },
  decline_booking: { from: ['scheduled'], to: 'declined', no: 'not_scheduled' },
  start_travel: { from: ['accepted'], to: 'traveling', no: 'not_accepted' },
  check_in: { from: ['accepted', 'traveling'], to: 'traveling', no: 'not_accepted' },
  start_work: { from: ['accepted', 'traveling'], to: 'in_progress', no: 'not_accepted' },
  pause_work: { from: ['in_progress'], to: 'on_break', no: 'not_in_progress' },
  resume_work: { from: ['on_break'], to: 'in_progress', no: 'not_on_hold' },
  record_no_show: { from: ['traveling'], to: 'no_show', no: 'not_accepted' },
  mark_abnormal: {
    from: ['accepted', 'traveling', 'in_progress', 'on_break'],
    to: 'abnormal',
    no: 'not_accepted',
  },
  use_part: { from: ['in_progress'], no: 'not_in_progress' },
  record_diagnosis: { from: ['in_progress', 'on_break'], no: 'not_in_progress' },
  report_work_done: { from: ['in_progress'], to: 'completed', no: 'not_in_progress' },
  withdraw_travel: { from: ['traveling'], to: 'accepted', no: 'not_traveling' },
  withdraw_check_in: {
    from: ['traveling', 'in_progress', 'on_break'],
    to: 'accepted',
    no: 'not_checked_in',
  },
  withdraw_work_report: { from: ['completed'], to: 'in_progress', no: 'not_reported' },
};
const orderStatus: Partial<Record<BookingStatus, WorkOrder['status']>> = {
  accepted: 'accepted',
  declined: 'assigned',
  traveling: 'traveling',
  in_progress: 'in_progress',
  on_break: 'on_hold',
  completed: 'work_reported',
  no_show: 'assigned',
  abnormal: 'assigned',
};
// Kinds of service that end with a finding.
const found = ['repair', 'test', 'inspect', 'complaint', 'exchange'];
export const needsDiagnosis = (order: WorkOrder): boolean =>
  found.includes(order.service_type) && order.fault_code === '' && !order.incomplete;

const iso = (at: number): string => new Date(at).toISOString();

// The money of a charge: a price is for a quantity of 1000 thousandths, half a fen goes up.
export const amountOf = (unit_price: number, quantity: number): number =>
  Math.round((unit_price * quantity) / 1000);

// The measure that a line's step is for; of an item with steps, one below them all for the first.
export function measureOf(prices: Price[], price: Price): number {
  const steps = prices
    .filter((one) => one.tariff === price.tariff && one.item === price.item && one.at_least)
    .map((one) => one.at_least!);
  if (price.at_least || steps.length === 0) return price.at_least ?? 0;
  return Math.min(1000, ...steps.map((step) => step - 1));
}

// What a quantity costs, without what is free of it; `before`: what stands of the item already.
export function chargedFor(price: Price, quantity: number, before: number): number {
  const full = amountOf(price.unit_price, Math.max(0, quantity - (price.free_quantity ?? 0)));
  if (!price.cap_per_visit) return full;
  return Math.min(full, Math.max(0, price.cap_per_visit - before));
}

// What stands on the order of the price's item.
export const chargedBefore = (job: Job, price: Price): number =>
  job.order.order.charges
    .filter((one) => one.tariff === price.tariff && one.item === price.item)
    .reduce((sum, one) => sum + (one.status === 'withdrawn' ? 0 : one.amount), 0);

function priceOf(job: Job, body: Given['body']): Price | undefined {
  const measure = number(body['measure']);
  return job.prices
    .filter((one) => one.tariff === body['tariff'] && one.item === body['item'])
    .filter((one) => (one.at_least ?? 0) <= measure)
    .sort((a, b) => (b.at_least ?? 0) - (a.at_least ?? 0))[0];
}

function charge(job: Job, act: Given): void {
  const { body } = act;
  const price = priceOf(job, body);
  const unit = price?.unit_price ?? number(body['manual_price']);
  const quantity = number(body['quantity']);
  const amount = price
    ? chargedFor(price, quantity, chargedBefore(job, price))
    : amountOf(unit, quantity);
  const order = job.order.order;
  order.charges.push({
    line: order.charges.length + 1,
    status: price ? 'agreed' : 'pending',
    item: text(body['item']),
    quantity: number(body['quantity']),
    unit_price: unit,
    amount,
    payer: text(body['payer']) as 'customer',
    tariff: text(body['tariff']),
    tariff_version: price?.version ?? 0,
    technician: '',
    by: '',
    reason: text(body['reason']),
    basis: 'none',
    part_use: 0,
    visit: 0,
    tariff_line: 0,
    measure: number(body['measure']),
    free_quantity: price?.free_quantity ?? 0,
    rate: price?.rate ?? 0,
    of_item: price?.of_item ?? '',
    of_price: 0,
    full_amount: 0,
  });
  if (body['payer'] === 'customer' && price) job.order.due += amount;
}

// The job once the act counts; the one that was given stays as it is.
export function after(given: Job, act: Given): Job {
  const job = structuredClone(given);
  const order = job.order.order;
  const booking = bookingOf(job);
  if (!booking) return job;
  const to = act.command === 'report_work_done' && act.body['partly'] === true
    ? 'partly_completed'
    : steps[act.command]?.to;
  if (to) {
    booking.status = to;
    order.status = orderStatus[to] ?? order.status;
  }
  switch (act.command) {
    case 'check_in':
      booking.checked_in_at = iso(act.at);
      break;
    case 'agree_appointment':
    case 'change_appointment':
      order.appointment_from = text(act.body['starts_at']) || null;
      order.appointment_until = text(act.body['ends_at']) || null;
      break;
    case 'pick_up_unit':
      order.unit_in_workshop = true;
      break;
    case 'return_unit':
      order.unit_in_workshop = false;
      break;
    case 'start_work':
      booking.started_at = iso(act.at);
      break;
    case 'report_work_done':
      booking.ended_at = iso(act.at);
      break;
    case 'withdraw_check_in':
      booking.checked_in_at = null;
      booking.started_at = null;
      break;
    case 'withdraw_work_report':
      booking.ended_at = null;
      break;
    case 'record_diagnosis':
      order.fault_code = text(act.body['fault_code']);
      order.fault_cause = text(act.body['cause']);
      break;
    case 'use_part':
      order.parts.push({
        part: text(act.body['part']),
        quantity: number(act.body['quantity']),
        technician: booking.technician,
        serial: text(act.body['serial']),
        payer: 'none',
        cost: 0,
        number: order.parts.length + 1,
        withdrawn: false,
      });
      break;
    case 'add_charge':
      charge(job, act);
      break;
    case 'collect_payment':
      job.order.paid += number(act.body['amount']);
      break;
    default:
      break;
  }
  return job;
}

// What he carries of a part, less what acts that do not count yet have used.
export function carried(today: Today, acts: Given[], part: string): number {
  const held = today.custody
    .filter((row) => row.part === part && row.condition === 'good')
    .reduce((sum, row) => sum + row.quantity, 0);
  return acts
    .filter((act) => act.command === 'use_part' && act.body['part'] === part)
    .reduce((sum, act) => sum - number(act.body['quantity']), held);
}

const hour_ms = 3_600_000;

// The code of the refusal that is to be expected of it; null: none that the phone knows of.
// `job`: as it will be when the act arrives; undefined: it is not his any more.
export function expectedRefusal(
  job: Job | undefined,
  act: Given,
  today: Today,
  earlier: Given[],
  now: number,
): string | null {
  const booking = job && bookingOf(job);
  if (!job || !booking) return 'work_order.not_your_booking';
  const hours = today.policy.late_hours_field || 72;
  if (now - act.at > hours * hour_ms) return 'authority.too_late_told';
  const step = steps[act.command];
  if (step && !step.from.includes(booking.status)) return `work_order.${step.no}`;
  switch (act.command) {
    case 'accept_booking':
      return booking.accept_by && now > Date.parse(booking.accept_by)
        ? 'work_order.acceptance_overdue'
        : null;
    case 'check_in':
      return booking.checked_in_at ? 'work_order.nothing_changed' : null;
    case 'start_work':
    case 'withdraw_check_in':
      return booking.checked_in_at ? null : 'work_order.not_checked_in';
    case 'withdraw_travel':
      return booking.checked_in_at ? 'work_order.not_traveling' : null;
    case 'pick_up_unit':
      return job.order.order.unit_in_workshop ? 'workshop_unit.in_workshop' : null;
    case 'return_unit':
      return job.order.order.unit_in_workshop ? null : 'workshop_unit.not_in_workshop';
    case 'report_work_done':
      return act.body['partly'] !== true && needsDiagnosis(job.order.order)
        ? 'work_order.diagnosis_missing'
        : null;
    case 'use_part':
      return carried(today, earlier, text(act.body['part'])) < number(act.body['quantity'])
        ? 'custody.insufficient'
        : null;
    case 'collect_payment':
      return number(act.body['amount']) > dueOf(job) ? 'work_order.more_than_due' : null;
    default:
      return null;
  }
}

// What comes next as a rule; null: nothing of his.
export function usualNext(job: Job): string | null {
  const booking = bookingOf(job);
  switch (booking?.status) {
    case 'scheduled':
      return 'accept_booking';
    case 'accepted':
      return 'start_travel';
    case 'traveling':
      return booking.checked_in_at ? 'start_work' : 'check_in';
    case 'in_progress':
      return needsDiagnosis(job.order.order) ? 'record_diagnosis' : 'report_work_done';
    case 'on_break':
      return 'resume_work';
    default:
      return job.order.order.status === 'work_reported' && dueOf(job) > 0
        ? 'collect_payment'
        : null;
  }
}

// What else is often done then, most often first.
export function alsoUsual(job: Job): string[] {
  const booking = bookingOf(job);
  const { appointment_from, unit_in_workshop } = job.order.order;
  const appointment = appointment_from ? 'change_appointment' : 'agree_appointment';
  switch (booking?.status) {
    case 'scheduled':
      return ['decline_booking', appointment];
    case 'accepted':
      return [appointment, 'check_in'];
    case 'traveling':
      return booking.checked_in_at
        ? ['record_no_show', 'mark_abnormal']
        : [appointment, 'mark_abnormal'];
    case 'in_progress':
      return unit_in_workshop
        ? ['return_unit', 'pause_work']
        : ['use_part', 'add_charge', 'pick_up_unit', 'pause_work', 'record_diagnosis'];
    case 'on_break':
      return unit_in_workshop ? ['return_unit', 'record_progress'] : ['record_progress'];
    default:
      return job.order.order.status === 'work_reported' ? ['add_charge'] : [];
  }
}

// Who pays for the visit, as far as the warranty was looked at; null: that is not known.
export function visitIsFree(order: WorkOrder): boolean | null {
  const { warranty_stage, excluded } = order.warranty;
  if (excluded || warranty_stage === 'out_of_term') return false;
  return warranty_stage === 'in_term' ? true : null;
}

// Metres between two places in millionths of a degree, on a sphere: good to half a percent.
export function metresBetween(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const rad = (millionths: number): number => (millionths / 1e6) * (Math.PI / 180);
  const [la, lb] = [rad(a.latitude), rad(b.latitude)];
  const half =
    Math.sin((la - lb) / 2) ** 2 +
    Math.cos(la) * Math.cos(lb) * Math.sin(rad(a.longitude - b.longitude) / 2) ** 2;
  return Math.round(2 * 6_371_009 * Math.asin(Math.sqrt(half)));
}
