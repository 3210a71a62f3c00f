// The console in a browser against a real server with the demo company. The tests go on from each
// other: one person's first visit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { soon } from './soon.ts';
import {
  becomesSame,
  countsOf,
  fillIn,
  isPast,
  password,
  position_shown,
  settled,
  tiles,
  Visit,
} from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin();
  page = visit.page;
});

after(() => visit?.end());

test('nobody gets in without signing in', async () => {
  await page.goto(`${visit.server.origin}/orders`);
  await visit.byPassword();
  await soon.equal(() => page.locator('.shell').count(), 0);
});

test('the one-time link sets the administrator and signs in, once', async () => {
  await visit.enter();
  assert.equal(new URL(page.url()).hash, '', 'the token is gone from the address');
  const token = new URL(visit.server.setupLink).hash.slice(1);
  const again = await page.request.post(`${visit.server.origin}/v1/setup/check`, {
    data: { token },
  });
  assert.equal(again.status(), 404);
});

test('the numbers of the overview are those of the API', async () => {
  await settled(page);
  const counts = await becomesSame(async () => [
    await tiles(page),
    countsOf((await visit.api('/v1/queues')).items),
  ]);
  assert.ok(Object.keys(counts).length >= 8, 'the queues of the source');
  assert.ok(
    Object.values(counts).some((count) => count > 0),
    'the demo company has something to do',
  );
  await soon.match(() => page.textContent(position_shown), /#\d/);
  await screenshot(page, 'overview');
});

test('a number opens its queue, a row its order, the order its timeline', async () => {
  const queues = await visit.api('/v1/queues');
  const queue = queues.items.find((item: Any) => item.count > 0).queue;
  await page.click(`[data-queue="${queue}"]`);
  await page.waitForSelector('.inbox li[data-id]');
  await settled(page);
  await visit.to('/orders');
  await page.waitForSelector('table.rows tbody tr');
  await screenshot(page, 'orders');
  await page.click('table.rows tbody tr:nth-child(3)');
  await page.waitForSelector('.timeline .step');
  assert.match(new URL(page.url()).pathname, /^\/orders\/[^/]+$/);
});

test('the timeline shows every step, as the API has them', async () => {
  const { id, steps } = await visit.busyOrder();
  assert.ok(steps.length >= 4, 'an order with a history');
  await visit.to(`/orders/${id}`);
  await page.waitForSelector('.timeline .step');
  const shown = await page.$$eval('.timeline .body', (all: Element[]) =>
    all.map((step) => step.getAttribute('data-position')),
  );
  assert.deepEqual(
    shown,
    steps.map((step) => step.position),
  );
  await screenshot(page, 'order');
});

test('what was tried on an order and refused is in its timeline, red, with reason', async () => {
  const { items } = await visit.api('/v1/audit?outcome=refused&limit=200');
  const order = items
    .flatMap((step: Any) => step.streams)
    .find((stream: string) => stream.startsWith('work_order/'))
    .slice('work_order/'.length);
  const steps = (await visit.api(`/v1/orders/${order}/timeline?limit=500`)).items;
  const refused = steps.filter((step: Any) => !step.accepted);
  assert.ok(refused.length > 0 && refused.length < steps.length);
  await visit.to(`/orders/${order}`);
  const red = 'rgb(180, 35, 24)';
  for (const { position } of refused) {
    const body = page.locator(`.step.refused [data-position="${position}"]`);
    assert.equal(
      await body.evaluate((step: Element) => getComputedStyle(step).borderLeftColor),
      red,
    );
    await soon.match(() => body.innerText(), /被拒[^]*\p{Script=Han}/u);
  }
});

test('a step back in time: gold, commands pale with reason, moment in the address', async () => {
  const { id, steps } = await visit.busyOrder();
  const middle = steps.filter((step) => step.accepted)[2];
  await visit.to(`/orders/${id}`);
  await page.click(`.timeline [data-position="${middle.position}"]`);
  await page.waitForSelector('.step.here');
  await settled(page);
  assert.ok(await isPast(page));
  assert.equal(new URL(page.url()).searchParams.get('as_of'), middle.position);
  await soon.equal(() => page.getAttribute('.step.here .body', 'data-position'), middle.position);
  const goldLine = 'rgb(211, 162, 74)';
  assert.equal(
    await page.$eval('.main', (main: Element) => getComputedStyle(main).borderRightColor),
    goldLine,
  );
  for (const button of await page.$$('.title [data-command], .title select')) {
    await soon.ok(() => button.isDisabled());
    await soon.ok(() => button.getAttribute('title'), 'the reason');
  }
  const later = steps.filter((step) => BigInt(step.position) > BigInt(middle.position)).length;
  await soon.equal(
    () => page.locator('.step.later').count(),
    later,
    'what came after is pale, not gone',
  );
  const now = await visit.api(`/v1/orders/${id}?as_of=${middle.position}`);
  await soon.ok(
    async () => (await page.textContent('.title')).includes(now.version),
    'the version of that moment',
  );
  await screenshot(page, 'order-past');
});

test('the same address shows the same, to another page and after going back', async () => {
  const view = async (on: Any): Promise<string> => {
    await on.waitForSelector('.step.here');
    await settled(on);
    return on.innerText('.main');
  };
  const first = await view(page);
  const other = await visit.watched.context.newPage();
  await other.goto(page.url());
  assert.equal(await view(other), first);
  await other.close();
  const before_ = page.url();
  await page.keyboard.press('[');
  await page.waitForFunction((url: string) => window.location.href !== url, before_);
  await page.goBack();
  await page.waitForFunction((url: string) => window.location.href === url, before_);
  assert.equal(await view(page), first);
});

test('every read of a screen in the past names the moment', async () => {
  visit.watched.requests.length = 0;
  await page.reload();
  await page.waitForSelector('.step.here');
  await settled(page);
  const reads = visit.watched.requests.filter(
    (url) => /\/v1\/(queues|queue_items|audit)/.test(url) || /\/v1\/orders\/[^/]+(\?|$)/.test(url),
  );
  assert.ok(reads.length > 0);
  for (const url of reads) assert.match(url, /[?&]as_of=\d+/);
});

test('back to now, and the overview of an earlier moment equals the API’s', async () => {
  await page.click('[data-test="to-live"]');
  await page.waitForSelector('[data-test="live"]');
  assert.equal(await isPast(page), false);
  assert.equal(new URL(page.url()).searchParams.get('as_of'), null);

  const { position } = await visit.api('/v1/queues');
  const half = String(BigInt(position) / 2n);
  await visit.to(`/?as_of=${half}`);
  await page.waitForSelector('[data-queue]');
  await settled(page);
  const { items } = await visit.api(`/v1/queues?as_of=${half}`);
  assert.deepEqual(await tiles(page), countsOf(items));
  await screenshot(page, 'overview-past');
});

test('the bar by keyboard: the knob home, an hour, an event, and a typed moment', async () => {
  const position = async (): Promise<string> => new URL(page.url()).searchParams.get('as_of') ?? '';
  const moved = async (from: string): Promise<string> => {
    await page.waitForFunction(
      (old: string) => new URLSearchParams(window.location.search).get('as_of') !== old,
      from,
    );
    return position();
  };
  const start = await position();
  await page.focus('[role="slider"]');
  await page.keyboard.press('Home');
  const first = await moved(start);
  assert.ok(BigInt(first) < BigInt(start));
  await settled(page);
  await page.waitForFunction(() =>
    /\d{4}-/.test(document.querySelector<HTMLInputElement>('[data-test="moment"]')!.value),
  );
  await page.click('.steps button:nth-child(6)');
  const second = await moved(first);
  assert.ok(BigInt(second) > BigInt(first));
  const { recorded_at } = await visit.api(`/v1/log/position?position=${start}`);
  const shanghai = new Date(Date.parse(recorded_at) + 8 * 3600_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  await page.fill('[data-test="moment"]', shanghai);
  await page.keyboard.press('Enter');
  const third = await moved(second);
  const there = await visit.api(`/v1/log/position?position=${third}`);
  assert.ok(there.recorded_at.slice(0, 19) <= recorded_at.slice(0, 19), 'of that second or before');
  assert.ok(BigInt(third) > BigInt(second));
});

const newOutlet = async (): Promise<Record<string, string>> => ({
  outlet: 'OUT-WEB',
  name: '金缮网点',
  kind: 'general_outlet',
  parent: (await visit.api('/v1/lookup/outlet')).items[0].id,
});

test('a command through its generated form is accepted, and in the audit log', async () => {
  await visit.to('/commands');
  await page.click('button[data-command="register_outlet"]');
  await page.waitForSelector('dialog form[data-command="register_outlet"]');
  await page.click('dialog button.primary');
  // What is needed is asked for, and nothing was sent.
  await page.waitForSelector('dialog [aria-invalid="true"]');
  await fillIn(page, 'register_outlet', await newOutlet());
  await screenshot(page, 'form');
  await page.click('dialog button.primary');
  await page.waitForSelector('.toasts .notice.good');
  const told = (await page.textContent('.toasts .notice.good'))
    .replace(/[^\d#]/g, '')
    .split('#')[1];
  const audit = await visit.api('/v1/audit?command=register_outlet&limit=1');
  assert.equal(audit.items[0].position, told);
  assert.equal(audit.items[0].operator, 'admin');
  await visit.to('/audit');
  await page.waitForSelector('table.rows tbody tr');
  await screenshot(page, 'audit');
});

test('a refusal says why, in the language of the person', async () => {
  await visit.to('/commands');
  await page.click('button[data-command="register_outlet"]');
  await fillIn(page, 'register_outlet', await newOutlet());
  const answered = page.waitForResponse((response: Any) => response.request().method() === 'POST');
  await page.click('dialog button.primary');
  const response = await answered;
  assert.equal(response.status(), 409);
  const { code } = await response.json();
  await page.waitForSelector('dialog .notice.bad');
  const notice = await page.textContent('dialog .notice.bad');
  assert.ok(notice.includes(code));
  assert.match(notice, /\p{Script=Han}/u);
  visit.watched.errors = visit.watched.errors.filter((error) => !/409 \(Conflict\)/.test(error));
  await page.keyboard.press('Escape');
});

// Somebody else at work, in a browser profile of their own: whoever registered the last order, let
// in by the administrator's invitation.
async function colleague(): Promise<Any> {
  const { items } = await visit.api(
    '/v1/audit?command=register_work_order&outcome=accepted&limit=1',
  );
  await visit.to('/system');
  await page.fill('input[name="operator"]', items[0].operator);
  await page.click('form:has(input[name="operator"]) button');
  const link = await page.textContent('.link-text');
  const context = await visit.browser.newContext({ locale: 'zh-CN' });
  const other = await context.newPage();
  await other.goto(link);
  await other.fill('input[name="password"]', password);
  await other.fill('input[name="again"]', password);
  await other.click('button.primary');
  await other.waitForSelector('[data-test="tiles"]');
  return other;
}

test('a value that will not do is said at its field; another overview moves', async () => {
  const other = await colleague();
  await visit.to('/');
  const before_ = (await tiles(page)).registered!;
  await other.click('.nav a[href="/intake"]');
  await other.click('a[href="/intake/form"]');
  await other.waitForSelector('form[data-command="register_work_order"]');
  await fillIn(other, 'register_work_order', {
    service_type: 'repair',
    brand: 'HaiLan',
    category: 'aircon',
    contact: '王女士',
    phone: '12',
    address: '九亭镇 1 号',
  });
  const saidAt = async (field: string): Promise<string> => {
    await other.waitForSelector(`[name="${field}"][aria-invalid="true"]:focus`);
    return other.textContent(`.field:has([name="${field}"]) .wrong`);
  };
  await other.click('button.primary');
  assert.match(await saidAt('phone'), /\p{Script=Han}/u, 'a refusal of the business');
  await other.fill('[name="phone"]', '1'.repeat(60));
  await other.click('button.primary');
  assert.match(await saidAt('phone'), /\p{Script=Han}/u, 'more than the field takes');
  await other.fill('[name="phone"]', '13800000000');
  await other.click('button.primary');
  await other.waitForSelector('.timeline .step'); // it leads to the new order
  await page.waitForFunction(
    (count: number) =>
      document.querySelector('[data-queue="registered"] [data-test="count"]')!.textContent ===
      String(count),
    before_ + 1,
  );
  await other.context().close();
});

test('without a mouse: to an order by its number, one step back, and to now again', async () => {
  const { id } = await visit.busyOrder();
  await visit.to('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter'); // skip to the content
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await page.keyboard.press('/');
  await page.keyboard.type(id);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.timeline .step');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('[');
  await page.waitForSelector('.step.here');
  await page.focus('[data-test="to-live"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-test="live"]');
});

test('language and theme switch, and stay', async () => {
  await visit.to('/');
  await page.waitForSelector('[data-queue]');
  await page.click('.top .end button:nth-child(1)');
  await page.waitForSelector('html[lang="en"]');
  await soon.doesNotMatch(() => page.innerText('.nav'), /\p{Script=Han}/u);
  await soon.doesNotMatch(() => page.innerText('.tiles'), /\p{Script=Han}/u);
  await page.click('.top .end button:nth-child(2)');
  await page.waitForSelector('html[data-theme="dark"]');
  await page.reload();
  await page.waitForSelector('html[lang="en"][data-theme="dark"] [data-queue]');
  await settled(page);
  await screenshot(page, 'overview-dark-en');
});

test('two tabs share one feed', async () => {
  const feeds = (): number =>
    visit.watched.requests.filter((url) => url.includes('/v1/stream')).length;
  await visit.to('/');
  await page.waitForSelector('.live[aria-pressed]:not(.stale)');
  const before_ = feeds();
  const second = await visit.watched.context.newPage();
  await second.goto(`${visit.server.origin}/`);
  await second.waitForFunction(() =>
    /#\d/.test(document.querySelector('[data-test="position"]')?.textContent ?? ''),
  );
  assert.equal(feeds(), before_);
  await second.close();
});

test('signing out ends it, the password opens it again', async () => {
  await visit.to('/');
  await page.click('[data-test="sign-out"]');
  await visit.byPassword();
  await page.fill('input[name="operator"]', 'admin');
  await page.fill('input[name="password"]', password);
  await page.click('button.primary');
  await page.waitForSelector('[data-test="tiles"]');
});

test('in all this: no error in the console, no request to another origin', () => {
  assert.deepEqual(visit.watched.errors, []);
  assert.ok(visit.watched.requests.length > 50);
  assert.deepEqual(
    visit.watched.requests.filter(
      (url) => !url.startsWith(`${visit.server.origin}/`) && !url.startsWith('data:'),
    ),
    [],
  );
});
