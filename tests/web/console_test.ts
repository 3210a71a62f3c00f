// The console in a browser against a real server with the demo company. The tests go on from each
// other: one person's first visit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axePath, launch, open, screenshot, type Any, type Watched } from './browser.ts';
import { startServer, type Server } from './server.ts';

let server: Server;
let browser: Any;
let visit: Watched;
let page: Any;

const password = 'gold-seam-on-a-bowl';
const bar = '[data-test="position"]';

before(async () => {
  server = await startServer();
  browser = await launch();
  visit = await open(browser, [/401 \(Unauthorized\)/]); // asking who is signed in, before anybody is
  page = visit.page;
  page.setDefaultTimeout(20_000);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

// What the API says, asked by the page itself with its own session.
const api = (path: string): Promise<Any> =>
  page.evaluate(async (url: string) => (await fetch(url)).json(), path);
const past = (): Promise<boolean> =>
  page
    .locator('html[data-past]')
    .count()
    .then((count: number) => count > 0);
const settled = async (on: Any = page): Promise<void> => {
  await on.waitForSelector('.main');
  await on.waitForFunction(
    () => !document.querySelector('.main .skeleton, .main [aria-busy="true"]'),
  );
};
const tiles = (on: Any): Promise<Record<string, number>> =>
  on.$$eval('[data-queue]', (all: Element[]) =>
    Object.fromEntries(
      all.map((tile) => [
        tile.getAttribute('data-queue'),
        Number(tile.querySelector('[data-test="count"]')!.textContent!.replace(/\D/g, '')),
      ]),
    ),
  );
const visit_to = async (path: string): Promise<void> => {
  await page.goto(server.origin + path);
  await settled();
};

test('nobody gets in without signing in', async () => {
  await page.goto(`${server.origin}/orders`);
  await page.waitForSelector('input[name="password"]');
  assert.equal(await page.locator('.shell').count(), 0);
});

test('the one-time link sets the administrator and signs in, once', async () => {
  await page.goto(server.setupLink);
  await page.waitForSelector('input[name="again"]');
  for (const [name, value] of [
    ['operator', 'admin'],
    ['name', '管理员'],
  ]) {
    const input = page.locator(`input[name="${name}"]`); // asked only where nobody is named yet
    if (await input.count()) await input.fill(value);
  }
  await page.fill('input[name="password"]', password);
  await page.fill('input[name="again"]', password);
  await screenshot(page, 'setup');
  await page.click('button.primary');
  await page.waitForSelector('[data-test="tiles"]');
  assert.equal(new URL(page.url()).hash, '', 'the token is gone from the address');
  const token = new URL(server.setupLink).hash.slice(1);
  const again = await page.request.post(`${server.origin}/v1/setup/check`, { data: { token } });
  assert.equal(again.status(), 404);
});

test('the numbers of the overview are those of the API', async () => {
  await settled();
  const { items } = await api('/v1/queues');
  assert.ok(items.length >= 8, 'the queues of the source');
  assert.deepEqual(
    await tiles(page),
    Object.fromEntries(items.map((item: Any) => [item.queue, item.count])),
  );
  assert.ok(
    items.some((item: Any) => item.count > 0),
    'the demo company has something to do',
  );
  assert.match(await page.textContent(bar), /#\d/);
  await screenshot(page, 'overview');
});

test('a number opens its queue, a row its order, the order its timeline', async () => {
  const queues = await api('/v1/queues');
  const queue = queues.items.find((item: Any) => item.count > 0).queue;
  await page.click(`[data-queue="${queue}"]`);
  await page.waitForSelector('table.rows tbody tr');
  await settled();
  await visit_to('/orders');
  await page.waitForSelector('table.rows tbody tr');
  await screenshot(page, 'orders');
  await page.click('table.rows tbody tr:nth-child(3)');
  await page.waitForSelector('.timeline .step');
  assert.match(new URL(page.url()).pathname, /^\/orders\/[^/]+$/);
});

// An order with a history: the one with the most commits among the first page.
async function busyOrder(): Promise<{ id: string; steps: Any[] }> {
  const { items } = await api('/v1/orders?limit=200');
  const versions = items.map((item: Any) => Number(item.version));
  const { id } = items[versions.indexOf(Math.max(...versions))];
  const { items: steps } = await api(`/v1/orders/${encodeURIComponent(id)}/timeline?limit=500`);
  return { id, steps };
}

test('the timeline shows every step, as the API has them', async () => {
  const { id, steps } = await busyOrder();
  assert.ok(steps.length >= 4, 'an order with a history');
  await visit_to(`/orders/${id}`);
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

test('a step back in time: gold, commands pale with the reason, the moment in the address', async () => {
  const { id, steps } = await busyOrder();
  const middle = steps.filter((step) => step.accepted)[2];
  await page.click(`.timeline [data-position="${middle.position}"]`);
  await page.waitForSelector('.step.here');
  await settled();
  assert.ok(await past());
  assert.equal(new URL(page.url()).searchParams.get('as_of'), middle.position);
  assert.equal(await page.getAttribute('.step.here .body', 'data-position'), middle.position);
  const goldLine = 'rgb(211, 162, 74)';
  assert.equal(
    await page.$eval('.main', (main: Element) => getComputedStyle(main).borderRightColor),
    goldLine,
  );
  for (const button of await page.$$('.title [data-command], .title select')) {
    assert.ok(await button.isDisabled());
    assert.ok(await button.getAttribute('title'), 'the reason');
  }
  const later = steps.filter((step) => BigInt(step.position) > BigInt(middle.position)).length;
  assert.equal(
    await page.locator('.step.later').count(),
    later,
    'what came after is pale, not gone',
  );
  const now = await api(`/v1/orders/${id}?as_of=${middle.position}`);
  assert.ok((await page.textContent('.title')).includes(now.version), 'the version of that moment');
  await screenshot(page, 'order-past');
});

test('the same address shows the same, to another page and after going back', async () => {
  const view = async (on: Any): Promise<string> => {
    await on.waitForSelector('.step.here');
    await settled(on);
    return on.innerText('.main');
  };
  const first = await view(page);
  const other = await visit.context.newPage();
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
  visit.requests.length = 0;
  await page.reload();
  await page.waitForSelector('.step.here');
  await settled();
  const reads = visit.requests.filter(
    (url) =>
      /\/v1\/(queues|inventory|wages|audit|custody)/.test(url) ||
      /\/v1\/orders\/[^/]+(\?|$)/.test(url),
  );
  assert.ok(reads.length > 0);
  for (const url of reads) assert.match(url, /[?&]as_of=\d+/);
});

test('back to now, and the overview of an earlier moment equals the API’s', async () => {
  await page.click('[data-test="to-live"]');
  await page.waitForSelector('[data-test="live"]');
  assert.equal(await past(), false);
  assert.equal(new URL(page.url()).searchParams.get('as_of'), null);

  const { position } = await api('/v1/queues');
  const half = String(BigInt(position) / 2n);
  await visit_to(`/?as_of=${half}`);
  await page.waitForSelector('[data-queue]');
  await settled();
  const { items } = await api(`/v1/queues?as_of=${half}`);
  assert.deepEqual(
    await tiles(page),
    Object.fromEntries(items.map((item: Any) => [item.queue, item.count])),
  );
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
  await settled();
  await page.waitForFunction(() =>
    /\d{4}-/.test(document.querySelector<HTMLInputElement>('[data-test="moment"]')!.value),
  );
  await page.click('.steps button:nth-child(6)');
  const second = await moved(first);
  assert.ok(BigInt(second) > BigInt(first));
  const { recorded_at } = await api(`/v1/log/position?position=${start}`);
  const shanghai = new Date(Date.parse(recorded_at) + 8 * 3600_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  await page.fill('[data-test="moment"]', shanghai);
  await page.keyboard.press('Enter');
  const third = await moved(second);
  const there = await api(`/v1/log/position?position=${third}`);
  assert.ok(there.recorded_at.slice(0, 19) <= recorded_at.slice(0, 19), 'of that second or before');
  assert.ok(BigInt(third) > BigInt(second));
});

// Fills in what the schema says is needed of a command, by its types.
async function fillIn(on: Any, name: string, values: Record<string, string>): Promise<void> {
  const schema = await on.evaluate(async () => (await fetch('/v1/schema')).json());
  const info = schema.commands.find((item: Any) => item.name === name);
  for (const field of info.fields.filter((item: Any) => item.required || item.name in values)) {
    const control = on.locator(`form[data-command="${name}"] [name="${field.name}"]`);
    if ((await control.getAttribute('readonly')) !== null) continue;
    if (field.enum) {
      const choice =
        values[field.name] ??
        schema.enums
          .find((item: Any) => item.name === field.enum)
          .values.find((item: Any) => item.name !== 'none').name;
      await control.selectOption(choice);
    } else {
      await control.fill(values[field.name] ?? 'x');
    }
  }
}

const newOutlet = async (): Promise<Record<string, string>> => ({
  outlet: 'OUT-WEB',
  name: '金缮网点',
  kind: 'general_outlet',
  parent: (await api('/v1/lookup/outlet')).items[0].id,
});

test('a command through its generated form is accepted, recorded and in the audit log', async () => {
  await visit_to('/commands');
  await page.click('button[data-command="register_outlet"]');
  await page.waitForSelector('dialog form[data-command="register_outlet"]');
  await page.click('dialog button.primary');
  await page.waitForSelector('dialog [aria-invalid="true"]'); // what is needed is asked for, and nothing was sent
  await fillIn(page, 'register_outlet', await newOutlet());
  await screenshot(page, 'form');
  await page.click('dialog button.primary');
  await page.waitForSelector('.toasts .notice.good');
  const told = (await page.textContent('.toasts .notice.good'))
    .replace(/[^\d#]/g, '')
    .split('#')[1];
  const audit = await api('/v1/audit?command=register_outlet&limit=1');
  assert.equal(audit.items[0].position, told);
  assert.equal(audit.items[0].operator, 'admin');
  await visit_to('/audit');
  await page.waitForSelector('table.rows tbody tr');
  await screenshot(page, 'audit');
});

test('a refusal says why, in the language of the person', async () => {
  await visit_to('/commands');
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
  visit.errors = visit.errors.filter((error) => !/409 \(Conflict\)/.test(error));
  await page.keyboard.press('Escape');
});

test('language and theme switch, and stay', async () => {
  await visit_to('/');
  await page.waitForSelector('[data-queue]');
  await page.click('.top .end button:nth-child(1)');
  await page.waitForSelector('html[lang="en"]');
  assert.doesNotMatch(await page.innerText('.nav'), /\p{Script=Han}/u);
  assert.doesNotMatch(await page.innerText('.tiles'), /\p{Script=Han}/u);
  await page.click('.top .end button:nth-child(2)');
  await page.waitForSelector('html[data-theme="dark"]');
  await page.reload();
  await page.waitForSelector('html[lang="en"][data-theme="dark"] [data-queue]');
  await settled();
  await screenshot(page, 'overview-dark-en');
});

test('no accessibility violations, light and dark, now and in the past', async () => {
  const axe = readFileSync(axePath, 'utf8');
  const check = async (what: string): Promise<void> => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (window as Any).axe.run(document, { resultTypes: ['violations'] }),
    );
    const found = violations.map((item: Any) => `${what} ${item.id}: ${item.nodes[0].html}`);
    assert.deepEqual(found, []);
  };
  const { id, steps } = await busyOrder();
  const past_ = `/orders/${id}?as_of=${steps[1].position}`;
  for (const path of ['/', '/orders', '/audit', '/inventory', `/orders/${id}`, past_, '/system']) {
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name: string) => localStorage.setItem('kintsugi.theme', name), theme);
      await visit_to(path);
      await check(`${path} ${theme}`);
    }
  }
  await visit_to('/commands');
  await page.click('button[data-command="register_outlet"]');
  await page.waitForSelector('dialog form');
  await check('a form');
});

test('two tabs share one feed', async () => {
  const feeds = (): number => visit.requests.filter((url) => url.includes('/v1/stream')).length;
  await visit_to('/');
  await page.waitForSelector('.live[aria-pressed]:not(.stale)');
  const before_ = feeds();
  const second = await visit.context.newPage();
  await second.goto(`${server.origin}/`);
  await second.waitForFunction(() =>
    /#\d/.test(document.querySelector('[data-test="position"]')?.textContent ?? ''),
  );
  assert.equal(feeds(), before_);
  await second.close();
});

test('the phone: nothing wider than the screen', async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  for (const path of ['/', '/orders']) {
    await visit_to(path);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
  }
  await screenshot(page, 'phone');
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('signing out ends it, the password opens it again', async () => {
  await visit_to('/');
  await page.click('.top .end button.plain');
  await page.waitForSelector('input[name="password"]');
  await page.fill('input[name="operator"]', 'admin');
  await page.fill('input[name="password"]', password);
  await page.click('button.primary');
  await page.waitForSelector('[data-test="tiles"]');
});

test('in all this: no error in the console, no request to another origin', () => {
  assert.deepEqual(visit.errors, []);
  assert.ok(visit.requests.length > 50);
  assert.deepEqual(
    visit.requests.filter(
      (url) => !url.startsWith(`${server.origin}/`) && !url.startsWith('data:'),
    ),
    [],
  );
});
