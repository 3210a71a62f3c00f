// What a customer sees and says by the link that he was given: how his order goes; once the visit
// is over how it was, whether the money is right; and which machine is his. On a telephone, in a
// browser that nobody is signed in to.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, screenshot, type Any, type Watched } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { Caller, Shop } from './shop.ts';
import { soon } from './soon.ts';
import { Visit } from './visit.ts';

let visit: Visit;
let shop: Shop;
let technician: Caller;
let watched: Watched;
let page: Any; // the customer's
let order: string;
let link: string;

before(async () => {
  visit = await Visit.begin([], few_orders);
  shop = new Shop(visit.server.origin);
  await shop.open(visit.server.setupLink);
  technician = new Caller(visit.server.origin);
  await shop.hireTechnician('3950', 'T-FO', '何工', technician);
  const { admin } = shop;
  const model = { brand: '海蓝', model: 'KFR-35GW', category: 'aircon' };
  await admin.send('/v1/brands/register_brand', { brand: model.brand, name: '海蓝电器' });
  await admin.send('/v1/product_models/register_product_model', model);
  for (const customer of ['C-FO1', 'C-FO2'])
    await shop.dispatcher.send('/v1/customers/register_customer', {
      customer,
      name: customer === 'C-FO1' ? '王小明' : '李四',
      phone: customer === 'C-FO1' ? '13800218814' : '13800218815',
      outlet: shop.outlet,
    });
  await shop.dispatcher.send('/v1/assets/register_asset', {
    asset: 'A-FO2',
    ...model,
    serial: 'FO-000002',
    customer: 'C-FO2',
  });
  order = await shop.book('T-FO', '王小明', 2, { customer: 'C-FO1' });
  await shop.settled();
  link = (await shop.dispatcher.send('/v1/follow/links', { order })).url;
  watched = await open(visit.browser, [/4\d\d \(/]);
  page = watched.page;
  await page.setViewportSize({ width: 360, height: 780 });
});
after(() => visit?.end());

const opened = async (): Promise<void> => {
  await page.goto('about:blank'); // the same page with the same # would not be loaded anew
  await page.goto(link);
  await page.waitForSelector('.milestones');
};

// Until the page says it, asked again by its own button.
async function until(selector: string): Promise<void> {
  for (let tries = 0; tries < 50 && !(await page.locator(selector).count()); ++tries) {
    await page.waitForTimeout(300);
    await page.click('footer button.primary');
  }
  await page.waitForSelector(selector);
}

test('before the visit nothing is asked of him, and nobody is named', async () => {
  await opened();
  await soon.equal(() => page.locator('[data-say="rating"], [data-say="charge"]').count(), 0);
  const text = await page.innerText('main');
  assert.match(text, new RegExp(order));
  assert.match(text, /海蓝电器/, 'the brand by its name');
  for (const hidden of ['王小明', '13800218814', '明华路', '何工', shop.outlet])
    assert.ok(!text.includes(hidden), hidden);
});

test('after the visit he says how it was, once', async () => {
  await shop.visit(order, technician);
  await opened();
  await until('[data-say="rating"] .stars');
  await soon.equal(() => page.locator('[data-say="charge"]').count(), 0, 'the slip is not in');
  await soon.ok(() => page.isDisabled('[data-say="rate"]'));
  await page.click('.stars label:nth-child(4)');
  await page.fill('[name="comment"]', '准时，讲得清楚');
  await screenshot(page, 'follow-rating-360');
  await page.click('button[data-say="rate"]');
  await page.waitForSelector('.stars-given');
  await soon.equal(() => page.getAttribute('.stars-given', 'aria-label'), '4 星');
  const { items } = await shop.dispatcher.get(`/v1/ratings?order=${order}`);
  assert.equal(items.length, 1);
  assert.equal(items[0].stars, 4);
  assert.equal(items[0].channel, 'link');
});

test('with the slip back he disputes what was charged, and takes it back', async () => {
  const slip = 'FO-SLIP-1';
  await shop.dispatcher.send('/v1/work_orders/return_service_slip', { order, slip });
  await opened();
  await until('[data-say="charge"]');
  await soon.match(() => page.innerText('.amount'), /0\.00/);
  await page.click('[data-say="other"]');
  await page.fill('[name="amount"]', '很多');
  await page.click('[data-say="dispute"]');
  await page.waitForSelector('[data-say="charge"] .notice.bad');
  await page.fill('[name="amount"]', '80.5');
  await page.click('[data-say="dispute"]');
  await page.waitForSelector('[data-said="disputed"]');
  await screenshot(page, 'follow-disputed-360');
  const finding = async (): Promise<Any> =>
    (await shop.dispatcher.get(`/v1/charge_findings/${order}`)).item;
  assert.equal((await finding()).amount_said, 8050);
  assert.equal((await finding()).status, 'opened');
  await page.click('[data-say="confirm"]');
  await page.waitForSelector('[data-said="confirmed"]');
  assert.equal((await finding()).status, 'closed');
});

test('he registers his machine; what another bears waits for the call centre', async () => {
  await opened();
  const fill = async (serial: string): Promise<void> => {
    await page.click('summary[data-say="machine"]');
    await soon.equal(() => page.inputValue('[name="brand"]'), '海蓝电器');
    await page.fill('[name="serial"]', serial);
    await page.fill('[name="sold_on"]', '2026-01-05');
    await page.click('button[data-say="register"]');
  };
  await fill('FO-000001');
  await page.waitForSelector('.said-machines [data-status="registered"]');
  await soon.match(() => page.innerText('.said-machines'), /FO-000001[^]*未见凭证/);
  await fill('fo-000002');
  await page.waitForSelector('.said-machines [data-status="waiting"]');
  await soon.ok(async () => !(await page.innerText('main')).includes('李四'));
  await screenshot(page, 'follow-machines-360');
  const { items } = await shop.dispatcher.get('/v1/queues/registrations_to_decide');
  assert.equal(items.length, 1);
  await shop.dispatcher.send('/v1/buyer_registrations/accept_registration', {
    registration: items[0].subject.split('/')[1],
    reason: '看过发票',
  });
  await until('.said-machines [data-status="transferred"]');
});

test('what he is told stands queued on his order', async () => {
  const { items } = await shop.dispatcher.get(`/v1/notifications?order=${order}`);
  assert.deepEqual(items.map((one: Any) => one.milestone).toReversed(), [
    'registered',
    'scheduled',
    'on_the_way',
    'reported',
  ]);
  assert.ok(items.every((one: Any) => one.status === 'queued'));
  assert.equal(items[0].phone, '13800218814');
});

test('it is sound in both languages, light and dark, on a telephone and a screen', async () => {
  for (const [width, dark] of [
    [360, true],
    [1440, false],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    for (const language of ['zh', 'en']) {
      await opened();
      assert.deepEqual(await violationsOf(page), []);
      assert.ok((await page.evaluate('document.documentElement.scrollWidth')) <= width);
      await screenshot(page, `follow-${width}-${dark ? 'dark' : 'light'}-${language}`);
      await page.click('footer button:first-child'); // the other language
    }
  }
  assert.deepEqual(watched.errors, []);
});

test('once the order is canceled the link is over; a wrong one never was', async () => {
  const other = await shop.book('T-FO', '王小明', 26, { customer: 'C-FO1' });
  await shop.settled();
  const { url } = await shop.dispatcher.send('/v1/follow/links', { order: other });
  const ask = async (token: string): Promise<number> =>
    (await new Caller(visit.server.origin).ask('POST', '/v1/follow', { token })).status;
  const token = new URL(url).hash.slice(1);
  for (let tries = 0; tries < 20 && (await ask(token)) !== 200; ++tries)
    await page.waitForTimeout(600);
  await shop.dispatcher.send('/v1/work_orders/cancel_work_order', {
    order: other,
    reason: '用户取消',
  });
  await shop.settled();
  for (let tries = 0; tries < 20 && (await ask(token)) === 200; ++tries)
    await page.waitForTimeout(600);
  assert.equal(await ask(token), 404);
  assert.equal(await ask(`${token.slice(0, -1)}x`), 404);
});
