// Cases that go through many hands, walked to their ends on the screen by the people whose duty
// each step is: complaints, one at headquarters, an exchange, a refund, appeals, an incident, a
// finding about money. In a browser against a real server with a shop of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import {
  becomes,
  begin,
  choose,
  close,
  fill,
  firstOf,
  idOf,
  inbox,
  newMachine,
  people,
  server,
  shop,
  sitDown,
  stands,
  step,
  to,
  violations,
  type Person,
} from './hands.ts';
import { Caller, here } from './shop.ts';
import { soon } from './soon.ts';
import { password } from './visit.ts';

before(() => sitDown());
after(close);

// --- complaints
let order = '';
let complaint = '';

test('a complaint is registered at the board, and assigned', async () => {
  const { clerk } = people;
  order = await shop.book('T-901', '陈女士', 2);
  await shop.settled();
  await to(clerk!, '/complaints');
  await begin(clerk!, 'register_complaint', { order, kind: 'delay', text: '等了一天没人来' });
  complaint = (await firstOf(clerk!, `/v1/complaints?order=${order}`)).id;
  const row = `complaint:${complaint}`;
  await stands(clerk!, 'complaints', row, 'new');
  await step(clerk!, 'complaints', row, 'assign_complaint', { handler: '2900' });
  await becomes(`/v1/complaints/${complaint}`, 'assigned');
});

test('its handler finds out, answers and does it; the board says whose move it is', async () => {
  const { clerk, dispatcher } = people;
  const row = `complaint:${complaint}`;
  await stands(clerk!, 'complaints', row, 'accepted');
  await choose(clerk!, 'complaints', row);
  await soon.match(() => clerk!.page.textContent('.case-acts'), /林晓/);
  await step(dispatcher!, 'complaints', row, 'investigate_complaint', { finding: '派工过紧' });
  await stands(dispatcher!, 'complaints', row, 'located');
  await step(dispatcher!, 'complaints', row, 'propose_solution', { solution: '致歉，送清洗' });
  await stands(dispatcher!, 'complaints', row, 'planned');
  await step(dispatcher!, 'complaints', row, 'resolve_complaint', { outcome: '已约清洗' });
  await becomes(`/v1/complaints/${complaint}`, 'resolved');
});

test('the customer is not content: it begins anew; then he is, and it is closed', async () => {
  const { clerk, dispatcher } = people;
  const row = `complaint:${complaint}`;
  const path = `/v1/complaints/${complaint}`;
  await stands(clerk!, 'complaints', row, 'word');
  await step(clerk!, 'complaints', row, 'reopen_complaint', { reason: '没人道歉' });
  await becomes(path, 'reopened');
  await step(clerk!, 'complaints', row, 'assign_complaint', { handler: '2900' });
  await becomes(path, 'assigned');
  await step(dispatcher!, 'complaints', row, 'investigate_complaint', { finding: '确未道歉' });
  await becomes(path, 'investigating');
  await step(dispatcher!, 'complaints', row, 'propose_solution', { solution: '上门道歉' });
  await becomes(path, 'solution_proposed');
  await step(dispatcher!, 'complaints', row, 'resolve_complaint', { outcome: '已道歉' });
  await becomes(path, 'resolved');
  // Who handled it does not ask the customer.
  await choose(dispatcher!, 'complaints', row);
  const own = dispatcher!.page.locator('.case-acts [data-command="confirm_complaint"]:enabled');
  await soon.equal(() => own.count(), 0);
  await step(clerk!, 'complaints', row, 'confirm_complaint');
  await stands(clerk!, 'complaints', row, 'confirmed');
  await step(clerk!, 'complaints', row, 'close_complaint');
  const item = await becomes(path, 'closed');
  assert.notEqual(item.closed_at, '1970-01-01T00:00:00Z');
  await stands(clerk!, 'complaints', row, 'ended');
});

test('what was done in error is taken back', async () => {
  const { clerk } = people;
  const row = `complaint:${complaint}`;
  await stands(clerk!, 'complaints', row, 'ended');
  await step(clerk!, 'complaints', row, 'reopen_complaint', { reason: '误结案' });
  await becomes(`/v1/complaints/${complaint}`, 'reopened');
  await step(clerk!, 'complaints', row, 'withdraw_complaint', { reason: '用户撤诉' });
  await becomes(`/v1/complaints/${complaint}`, 'withdrawn');
});

test('one at headquarters: its outlet sees nothing of it, not even a count', async () => {
  const { clerk, colleague, dispatcher } = people;
  const { page } = clerk!;
  const counts = async (who: Person): Promise<number[]> => {
    await to(who, '/complaints');
    const shown = (await who.page.locator('.stage .count').allTextContents()).map(Number);
    return shown.filter((count: number) => count > 0); // a board of nothing has no columns
  };
  const known = await counts(dispatcher!);
  await to(clerk!, '/complaints');
  await begin(clerk!, 'register_complaint', {
    order,
    kind: 'attitude',
    text: '师傅骂人',
    accused_technician: 'T-901',
    confidential: 'true',
  });
  const found = await firstOf(
    clerk!,
    '/v1/complaints?level=headquarters&limit=50',
    (one) => one.order === order,
  );
  const row = `complaint:${found.id}`;
  const path = `/v1/complaints/${found.id}`;
  await stands(clerk!, 'complaints', row, 'new');
  await soon.match(() => page.textContent(`li[data-id="${row}"]`), /总部/);
  assert.deepEqual(await counts(dispatcher!), known);
  await to(dispatcher!, `/complaints?row=${encodeURIComponent(row)}`);
  await soon.equal(() => dispatcher!.page.locator(`[data-id="${row}"]`).count(), 0);
  await soon.ok(async () => !(await dispatcher!.page.textContent('.main')).includes(found.id));
  // Nobody cites it where who is liable reads.
  await choose(clerk!, 'complaints', row);
  await soon.equal(() => page.locator('.case-side [data-command="attribute_fault"]').count(), 0);
  await step(clerk!, 'complaints', row, 'assign_complaint', { handler: '1902' });
  await becomes(path, 'assigned');
  await step(colleague!, 'complaints', row, 'investigate_complaint', { finding: '录音属实' });
  await becomes(path, 'investigating');
  await step(colleague!, 'complaints', row, 'propose_solution', { solution: '书面致歉' });
  await becomes(path, 'solution_proposed');
  await step(colleague!, 'complaints', row, 'resolve_complaint', { outcome: '已寄出' });
  await becomes(path, 'resolved');
  await step(clerk!, 'complaints', row, 'confirm_complaint');
  await becomes(path, 'confirmed');
  await step(clerk!, 'complaints', row, 'close_complaint');
  await becomes(path, 'closed');
});

// --- exchanges
async function ask(who: Person, wanted: string, remedy: string): Promise<void> {
  await who.api.get(`/v1/queues?min_position=${who.api.reached}&wait=10s`);
  await to(who, '/exchanges');
  await begin(who, 'request_exchange', { order: wanted, remedy, reason: '新机故障' });
}

test('an exchange: asked, appraised, appealed, approved, shipped, collected, settled', async () => {
  const { clerk, dispatcher, second, accountant, keeper } = people;
  const one = await newMachine(350_000);
  const row = `exchange_case:${one.asset}`;
  const path = `/v1/exchange_cases/${one.asset}`;
  await ask(clerk!, one.order, 'exchange');
  await becomes(path, 'requested');
  await stands(clerk!, 'exchanges', row, 'appraise');
  const appraise = (who: Person, verdict: string, licence: string): Promise<void> =>
    step(who, 'exchanges', row, 'appraise_unit', {
      verdict,
      licence,
      finding: `主板，证 ${licence}`,
    });
  await appraise(dispatcher!, 'caused', 'JD-1');
  await becomes(path, 'appraised');
  // The customer has a fact that was not known: another person looks at it again.
  await step(clerk!, 'exchanges', row, 'appeal_appraisal', { reason: '水渍是出厂残留' });
  await becomes(path, 'requested');
  await appraise(second!, 'defective', 'JD-2');
  await becomes(path, 'appraised');
  await step(accountant!, 'exchanges', row, 'approve_exchange', {});
  await becomes(path, 'approved');
  await stands(keeper!, 'exchanges', row, 'send');
  await step(keeper!, 'exchanges', row, 'ship_unit', { serial: 'SN88001001' });
  await becomes(path, 'shipped');
  await stands(keeper!, 'exchanges', row, 'collect');
  await step(keeper!, 'exchanges', row, 'collect_old_unit', {
    serial: one.serial,
    new_serial: 'SN88001001',
  });
  await becomes(path, 'collected');
  await step(keeper!, 'exchanges', row, 'receive_old_unit', { serial: one.serial });
  await becomes(path, 'received');
  await stands(accountant!, 'exchanges', row, 'settle');
  await step(accountant!, 'exchanges', row, 'settle_exchange', { settlement: 'TH-1' });
  await becomes(path, 'settled');
  await stands(clerk!, 'exchanges', row, 'tell');
  await choose(clerk!, 'exchanges', row);
  const way = (): Promise<string> => clerk!.page.textContent('.way');
  for (const said of ['JD-1', 'JD-2', 'SN88001001', one.serial, 'TH-1'])
    await soon.match(way, new RegExp(said));
  await step(clerk!, 'exchanges', row, 'close_exchange');
  await becomes(path, 'closed');
  await stands(clerk!, 'exchanges', row, 'ended');
});

test('a refund: the figures are a sum, and a step taken back stands again', async () => {
  const { clerk, dispatcher, accountant } = people;
  const one = await newMachine(420_000);
  const row = `exchange_case:${one.asset}`;
  const path = `/v1/exchange_cases/${one.asset}`;
  await ask(clerk!, one.order, 'refund');
  await becomes(path, 'requested');
  await step(dispatcher!, 'exchanges', row, 'appraise_unit', {
    verdict: 'defective',
    licence: 'JD-3',
    finding: '压缩机不启动',
  });
  await becomes(path, 'appraised');
  await stands(accountant!, 'exchanges', row, 'decide');
  await choose(accountant!, 'exchanges', row);
  await soon.match(() => accountant!.page.textContent('[data-test="figures"]'), /4,200/);
  await step(accountant!, 'exchanges', row, 'approve_exchange', {});
  await becomes(path, 'approved');
  await step(accountant!, 'exchanges', row, 'take_back_exchange_step', { reason: '点错了' });
  await becomes(path, 'appraised');
  await step(accountant!, 'exchanges', row, 'approve_exchange', {});
  await becomes(path, 'approved');
  await step(accountant!, 'exchanges', row, 'refund_customer', { receipt: 'TK-1' });
  await becomes(path, 'refunded');
  await stands(accountant!, 'exchanges', row, 'collect');
  await choose(accountant!, 'exchanges', row);
  await soon.match(() => accountant!.page.textContent('.way'), /TK-1/);
});

test('who is liable appeals, and somebody else decides', async () => {
  const { clerk, dispatcher, admin } = people;
  const made = await clerk!.api.send('/v1/complaints/register_complaint', {
    order,
    kind: 'damage',
    text: '地板划了一道',
    accused_technician: 'T-901',
  });
  const id = idOf(made, 'complaint');
  const row = `complaint:${id}`;
  await clerk!.api.get(`/v1/complaints?min_position=${clerk!.api.reached}&wait=10s`);
  await stands(dispatcher!, 'complaints', row, 'new');
  // The one before on the same order was withdrawn: this is no second one.
  const shown = await dispatcher!.page.textContent(`li[data-id="${row}"]`);
  assert.doesNotMatch(shown ?? '', /重复投诉/);
  const { page } = dispatcher!;
  await choose(dispatcher!, 'complaints', row);
  await page.click('.case-side [data-command="attribute_fault"]');
  await fill(page, 'dialog form', {
    amount: '50',
    reason: '新伤',
  });
  await page.click('dialog form button.primary');
  await page.waitForSelector('dialog form', { state: 'detached' });
  const found = await firstOf(dispatcher!, `/v1/liabilities?complaint=${id}`);
  const technician = new Caller(server.origin);
  await technician.send('/v1/session', { operator: '3901', password });
  await technician.send('/v1/liabilities/appeal_liability', {
    liability: found.id,
    new_fact: '用户签字确认旧痕',
  });
  await becomes(`/v1/liabilities/${found.id}`, 'appealed');
  await inbox(admin!, 'liability_appeals', `liability:${found.id}`, 'decide_liability_appeal', {
    outcome: 'lifted',
    reason: '签字属实',
  });
  await becomes(`/v1/liabilities/${found.id}`, 'lifted');
});

test('an incident is classified, acted on, resolved, reviewed by another, closed', async () => {
  const { clerk, dispatcher, admin } = people;
  const made = await clerk!.api.send('/v1/incidents/report_incident', {
    order,
    kind: 'fire',
    severity: 'critical',
    occurred_at: new Date(Date.now() - 60_000).toISOString(),
    text: '插座冒烟',
  });
  const id = idOf(made, 'incident');
  const row = `incident:${id}`;
  const path = `/v1/incidents/${id}`;
  await becomes(path, 'reported');
  await inbox(dispatcher!, 'grave_orders', row, 'classify_incident', {
    severity: 'critical',
    reason: '已核实',
  });
  await becomes(path, 'classified');
  await inbox(dispatcher!, 'grave_orders', row, 'record_incident_action', { action: '断电' });
  await becomes(path, 'handling');
  await inbox(dispatcher!, 'grave_orders', row, 'resolve_incident', {
    cause: '线路老化',
    outcome: '已更换',
  });
  await becomes(path, 'resolved');
  // Whether it passes is asked; it does not: it is handled on.
  await inbox(admin!, 'grave_orders', row, 'review_incident', {
    passed: 'false',
    reason: '原因不清',
  });
  await becomes(path, 'handling');
  await inbox(dispatcher!, 'grave_orders', row, 'resolve_incident', {
    cause: '线路老化，接头过热',
    outcome: '已更换并复检',
  });
  await becomes(path, 'resolved');
  await inbox(admin!, 'grave_orders', row, 'review_incident', { passed: 'true', reason: '得当' });
  await becomes(path, 'reviewed');
  await inbox(admin!, 'grave_orders', row, 'close_incident');
  await becomes(path, 'closed');
});

test('paid and not recorded: found by the call, closed by a second person', async () => {
  const { clerk, dispatcher, second, accountant } = people;
  const near = {
    latitude: Math.round(here.latitude * 1e6),
    longitude: Math.round(here.longitude * 1e6),
  };
  const job = await shop.book('T-901', '孙女士', 5);
  const technician = new Caller(server.origin);
  await technician.send('/v1/session', { operator: '3901', password });
  for (const [who, name, more] of [
    [technician, 'accept_booking', { booking: 1 }],
    [technician, 'start_travel', { booking: 1 }],
    [technician, 'check_in', { booking: 1, ...near }],
    [technician, 'start_work', { booking: 1 }],
    [technician, 'record_diagnosis', { fault_code: 'E4' }],
    [technician, 'report_work_done', { result: '已修好' }],
    [shop.dispatcher, 'return_service_slip', { slip: `HD${Date.now() % 1_000_000}` }],
    [shop.dispatcher, 'complete_work_order', {}],
    [second!.api, 'review_work_order', {}],
    [accountant!.api, 'clear_ticket', {}],
  ] as [Caller, string, Record<string, unknown>][])
    await who.send(`/v1/work_orders/${name}`, { order: job, ...more });
  await clerk!.api.send('/v1/follow_ups/record_follow_up', {
    order: job,
    satisfaction: 3,
    answer: 'charged',
    amount_said: 8000,
    solved: true,
    quiet_reason: '用户要求此时回电',
  });
  const row = `charge_finding:${job}`;
  const path = `/v1/charge_findings/${job}`;
  await becomes(path, 'opened');
  await inbox(clerk!, 'charge_findings', row, 'assign_charge_finding', { assignee: '2900' });
  await becomes(path, 'assigned');
  await inbox(dispatcher!, 'charge_findings', row, 'explain_charge_finding', { note: '收了没录' });
  await becomes(path, 'explained');
  await inbox(accountant!, 'charge_findings', row, 'close_charge_finding', {
    outcome: 'refunded',
  });
  const item = await becomes(path, 'closed');
  assert.equal(item.outcome, 'refunded');
  assert.equal(item.settled, 8000);
});

// --- how they look
test('walked by keyboard; as of a moment; in both languages, dark, on a phone', async () => {
  const { clerk, auditor } = people;
  const { page } = clerk!;
  await to(clerk!, '/complaints');
  await page.waitForSelector('.stage li[data-id]');
  const chosen = (): Promise<string | null> =>
    page.evaluate(
      () => document.querySelector('.stage li[aria-current]')?.getAttribute('data-id') ?? null,
    );
  await page.keyboard.press('j');
  const last = page.locator('.stage:not(.none)').last().locator('li').first();
  const columns = await page.locator('.stage:not(.none)').count();
  assert.ok(columns > 1, 'some are closed, one waits');
  for (let n = 1; n < columns; ++n) await page.keyboard.press('ArrowRight');
  const one = await chosen();
  assert.equal(one, await last.getAttribute('data-id'));
  await page.keyboard.press('ArrowLeft');
  assert.notEqual(await chosen(), one);
  for (const board of ['complaints', 'exchanges']) {
    await to(auditor!, `/${board}`);
    await soon.equal(() => auditor!.page.locator('.case-acts > .acts button:enabled').count(), 0);
    assert.deepEqual(await violations(auditor!), []);
    await page.setViewportSize({ width: 1440, height: 900 });
    await to(clerk!, `/${board}`);
    await screenshot(page, `${board}-light-1440`);
    await page.evaluate(() => {
      localStorage.setItem('kintsugi.language', 'en');
    });
    await page.setViewportSize({ width: 360, height: 800 });
    await to(clerk!, `/${board}`);
    if ((await page.getAttribute('html', 'data-theme')) !== 'dark')
      await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    await soon.equal(() => page.locator('.stage:visible').count(), 1, 'one column at a time');
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= 360'));
    await screenshot(page, `${board}-dark-360`);
    await page.evaluate(() => {
      localStorage.setItem('kintsugi.language', 'zh-CN');
      document.documentElement.setAttribute('data-theme', 'light');
    });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  // Before any of it was told.
  await to(clerk!, `/complaints?as_of=1&row=${encodeURIComponent(`complaint:${complaint}`)}`);
  await soon.equal(() => page.locator(`[data-id="complaint:${complaint}"]`).count(), 0);
});
