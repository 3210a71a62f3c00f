// A machine's life: what was found by the fault library, what came out of it, what is in it; who
// appraised it; when its owner is called again. In a browser against a real server with a shop of
// its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import {
  close,
  firstOf,
  newMachine,
  people,
  server,
  shop,
  sitDown,
  to,
  violations,
} from './hands.ts';
import { Caller, here } from './shop.ts';
import { password } from './visit.ts';

const technician_number = '3901';
let machine: { order: string; asset: string; serial: string };
let technician: Caller;

const text = (page: Any, wanted: RegExp): Promise<unknown> =>
  page.waitForFunction(
    ([source]: string[]) => new RegExp(source!).test(document.querySelector('main')!.innerText),
    [wanted.source],
  );

async function work(): Promise<void> {
  const at = { latitude: here.latitude * 1e6, longitude: here.longitude * 1e6 };
  const hour = 3_600_000;
  const time = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
  await shop.dispatcher.send('/v1/work_orders/schedule_booking', {
    order: machine.order,
    technician: 'T-901',
    starts_at: time(2),
    ends_at: time(3),
    accept_by: time(48),
  });
  for (const [command, more] of [
    ['accept_booking', {}],
    ['start_travel', {}],
    ['check_in', { ...at, reason: '门口' }],
    ['start_work', {}],
    ['record_diagnosis', { fault_code: 'AC-E1' }],
  ] as const)
    await technician.send(`/v1/work_orders/${command}`, { order: machine.order, ...more });
}

before(async () => {
  await sitDown(['clerk', 'dispatcher', 'admin']);
  const { admin } = shop;
  for (const [code, name, english, category] of [
    ['AC-E1', '室温传感器断路', 'Room sensor open circuit', 'aircon'],
    ['AC-E2', '压缩机不启动', 'Compressor does not start', 'aircon'],
    ['WM-E1', '不进水', 'No water comes in', 'washer'],
  ])
    await admin.send('/v1/fault_codes/register_fault_code', { code, name, english, category });
  await admin.send('/v1/parts/register_part', {
    part: 'PT-9001',
    name: '压缩机',
    brand: '海蓝',
    unit: 'piece',
    serials: 'demanded',
  });
  await admin.send('/v1/care_rules/publish_care_rule', {
    rule: 'HALF-YEAR',
    topic: '半年一次的回访',
    months: 6,
    after: 'service',
  });
  machine = await newMachine(310_000);
  technician = new Caller(server.origin);
  await technician.send('/v1/session', { operator: technician_number, password });
  await work();
});
after(close);

test('the fault library is base data: a list, a card, its changes', async () => {
  const { page } = people.admin!;
  await to(people.admin!, '/lists/fault_codes');
  await text(page, /室温传感器断路[^]*压缩机不启动|压缩机不启动[^]*室温传感器断路/);
  await to(people.admin!, '/lists/fault_codes/AC-E1');
  await text(page, /Room sensor open circuit/);
  await screenshot(page, 'fault-code');
  await to(people.admin!, '/master?about=fault_code');
  await text(page, /登记故障代码/);
  assert.deepEqual(await violations(people.admin!), []);
});

test('a diagnosis chooses what the machine can have; another code is asked about', async () => {
  const { page } = people.dispatcher!;
  await to(people.dispatcher!, `/orders/${machine.order}`);
  await text(page, /AC-E1 室温传感器断路/);
  const command = 'correct_diagnosis';
  await page.selectOption('[data-test="more-commands"]', command);
  const form = `form[data-command="${command}"]`;
  const code = page.locator(`${form} [name="fault_code"]`);
  await code.fill('');
  await code.pressSequentially('yasuo');
  await page.waitForSelector(`${form} [role="option"][data-value="AC-E2"]`);
  assert.equal(await page.locator(`${form} [data-value="WM-E1"]`).count(), 0);
  await screenshot(page, 'fault-chooser');
  await code.fill('AC-E9');
  await page.fill(`${form} [name="reason"]`, '再测一次');
  await page.click(`${form} footer button.primary`);
  await page.waitForSelector(`${form} .confirm textarea`);
  await page.fill(`${form} [name="confirm_reason"]`, '新机型，代码表未到');
  await page.click(`${form} [data-test="confirm"]`);
  await text(page, /AC-E9/);
});

test('what came out is in its history; the part that is demanded by its serial', async () => {
  const use = { order: machine.order, part: 'PT-9001', quantity: 1000 };
  const refused = await technician.ask('POST', '/v1/work_orders/use_part', use);
  assert.equal(refused.body.code, 'work_order.part_serial_missing');
  await technician.send('/v1/work_orders/record_removed_part', {
    order: machine.order,
    part: 'PT-9001',
    serial: 'YS-0001',
    fate: 'scrapped',
  });
  const { page } = people.dispatcher!;
  await to(people.dispatcher!, `/machines?serial=${machine.serial}`);
  await text(page, /机内现有换件[^]*拆下 压缩机[^]*YS-0001[^]*报废/);
  await screenshot(page, 'machine-life');
  await to(people.clerk!, `/lists/assets/${machine.asset}`);
  await text(people.clerk!.page, /机内现有换件[^]*拆下/);
});

test('completed, its owner is called again in half a year; another appraises it', async () => {
  const { order, asset } = machine;
  await technician.send('/v1/work_orders/report_work_done', { order, result: '已修好' });
  await shop.dispatcher.send('/v1/work_orders/return_service_slip', { order, slip: 'HD-77001' });
  await shop.dispatcher.send('/v1/work_orders/complete_work_order', { order });
  const plan = await firstOf(people.clerk!, '/v1/care_plans?rule=HALF-YEAR');
  assert.equal(plan.order, order);
  await to(people.clerk!, `/lists/care_plans/${encodeURIComponent(plan.id)}`);
  await text(people.clerk!.page, /HALF-YEAR/);
  await screenshot(people.clerk!.page, 'care-plan');
  await shop.dispatcher.send('/v1/machine_appraisals/appraise_machine', {
    order,
    verdict: 'defective',
    licence: 'JD-7',
    finding: '传感器批次不良',
  });
  await firstOf(people.clerk!, `/v1/machine_appraisals?asset=${asset}`);
  await to(people.clerk!, `/lists/assets/${asset}`);
  await text(people.clerk!.page, /机器鉴定/);
  await screenshot(people.clerk!.page, 'machine-appraised');
});

test('a complaint is a service document, and leads to its card', async () => {
  const answer = await people.clerk!.api.send('/v1/complaints/register_complaint', {
    kind: 'delay',
    order: machine.order,
    text: '晚到两小时',
  });
  const complaint: string = answer.streams
    .map((one: Any) => one.stream as string)
    .find((stream: string) => stream.startsWith('complaint/'))!
    .slice('complaint/'.length);
  await firstOf(people.clerk!, '/v1/complaints', (one) => one.id === complaint);
  await to(people.clerk!, '/reports/service_documents?kind=complaint');
  const { page } = people.clerk!;
  await text(page, new RegExp(complaint));
  await screenshot(page, 'service-documents');
  await page.click(`main a[href*="${complaint}"]`);
  await text(page, /晚到两小时/);
});

test('the same in English', async () => {
  const { page } = people.clerk!;
  await page.evaluate(() => localStorage.setItem('kintsugi.language', 'en'));
  await to(people.clerk!, `/lists/assets/${machine.asset}`);
  await text(page, /In it now[^]*Out:[^]*Scrapped/);
  await page.setViewportSize({ width: 360, height: 740 });
  await screenshot(page, 'machine-life-en-360');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  assert.deepEqual(await violations(people.clerk!), []);
});
