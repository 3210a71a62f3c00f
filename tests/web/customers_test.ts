// A machine by its number, and its sheet; a customer who was registered twice, merged and split
// from his card. In a browser against a real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;
let asset: Any;

const violations = (): Promise<string[]> => violationsOf(page, '.main');

before(async () => {
  visit = await Visit.begin([], few_orders);
  page = visit.page;
  await page.goto(visit.server.origin);
  await page.evaluate(async () => {
    const { items } = await (await fetch('/v1/doors')).json();
    const door = items.find((one: Any) => one.duty === 'call_centre');
    await fetch('/v1/doors', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator: door.operator }),
    });
  });
  await page.goto(visit.server.origin);
  await settled(page);
  asset = (await visit.api('/v1/asset_repairs?limit=1')).items[0];
});
after(() => visit?.end());

test('a number brings up the machine and what was done to it', async () => {
  await visit.to('/machines');
  await settled(page);
  await page.keyboard.type(asset.serial.toLowerCase()); // the field has the focus
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-test="machine-history"] tbody tr');
  await soon.ok(async () => (await page.innerText('.machine-sheet')).includes(asset.serial));
  await soon.ok(async () =>
    (await page.innerText('[data-test="machine-history"]')).includes(asset.order),
  );
  assert.deepEqual(await violations(), []);
  await screenshot(page, 'machine-sheet');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= 360'));
  await screenshot(page, 'machine-sheet-360');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('its sheet is printed, and the print is a step of the machine', async () => {
  await page.evaluate('window.print = () => { window.printed = (window.printed ?? 0) + 1; }');
  await page.click('.machine-print button');
  await page.waitForSelector('[data-test="machine-copy"]');
  await soon.equal(() => page.evaluate('window.printed'), 1);
  await soon.match(() => page.innerText('[data-test="machine-copy"]'), /第 1 份[^]*[0-9a-f]{64}/);
  const { item } = await visit.api(`/v1/assets/${asset.asset}`);
  assert.equal(item.sheets, 1);
});

test('a number that no machine bears is said', async () => {
  await visit.to('/machines?serial=NO-SUCH-7');
  await soon.match(() => page.innerText('.main'), /没有机号为“NO-SUCH-7”的机器/);
});

test('a customer who was registered twice is merged from his card, and split again', async () => {
  const phone = '13900007777';
  for (const customer of ['C-WEB-1', 'C-WEB-2'])
    await visit.send('/v1/customers/register_customer', {
      customer,
      name: customer === 'C-WEB-1' ? '钱一' : '钱二',
      phone: customer === 'C-WEB-1' ? phone : '13900008888',
      confirm_reason: '试',
    });
  await visit.send('/v1/customers/merge_customers', {
    customer: 'C-WEB-1',
    into: 'C-WEB-2',
    reason: '登记了两次',
  });
  await visit.to('/lists/customers/C-WEB-1');
  await soon.match(() => page.innerText('[data-test="merged-into"]'), /已并入[^]*钱二/);
  await soon.equal(
    () => page.getAttribute('[data-test="merged-into"] a', 'href'),
    '/lists/customers/C-WEB-2',
  );
  await soon.match(() => page.innerText('.main'), /拆分客户/);
  await visit.to('/lists/customers/C-WEB-2');
  await soon.match(() => page.innerText('[data-test="absorbed"]'), /并入的客户[^]*C-WEB-1/);
  assert.deepEqual(await violations(), []);
  await screenshot(page, 'customer-merged');
  const { items } = await visit.api(`/v1/lookup/customer?q=${phone}`);
  assert.deepEqual(
    items.map((one: Any) => one.id),
    ['C-WEB-2'],
  );
});

// A company with somebody to call, a machine of its own and an order that waits.
async function company(): Promise<void> {
  await visit.send('/v1/customers/register_customer', {
    customer: 'C-WEB-3',
    kind: 'company',
    name: '望江大厦物业',
    phone: '13900006666',
    confirm_reason: '试',
  });
  await visit.send('/v1/customers/classify_customer', {
    customer: 'C-WEB-3',
    segment: 'key_account',
  });
  await visit.send('/v1/customers/move_customer_below', {
    customer: 'C-WEB-3',
    parent: 'C-WEB-2',
  });
  await visit.send('/v1/customers/set_customer_contacts', {
    customer: 'C-WEB-3',
    contacts: [{ name: '陆静', duty: '工程部', phone: '13900005555' }],
  });
  const sold = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  await visit.send('/v1/assets/register_asset', {
    asset: 'A-WEB-3',
    brand: asset.brand,
    category: asset.category,
    model: asset.model,
    serial: 'WEBSN0003',
    customer: 'C-WEB-3',
    sold_on: sold,
  });
  await visit.send('/v1/work_orders/register_work_order', {
    order: 'WO-WEB-3',
    service_type: 'repair',
    source: 'own',
    customer: 'C-WEB-3',
    asset: 'A-WEB-3',
    phone: '13900006666',
    address: '望江路 1 号',
    contact: '陆静',
    symptom: '不制冷',
  });
}

test('a customer and his machine are known at a glance', async () => {
  await company();
  await visit.to('/lists/customers/C-WEB-3');
  await page.waitForSelector('[data-test="open-orders"]');
  await soon.match(() => page.innerText('[data-test="contacts"]'), /陆静[^]*工程部[^]*13900005555/);
  await soon.match(() => page.innerText('[data-test="machines"]'), /WEBSN0003/);
  await soon.match(() => page.innerText('[data-test="open-orders"]'), /WO-WEB-3[^]*不制冷/);
  await soon.match(() => page.innerText('[data-test="figures"]'), /未完工单\s*1/);
  await soon.match(() => page.innerText('.card-tree'), /钱二/);
  assert.deepEqual(await violations(), []);
  await visit.to('/lists/assets/A-WEB-3');
  await page.waitForSelector('.card-machine');
  await soon.match(() => page.innerText('.card-machine'), /WEBSN0003/);
  await soon.match(() => page.innerText('.main'), /望江大厦物业[^]*WO-WEB-3/);
  assert.deepEqual(await violations(), []);
});

test('both cards are sound in English, dark and at 360 px', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => {
    localStorage.setItem('kintsugi.language', 'en');
    localStorage.setItem('kintsugi.theme', 'dark');
  });
  for (const [path, waits] of [
    ['/lists/customers/C-WEB-3', '[data-test="open-orders"]'],
    ['/lists/assets/A-WEB-3', '.card-machine'],
  ] as const) {
    await visit.to(path);
    await page.waitForSelector(waits);
    await settled(page);
    assert.deepEqual(await violations(), []);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= 360'), path);
    await screenshot(page, `card${path.replaceAll('/', '-')}-en-360`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});
