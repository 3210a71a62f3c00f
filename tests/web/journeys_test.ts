// What a stranger does on his first day, by duty, where a way once ended: from a known machine to
// an order, from a row to a booking, from a name and a day to what was done, from an operator to
// his invitation.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Any } from './browser.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin([/404 \(Not Found\)/]);
  page = visit.page;
});

after(() => visit?.end());

// Through the door of that duty, as whoever has most to do.
async function become(duty: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(visit.server.origin);
  await page.click(`[data-duty="${duty}"] [data-enter]`);
  await page.waitForSelector('.shell');
  await settled(page);
}

test('a call about a known machine begins at its card, and the form knows the rest', async () => {
  await become('call_centre');
  const { items } = await visit.api('/v1/assets?limit=200');
  const machine = items.find(
    (one: Any) => one.customer && one.model && one.open_orders.length === 0,
  );
  const { item: customer } = await visit.api(`/v1/customers/${machine.customer}`);
  await visit.to(`/lists/assets/${machine.id}`);
  await page.click('.main a.button.primary');
  await page.waitForSelector(`[data-machine="${machine.id}"][aria-pressed="true"]`);
  await page.waitForFunction(
    (address: string) =>
      document.querySelector<HTMLInputElement>('[name="address"]')?.value === address,
    customer.address,
  );
  await soon.match(
    () => page.innerText('.intake'),
    new RegExp(`${customer.name}[^]*${customer.id}`),
  );
  await page.fill('[name="symptom"]', '不制冷');
  await page.keyboard.press('Control+Enter');
  await page.click('[data-test="registered"] a');
  await page.waitForURL(/\/orders\//);
  await settled(page);
  await page.waitForSelector(`.main a[href^="/lists/assets/${machine.id}"]`);
  // Its machine and its customer are a click away.
  await soon.equal(() => page.locator(`.facts a[href^="/lists/assets/${machine.id}"]`).count(), 1);
  await soon.equal(() => page.locator('.facts a[href^="/lists/customers/"]').count(), 1);
});

test('a row that is to be dispatched asks whom and when, and says machines in words', async () => {
  await become('dispatcher');
  await visit.to('/queues/to_schedule');
  const row = page.locator('.inbox li[data-id]:not(.done)').first();
  await row.waitFor();
  const shown = (await page.locator('.inbox').innerText()) as string;
  assert.doesNotMatch(shown, /\b(aircon|washer|fridge)\b/);
  await row.locator('[data-command="schedule_booking"]').click();
  const below = page.locator('form.below');
  for (const name of ['technician', 'starts_at', 'ends_at'])
    await soon.equal(() => below.locator(`[name="${name}"]`).count(), 1, name);
});

test('an order that was canceled by mistake is reinstated on its page', async () => {
  await become('call_centre');
  const outlet = await visit.outlet();
  await visit.send('/v1/work_orders/register_work_order', {
    order: 'WO-SLIP',
    service_type: 'repair',
    source: 'own',
    category: 'aircon',
    phone: '13800000001',
    address: '工业路1号',
    outlet,
    override_reason: '铭牌磨损',
  });
  await visit.send('/v1/work_orders/cancel_work_order', { order: 'WO-SLIP', reason: '用户取消' });
  const more = '[data-test="more-commands"]';
  const offered = async () =>
    ((await page.locator(`${more} option`).allInnerTexts()) as string[]).join('\n');
  await visit.to('/orders/WO-SLIP');
  await page.waitForSelector(`${more} option[value="reinstate_work_order"]`, { state: 'attached' });
  assert.match(await offered(), /恢复工单/);
  assert.doesNotMatch(await offered(), /取消工单/);
  await page.selectOption(more, 'reinstate_work_order');
  await page.fill('dialog form [name="reason"]', '取消错了单');
  await page.click('dialog button.primary');
  await page.waitForSelector(`${more} option[value="cancel_work_order"]`, { state: 'attached' });
  const { order } = await visit.api('/v1/orders/WO-SLIP');
  assert.equal(order.order.status, 'assigned');
  await page.waitForFunction(() =>
    /工单已恢复[^]*取消错了单/.test(document.querySelector<HTMLElement>('.main')!.innerText),
  );
});

test('what somebody did on a day is asked by name, and its moments keep the question', async () => {
  await become('auditor');
  const { items } = await visit.api('/v1/audit?limit=50');
  const step = items.find((one: Any) => one.operator && one.operator_name);
  const day = new Date(Date.parse(step.recorded_at) + 8 * 3_600_000).toISOString().slice(0, 10);
  await visit.to('/audit');
  await page.click('#audit-operator');
  await page.keyboard.type(step.operator_name);
  await page.click(`[role="option"][data-value="${step.operator}"]`);
  await page.fill('input[name="from"]', day);
  await page.fill('input[name="to"]', day);
  await page.waitForFunction(() => /to=/.test(window.location.search));
  await settled(page);
  const names = await page.$$eval('.main tbody td:nth-child(3)', (all: Element[]) => [
    ...new Set(all.map((cell) => cell.textContent)),
  ]);
  assert.deepEqual(names, [step.operator_name]);
  await page.locator('.main tbody a').first().click();
  await page.waitForURL(/as_of=/);
  assert.equal(visit.params().get('operator'), step.operator);
  assert.equal(visit.params().get('from'), day);
});

test('an auditor chooses a command, takes its steps as a file, sees who did how much', async () => {
  await become('auditor');
  const { items } = await visit.api('/v1/audit?command=schedule_booking&outcome=accepted&limit=1');
  await visit.to('/audit');
  await page.selectOption('select[name="command"]', 'schedule_booking');
  await page.selectOption('select[name="outcome"]', 'accepted');
  await page.waitForFunction(() => /command=.*outcome=/.test(window.location.search));
  await settled(page);
  const done = () =>
    page.$$eval('.main tbody td:nth-child(4)', (all: Element[]) => [
      ...new Set(all.map((cell) => cell.textContent)),
    ]);
  await soon.deepEqual(done, ['派工']);
  await page.keyboard.press('e');
  const menu = 'details[data-menu="export"]';
  const csv = await page.getAttribute(`${menu} [data-format="csv"] ~ a`, 'href');
  const file = await page.evaluate(async (at: string) => (await fetch(at)).text(), csv);
  const lines = (file as string).split('\n').filter((line) => /^\W?\d/.test(line));
  assert.ok(lines.length > 0);
  assert.ok(
    lines.every((line) => line.includes('schedule_booking')),
    lines.find((line) => !line.includes('schedule_booking')),
  );
  await page.keyboard.press('Escape');
  await visit.to('/audit');
  await page.getByRole('button', { name: '按操作员汇总' }).click();
  const who = page.locator(`.doers a[href*="operator=${items[0].operator}"]`).first();
  await who.click();
  await soon.equal(() => visit.params().get('operator'), items[0].operator);
});

test('the report of operations says commands and things in words', async () => {
  await visit.to('/reports/operation_log');
  await page.locator('.main tbody td').first().waitFor();
  const shown = (await page.locator('.main table').last().innerText()) as string;
  assert.doesNotMatch(shown, /register_outlet|\baccepted\b|operator\//);
});

test('an operator is invited from his card, without what only the edge sends', async () => {
  await page.context().clearCookies();
  await visit.enter();
  const { items } = await visit.api('/v1/operators?limit=1');
  await visit.to(`/lists/operators/${items[0].id}`);
  for (const name of ['sign_out', 'change_password', 'record_export'])
    await soon.equal(() => page.locator(`.main [data-command="${name}"]`).count(), 0, name);
  await page.click('.main a.button[href^="/system"]');
  await page.waitForSelector('#invite-operator');
  await soon.equal(() => page.inputValue('#invite-operator'), items[0].id);
});
