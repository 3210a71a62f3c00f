// What an act makes of a job before the engine has heard of it, what would be refused as far as the
// phone knows, and what differs between two days. Pure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  after,
  alsoUsual,
  amountOf,
  bookingOf,
  carried,
  chargedFor,
  dueOf,
  expectedRefusal,
  measureOf,
  metresBetween,
  usualNext,
  visitIsFree,
} from '../../api/console/src/phone/effects.ts';
import { differences } from '../../api/console/src/phone/news.ts';
import type { Job, Today } from '../../api/console/src/phone/types.ts';

const at = Date.parse('2026-03-17T08:00:00Z');

const job = (id = 'WO-1', changes: Record<string, unknown> = {}): Job =>
  ({
    order: {
      id,
      order: {
        status: 'scheduled',
        service_type: 'repair',
        contact: '王女士',
        phone: '13800218814',
        address: '明华路 4 号',
        symptom: '不制冷',
        brand: '海蓝',
        model: 'KFR',
        fault_code: '',
        incomplete: false,
        service_slip: '',
        install_card: '',
        charges: [],
        parts: [],
        bookings: [
          {
            number: 1,
            status: 'scheduled',
            starts_at: '2026-03-17T09:00:00Z',
            accept_by: '2026-03-17T08:30:00Z',
            checked_in_at: null,
            technician: 'T-1',
          },
        ],
        ...changes,
      },
      due: 0,
      paid: 0,
    },
    booking: 1,
    version: '5',
    commands: [],
    asset: null,
    repairs: [],
    prices: [{ tariff: 'STD', version: 12, item: 'visit', unit_price: 8000 }],
  }) as unknown as Job;

const today = (...jobs: Job[]): Today =>
  ({
    jobs,
    custody: [{ part: 'P-1', condition: 'good', quantity: 1000 }],
    policy: { late_hours_field: 72 },
    position: '100',
  }) as unknown as Today;

const act = (command: string, body: Record<string, unknown> = {}) => ({ command, body, at });
const would = (of: Job | undefined, command: string, body = {}, now = at): string | null =>
  expectedRefusal(of, act(command, body), today(job()), [], now);

test('a visit: each step makes the next the usual one', () => {
  const order = [
    'accept_booking',
    'start_travel',
    'check_in',
    'start_work',
    'record_diagnosis',
    'report_work_done',
  ];
  let now = job();
  for (const command of order) {
    assert.equal(usualNext(now), command);
    const body = command === 'record_diagnosis' ? { fault_code: 'C-17' } : {};
    assert.equal(would(now, command, body), null, command);
    now = after(now, act(command, body));
  }
  assert.equal(now.order.order.status, 'work_reported');
  assert.equal(usualNext(now), null);
  assert.equal(job().order.order.status, 'scheduled');
});

test('what is out of turn would be refused, by the code of the engine', () => {
  assert.equal(would(job(), 'check_in'), 'work_order.not_accepted');
  assert.equal(would(job(), 'report_work_done'), 'work_order.not_in_progress');
  const accepted = after(job(), act('accept_booking'));
  assert.equal(would(accepted, 'accept_booking'), 'work_order.not_scheduled');
  assert.equal(would(accepted, 'start_work'), 'work_order.not_checked_in');
  const here = after(accepted, act('check_in'));
  assert.equal(would(here, 'check_in'), 'work_order.nothing_changed');
  const working = after(here, act('start_work'));
  assert.equal(would(working, 'report_work_done'), 'work_order.diagnosis_missing');
  assert.equal(would(working, 'report_work_done', { partly: true }), null);
});

test('a slip is taken back, and the step can be done again', () => {
  const accepted = after(job(), act('accept_booking'));
  assert.equal(would(accepted, 'withdraw_travel'), 'work_order.not_traveling');
  const under_way = after(accepted, act('start_travel'));
  assert.equal(would(under_way, 'withdraw_travel'), null);
  assert.equal(would(under_way, 'withdraw_check_in'), 'work_order.not_checked_in');
  assert.equal(usualNext(after(under_way, act('withdraw_travel'))), 'start_travel');
  const working = after(after(under_way, act('check_in')), act('start_work'));
  const there = after(under_way, act('check_in'));
  assert.equal(would(there, 'withdraw_travel'), 'work_order.not_traveling');
  const back = after(working, act('withdraw_check_in'));
  assert.equal(usualNext(back), 'start_travel');
  assert.equal(would(back, 'start_work'), 'work_order.not_checked_in');
  const diagnosed = after(working, act('record_diagnosis', { fault_code: 'C-17' }));
  const reported = after(diagnosed, act('report_work_done'));
  assert.equal(would(working, 'withdraw_work_report'), 'work_order.not_reported');
  assert.equal(would(reported, 'withdraw_work_report'), null);
  const again = after(reported, act('withdraw_work_report'));
  assert.equal(again.order.order.status, 'in_progress');
  assert.equal(usualNext(again), 'report_work_done');
});

test('what is not his, too late, or more than there is, would be refused', () => {
  assert.equal(would(undefined, 'start_travel'), 'work_order.not_your_booking');
  const later = (hours: number): number => at + hours * 3_600_000;
  assert.equal(would(job(), 'accept_booking', {}, later(1)), 'work_order.acceptance_overdue');
  const accepted = after(job(), act('accept_booking'));
  assert.equal(would(accepted, 'start_travel', {}, later(71)), null);
  assert.equal(would(accepted, 'start_travel', {}, later(73)), 'authority.too_late_told');
  const working = after(after(accepted, act('check_in')), act('start_work'));
  const use = { part: 'P-1', quantity: 1000 };
  assert.equal(would(working, 'use_part', use), null);
  assert.equal(would(working, 'use_part', { ...use, quantity: 2000 }), 'custody.insufficient');
  // The one that he has is used up by what waits before it.
  const before = [act('use_part', use)];
  const second = expectedRefusal(working, act('use_part', use), today(), before, at);
  assert.equal(second, 'custody.insufficient');
  assert.equal(carried(today(), [act('use_part', use)], 'P-1'), 0);
});

test('charges by the tariff, payments, and no more than is due', () => {
  const body = { tariff: 'STD', item: 'visit', quantity: 2000, payer: 'customer' };
  const charged = after(job(), act('add_charge', body));
  assert.equal(dueOf(charged), 16_000);
  assert.equal(dueOf(after(job(), act('add_charge', { ...body, payer: 'manufacturer' }))), 0);
  assert.equal(would(charged, 'collect_payment', { amount: 16_000 }), null);
  assert.equal(would(charged, 'collect_payment', { amount: 16_001 }), 'work_order.more_than_due');
  const paid = after(charged, act('collect_payment', { amount: 10_000 }));
  assert.equal(dueOf(paid), 6000);
  assert.equal(amountOf(333, 1500), 500);
});

test('a unit is fetched and brought back, once each', () => {
  const here = job('WO-1', { unit_in_workshop: false, appointment_from: null });
  const fetch = { command: 'pick_up_unit', body: {}, at };
  const bring = { command: 'return_unit', body: {}, at };
  const expected = (of: Job, act: typeof fetch): string | null =>
    expectedRefusal(of, act, { custody: [], policy: {} } as unknown as Today, [], at);
  assert.equal(expected(here, fetch), null);
  assert.equal(expected(here, bring), 'workshop_unit.not_in_workshop');
  const gone = after(here, fetch);
  assert.equal(gone.order.order.unit_in_workshop, true);
  assert.equal(expected(gone, fetch), 'workshop_unit.in_workshop');
  assert.equal(after(gone, bring).order.order.unit_in_workshop, false);
});

test('a time is agreed once, changed afterwards', () => {
  const here = job('WO-1', { appointment_from: null });
  assert.ok(alsoUsual(here).includes('agree_appointment'));
  const body = { starts_at: '2026-03-17T09:00:00Z', ends_at: '2026-03-17T10:00:00Z' };
  const agreed = after(here, { command: 'agree_appointment', body, at });
  assert.equal(agreed.order.order.appointment_until, body.ends_at);
  assert.ok(alsoUsual(agreed).includes('change_appointment'));
  assert.ok(!alsoUsual(agreed).includes('agree_appointment'));
});

test('who pays for the visit, as far as the warranty was looked at', () => {
  const of = (warranty_stage: string, excluded = false): boolean | null =>
    visitIsFree(job('WO-1', { warranty: { warranty_stage, excluded } }).order.order);
  assert.equal(of('in_term'), true);
  assert.equal(of('in_term', true), false);
  assert.equal(of('out_of_term'), false);
  assert.equal(of('unproven'), null);
  assert.equal(of('none'), null);
});

test('metres between two places', () => {
  const door = { latitude: 31_230_400, longitude: 121_473_700 };
  assert.equal(metresBetween(door, door), 0);
  const north = metresBetween(door, { ...door, latitude: door.latitude + 1000 });
  assert.ok(north > 110 && north < 112, String(north));
  const east = metresBetween(door, { ...door, longitude: door.longitude + 1000 });
  assert.ok(east > 94 && east < 97, String(east));
});

test('what the office changed: came, went, moved, changed, papers in', () => {
  const kinds = (before: Job[], next: Job[], own: string[] = []): string[] =>
    differences(today(...before), today(...next), new Set(own), at).map(
      (one) => `${one.order} ${one.kind}`,
    );
  assert.deepEqual(kinds([job()], [job()]), []);
  assert.deepEqual(kinds([], [job()]), ['WO-1 came']);
  assert.deepEqual(kinds([job()], []), ['WO-1 went']);
  assert.deepEqual(kinds([job()], [], ['WO-1']), []); // he declined it himself
  const moved = job();
  bookingOf(moved)!.starts_at = '2026-03-18T00:30:00Z';
  assert.deepEqual(kinds([job()], [moved]), ['WO-1 moved']);
  assert.deepEqual(kinds([job()], [job('WO-1', { phone: '13900000000' })]), ['WO-1 changed']);
  const slip = job('WO-1', { service_slip: 'SF-1' });
  assert.deepEqual(kinds([job()], [slip], ['WO-1']), ['WO-1 paper']);
  const reported = job('WO-1', { status: 'work_reported' });
  assert.deepEqual(kinds([reported], [], ['WO-1']), ['WO-1 paper']);
  // Who pays is news; that he claimed it is not.
  const claimed = (status: string): Job => ({ ...job(), claim: { status, reason: '' } });
  assert.deepEqual(kinds([job()], [claimed('waiting')]), []);
  assert.deepEqual(kinds([claimed('waiting')], [claimed('refused')]), ['WO-1 claim']);
  assert.deepEqual(kinds([claimed('refused')], [claimed('refused')]), []);
  // What he did himself is no news.
  assert.deepEqual(kinds([job()], [after(job(), act('accept_booking'))], ['WO-1']), []);
});

test('a price with free kilometres, a cap or steps is what the engine will make of it', () => {
  const way = { tariff: 'T', version: 1, item: 'distance', unit_price: 200, free_quantity: 20_000 };
  assert.equal(chargedFor(way, 35_000, 0), 3000);
  assert.equal(chargedFor(way, 20_000, 0), 0);
  const low = { tariff: 'T', version: 1, item: 'high work', unit_price: 0 };
  const high = { ...low, unit_price: 10_000, at_least: 4000, cap_per_visit: 30_000 };
  assert.equal(chargedFor(high, 4000, 0), 30_000);
  assert.equal(chargedFor(high, 2000, 20_000), 10_000);
  assert.equal(measureOf([low, high, way], high), 4000);
  assert.equal(measureOf([low, high, way], low), 1000);
  assert.equal(measureOf([low, high, way], way), 0);
});
