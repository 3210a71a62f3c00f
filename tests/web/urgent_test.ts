// An urgent order stands before those who are responsible until one of them acknowledges it, and an
// assessment that contradicts what the machine is entitled to needs a reason: both as the page of
// the order shows them. In a browser against a real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { few_orders } from './server.ts';
import { soon } from './soon.ts';
import { Visit } from './visit.ts';

const order = 'WO-URGENT-1';
const alarm = `${order}:urgent_report`;
let visit: Visit;
let page: Any;
let outlet = '';

const says = (selector: string, text: RegExp): Promise<unknown> =>
  page.waitForFunction(
    ([where, what]: string[]) =>
      [...document.querySelectorAll<HTMLElement>(where!)].some((one) =>
        new RegExp(what!).test(one.innerText),
      ),
    [selector, text.source],
  );

before(async () => {
  visit = await Visit.begin([/409 \(Conflict\)/], few_orders);
  page = visit.page;
  await page.goto(visit.server.origin);
  await page.evaluate(async () => {
    const { items } = await (await fetch('/v1/doors')).json();
    const door = items.find((one: Any) => one.duty === 'dispatcher');
    await fetch('/v1/doors', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator: door.operator }),
    });
  });
  outlet = await visit.outlet();
  await visit.send('/v1/customers/register_customer', {
    customer: 'C-URGENT-1',
    name: '卢静',
    phone: '13900007777',
    outlet,
  });
  const { brands } = (await visit.api(`/v1/outlets/${outlet}`)).item;
  await visit.send('/v1/assets/register_asset', {
    asset: 'A-URGENT-1',
    brand: brands[0],
    category: 'aircon',
    model: 'KFR-35',
    serial: 'WEBSN0017',
    customer: 'C-URGENT-1',
    warranty_until: '2020-01-31',
    confirm_reason: '试',
  });
  await visit.send('/v1/work_orders/register_work_order', {
    order,
    service_type: 'repair',
    asset: 'A-URGENT-1',
    address: '明华路 4 号 602',
    outlet,
    confirm_reason: '试',
  });
});
after(() => visit?.end());

test('an escalated order is in the inbox until somebody acknowledges it', async () => {
  const told = await visit.send('/v1/work_orders/escalate_work_order', {
    order,
    reason: '老人独居，插座冒烟',
  });
  await visit.api(`/v1/queues?min_position=${told.position}&wait=10s`);
  await visit.to('/queues/tripped');
  await says('.main', new RegExp(`${order}[^]*紧急情况须立即知会`));
  await screenshot(page, 'urgent-inbox');

  await visit.to(`/orders/${order}`);
  await says('[data-related="alarms"]', /已跳闸[^]*紧急情况须立即知会/);
  await visit.send('/v1/alarms/acknowledge_alarm', { alarm, note: '站长已出发' });
  await says('[data-related="alarms"]', /已确认[^]*紧急情况须立即知会/);
  const { item } = await visit.api(`/v1/alarms/${encodeURIComponent(alarm)}`);
  assert.ok(item.acknowledged_by && item.acknowledged_at);
  await screenshot(page, 'urgent-order');

  // By mistake: it stands there again.
  await visit.send('/v1/alarms/reopen_alarm', { alarm, reason: '点错了' });
  await says('[data-related="alarms"]', /已跳闸/);
});

test('whom the outlet has named sees it wherever he is, with all their phones', async () => {
  const text = (selector: string) => () => page.locator(selector).innerText();
  const row = `[data-id="alarm:${alarm}"]`;
  await visit.to('/intake');
  await soon.match(text('[data-test="told-strip"]'), /紧急情况点名知会您/);
  await screenshot(page, 'urgent-strip');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.isVisible('[data-test="told-strip"]'), false, 'on no paper');
  await page.emulateMedia({ media: null });
  await page.locator('[data-test="told-strip"] a', { hasText: 'URGENT-1' }).click();
  await soon.match(text(row), /须知会\s*1 \S+\s*1?3?6?[^]*点名知会您[^]*2 /);
  assert.equal(await page.locator(`${row} [data-test="told"] a[href^="tel:"]`).count(), 2);
  await screenshot(page, 'urgent-named');
  await page.click(`${row} button[data-command="acknowledge_alarm"]`);
  const named = page.locator('[data-test="told-strip"] a', { hasText: 'URGENT-1' });
  await soon.equal(() => named.count(), 0);

  // Somebody else answers the telephone now; the form begins with those who are named.
  await visit.to(`/lists/urgent_desks/${outlet}`);
  await page.click('[data-command="name_urgent_contacts"]');
  const form = 'form[data-command="name_urgent_contacts"]';
  const phones = page.locator(`${form} input[name="phone"]`);
  await soon.equal(() => phones.count(), 2);
  await phones.first().fill('13600009999');
  await screenshot(page, 'urgent-contacts-form');
  await page.click(`${form} button.primary`);
  await page.waitForSelector(form, { state: 'detached' });
  await soon.match(text('.main'), /13600009999/);
  await screenshot(page, 'urgent-contacts');
});

test('an assessment that contradicts the entitlement is sent with a reason', async () => {
  const policies = (await visit.api('/v1/warranty_policies')).items;
  const policy = policies.find((one: Any) =>
    one.versions.some((version: Any) => version.status === 'published'),
  );
  const { version } = policy.versions.find((one: Any) => one.status === 'published');
  await visit.to(`/orders/${order}`);
  await page.selectOption('[data-test="more-commands"]', 'assess_work_order');
  const form = 'form[data-command="assess_work_order"]';
  await page.waitForSelector(form);
  assert.equal(await page.locator(`${form} [name="differs_because"]`).count(), 0);
  await page.selectOption(`${form} [name="warranty"]`, 'in_warranty');
  await page.fill(`${form} [name="policy"]`, policy.id);
  await page.fill(`${form} [name="policy_version"]`, String(version));
  await page.click(`${form} button.primary`);
  await says(form, /与系统对该机器的保修判断不符/);
  await page.fill(`${form} [name="differs_because"]`, '厂家同意延保一年');
  await screenshot(page, 'assessment-contradicts');
  await page.click(`${form} [data-test="confirm"]`);
  await page.waitForSelector(form, { state: 'detached' });
  await says('[data-related="assessments"]', /保内[^]*与系统判断不符[^]*厂家同意延保一年/);
  await screenshot(page, 'assessment-on-the-order');
  await visit.to('/lists/assessments?agreement=contradicts');
  await says('.main', new RegExp(`${order}[^]*与系统判断不符`));
});
