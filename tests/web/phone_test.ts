// The technician's phone at 360 × 740 with the network off: three jobs done in a dead spot, the
// page loaded again there, everything sent once and in order afterwards; what the office changed
// meanwhile; an answer that was lost; another person on the same device.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders, startServer, type Server } from './server.ts';
import { here, Shop } from './shop.ts';
import { soon } from './soon.ts';
import { password } from './visit.ts';

let server: Server;
let browser: Any;
let shop: Shop;
let context: Any;
let page: Any;
const requests: string[] = [];
const errors: string[] = [];

before(async () => {
  server = await startServer(few_orders);
  shop = new Shop(server.origin);
  await shop.open(server.setupLink);
  await shop.hireTechnician('3901', 'T-P1', '赵师傅');
  await shop.hireTechnician('3902', 'T-P2', '钱师傅');
  browser = await launch();
  context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    geolocation: { latitude: here.latitude + 0.00034, longitude: here.longitude, accuracy: 12 },
    permissions: ['geolocation'],
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  context.on('request', (request: Any) => requests.push(request.url()));
  context.on('weberror', (error: Any) => errors.push(String(error.error())));
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

// Nobody is signed in: the doors of the demo company.
const atTheDoors = (): Promise<void> => page.waitForSelector('[data-test="by-password"]');

async function signIn(number: string): Promise<void> {
  await page.click('[data-test="by-password"]');
  await page.fill('input[name="operator"]', number);
  await page.fill('input[name="password"]', password);
  await page.click('button.primary');
  await page.waitForSelector('.phone');
}

const card = (order: string): string => `[data-order="${order}"]`;
const toDay = async (): Promise<void> => {
  await page.click('.ph-tabs a[href="/today"]');
  await page.waitForSelector('.ph-sum');
};
const toWaiting = (): Promise<void> => page.click('.ph-tabs a[href="/today/waiting"]');

// Asks for the day until it has the order: tables follow the log a moment later.
async function hears(order: string): Promise<void> {
  await toDay();
  for (let tries = 0; tries < 40 && !(await page.locator(card(order)).count()); ++tries) {
    await page.click('[data-test="synced"]');
    await page.waitForTimeout(100);
  }
  await page.waitForSelector(card(order));
}

async function openJob(order: string): Promise<void> {
  if (await page.locator('.ph-back').count()) await page.click('.ph-back');
  await toDay();
  await page.click(`${card(order)} .ph-open`);
  await page.waitForSelector('.ph-actions');
}

// One step of the job that is open, by the button under the thumb or the form that it opens.
async function step(command: string, fill: Record<string, string> = {}): Promise<void> {
  await page.click(`.ph-actions [data-command="${command}"]`);
  const wordless = ['accept_booking', 'start_travel', 'start_work', 'resume_work'];
  if (!wordless.includes(command)) {
    const form = `.ph-sheet form[data-command="${command}"]`;
    await page.waitForSelector(form);
    if (command === 'check_in') await page.waitForSelector('[data-test="distance"]');
    for (const [name, value] of Object.entries(fill))
      await page.fill(`${form} [name="${name}"]`, value);
    await page.click(`${form} button.primary`);
    await page.waitForSelector('.ph-sheet', { state: 'detached' });
  }
}

// A whole visit: what he does is what the page offers next.
async function visit(order: string): Promise<void> {
  await openJob(order);
  await step('accept_booking');
  await step('start_travel');
  await step('check_in');
  await step('start_work');
  await step('record_diagnosis', { fault_code: 'E5' });
  await step('report_work_done', { result: '换了启动电容' });
  await page.waitForSelector('.ph-actions p.muted');
}
const steps_of_a_visit = 6;

const unsent = async (): Promise<number> => {
  const badge = page.locator('[data-test="unsent"]');
  return (await badge.count()) ? Number(await badge.textContent()) : 0;
};

async function allSent(): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('.ph-tabs') && !document.querySelector('[data-test="unsent"]'),
  );
}

async function online(): Promise<void> {
  await context.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}
async function offline(): Promise<void> {
  await context.setOffline(true);
  await page.waitForSelector('.ph-synced.off');
}

// Every accepted command of the phone on these orders, by position.
async function counted(orders: string[]): Promise<string[]> {
  const all: Any[] = [];
  for (const order of orders)
    for (const one of await shop.timeline(order))
      if (one.operator === '3901' && one.accepted) all.push({ ...one, order });
  all.sort((a, b) => Number(a.position) - Number(b.position));
  return all.map((one) => `${one.order} ${one.command}`);
}

const violations = (): Promise<string[]> => violationsOf(page);

// What a thumb has to hit, and what is wider than the screen.
const smallTargets = (): Promise<string[]> =>
  page.$$eval('.phone :is(button, a, select, input)', (all: HTMLElement[]) =>
    all
      .filter((one) => one.checkVisibility() && !one.closest('label'))
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ one, box }) => {
        const inRow = one.closest('.ph-fact, .ph-step, .ph-acts');
        return box.height > 0 && box.height < (inRow ? 36 : 44) - 0.5;
      })
      .map(({ one, box }) => `${one.outerHTML.slice(0, 80)} ${box.height}`),
  );
const tooWide = (): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

let orders: string[] = [];

test('a technician who signs in on a phone has his day', async () => {
  orders = [
    await shop.book('T-P1', '王女士', 1),
    await shop.book('T-P1', '龚先生', 2),
    await shop.book('T-P1', '李先生', 3),
  ];
  const foreign = await shop.book('T-P2', '周女士', 1);
  await page.goto(server.origin);
  await signIn('3901');
  assert.equal(new URL(page.url()).pathname, '/today');
  for (const order of orders) await hears(order);
  const shown = await page.$$eval('[data-order]', (all: HTMLElement[]) =>
    all.map((one) => one.dataset['order']),
  );
  assert.deepEqual(shown, orders);
  await soon.equal(() => page.locator(card(foreign)).count(), 0);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await screenshot(page, 'phone-today');
});

test('chrome, targets, one filled button, axe, both languages, light and dark', async () => {
  const looks = async (what: string): Promise<void> => {
    assert.deepEqual(await violations(), [], what);
    assert.deepEqual(await smallTargets(), [], what);
    assert.equal(await tooWide(), false, what);
    await soon.ok(async () => (await page.locator('button.primary:visible').count()) <= 1, what);
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.querySelector('.phone')!).fontSize),
      '15px',
    );
    const height = (selector: string): Promise<number> =>
      page.evaluate(
        (one: string) => document.querySelector(one)?.getBoundingClientRect().height ?? 0,
        selector,
      );
    const chrome = (await height('.ph-top')) + (await height('.ph-tabs'));
    assert.ok(chrome > 40 && chrome <= 96, `${what}: ${chrome}`);
  };
  for (const language of ['zh', 'en']) {
    for (const theme of ['light', 'dark']) {
      await page.click('.ph-tabs a[href="/today/me"]');
      if (!(await page.getAttribute('html', 'lang')).startsWith(language))
        await page.click('.ph-list button >> nth=0');
      if ((await page.getAttribute('html', 'data-theme')) !== theme)
        await page.click('[data-test="theme"]');
      for (const tab of ['me', 'parts', 'money', 'waiting']) {
        await page.click(`.ph-tabs a[href="/today/${tab}"]`);
        await looks(`${tab} ${language} ${theme}`);
      }
      await toDay();
      await looks(`today ${language} ${theme}`);
      await page.click(`${card(orders[0]!)} .ph-open`);
      await page.waitForSelector('.ph-actions');
      await looks(`job ${language} ${theme}`);
      await soon.equal(() => page.getAttribute('[data-test="call"]', 'href'), 'tel:13800218814');
      await soon.match(
        () => page.getAttribute('[data-test="map"]', 'href'),
        /^geo:31\.2304,121\.4737/,
      );
      await screenshot(page, `phone-job-${language}-${theme}`);
      await page.click('[data-test="more"]');
      await page.waitForSelector('.ph-sheet');
      await looks(`more ${language} ${theme}`);
      await page.click('.ph-sheet header button');
      await page.click('.ph-back');
    }
  }
  await page.click('.ph-tabs a[href="/today/me"]');
  await page.click('.ph-list button >> nth=0');
  await page.click('[data-test="theme"]');
});

test('three jobs off line, the page loaded again there, all sent once in order', async () => {
  await offline();
  await visit(orders[0]!);
  await visit(orders[1]!);
  await page.click('.ph-back');
  assert.equal(await unsent(), 2 * steps_of_a_visit);
  await page.reload();
  await page.waitForSelector('.phone');
  await page.waitForSelector('.ph-synced.off');
  assert.equal(await unsent(), 2 * steps_of_a_visit);
  await visit(orders[2]!);
  await page.click('.ph-back');
  await toWaiting();
  await page.waitForSelector('[data-test="acts"]');
  await screenshot(page, 'phone-waiting');
  assert.deepEqual(await violations(), []);
  for (const order of orders) assert.equal(await shop.statusOf(order), 'scheduled');
  const did: string[] = await page.evaluate(async () => {
    const opened = indexedDB.open('kintsugi-phone');
    const database: IDBDatabase = await new Promise((done) => {
      opened.onsuccess = () => done(opened.result);
    });
    const all = database.transaction('acts').objectStore('acts').getAll();
    return new Promise((done) => {
      all.onsuccess = () => done(all.result.map((act: Any) => `${act.order} ${act.command}`));
    });
  });
  assert.equal(did.length, 3 * steps_of_a_visit);
  await online();
  await allSent();
  assert.deepEqual(await counted(orders), did);
  for (const order of orders) assert.equal(await shop.statusOf(order), 'work_reported');
  await screenshot(page, 'phone-sent');
});

test('his times are those of when he pressed, and the check-in has his position', async () => {
  const steps = await shop.timeline(orders[0]!);
  const checkIn = steps.find((one) => one.command === 'check_in');
  assert.ok(Date.parse(checkIn.business_at) < Date.parse(checkIn.recorded_at));
  const event = checkIn.events.find((one: Any) => one.type === 'technician_checked_in');
  assert.ok(event.distance > 20 && event.distance < 60, `${event.distance} m`);
  assert.match(checkIn.device, /^[0-9a-f]{20}$/);
});

test('far from the door only with a reason; charges from the tariff, and the money', async () => {
  await shop.setTariff('PH', '外机清洗', 8000);
  const order = await shop.book('T-P1', '陈先生', 4);
  await hears(order);
  await openJob(order);
  await step('accept_booking');
  await step('start_travel');
  await context.setGeolocation({ latitude: here.latitude + 0.05, longitude: here.longitude });
  await page.click('.ph-actions [data-command="check_in"]');
  const form = '.ph-sheet form[data-command="check_in"]';
  await page.waitForSelector('[data-test="distance"]');
  await soon.match(() => page.textContent('[data-test="where"]'), /5\.6 km.*允许 500 m/);
  await page.click(`${form} button.primary`);
  await page.waitForSelector(`${form} [aria-invalid="true"]`);
  assert.deepEqual(await violations(), []);
  await page.fill(`${form} [name="reason"]`, '用户在单位等');
  await page.click(`${form} button.primary`);
  await page.waitForSelector('.ph-sheet', { state: 'detached' });
  await step('start_work');
  await page.click('.ph-actions [data-command="add_charge"]');
  await page.click('[data-item="外机清洗"] .ph-step button >> nth=1');
  await soon.match(() => page.textContent('[data-test="sum"]'), /80\.00/);
  await screenshot(page, 'phone-charge');
  await page.click('.ph-sheet form button.primary');
  await page.waitForSelector('.ph-sheet', { state: 'detached' });
  await step('record_diagnosis', { fault_code: 'E5' });
  await step('report_work_done');
  await step('collect_payment', { receipt: 'R-1' }); // what is due stands there already
  await page.waitForSelector('.ph-actions p.muted');
  await page.click('.ph-back');
  await allSent();
  const told = (await shop.dispatcher.get(`/v1/orders/${order}`)).order;
  assert.deepEqual([told.due, told.paid], [8000, 8000]);
  const checkIn = (await shop.timeline(order)).find((one) => one.command === 'check_in');
  assert.ok(checkIn.events[0].marks.includes('outside'));
  await page.waitForFunction(() =>
    document.querySelector('[data-test="hand-in"]')?.textContent?.includes('80.00'),
  );
});

test('what the office changed meanwhile is shown, and he decides', async () => {
  const order = await shop.book('T-P1', '孙女士', 5);
  const gone = await shop.book('T-P1', '吴先生', 7);
  await hears(gone);
  await offline();
  await openJob(order);
  await step('accept_booking');
  await openJob(gone);
  await step('accept_booking');
  await page.click('.ph-back');
  await shop.dispatcher.send('/v1/work_orders/record_progress', { order, note: '用户改电话' });
  await shop.dispatcher.send('/v1/work_orders/reassign_booking', {
    order: gone,
    technician: 'T-P2',
    reason: '顺路',
  });
  await shop.settled();
  await online();
  await toWaiting();
  // One would be refused, and was not even sent; the other is on an order that moved on.
  await page.waitForSelector('[data-state="held"]');
  await page.waitForSelector('[data-state="refused"]');
  const both = (await page.textContent('.ph-both'))!;
  assert.match(both, /林晓/);
  assert.match(both, /过程反馈/);
  assert.match(both, /签收/);
  await page.waitForSelector('[data-test="news"] [data-kind="went"]');
  await screenshot(page, 'phone-decide');
  assert.deepEqual(await violations(), []);
  assert.deepEqual(await smallTargets(), []);
  assert.equal((await shop.timeline(gone)).filter((one) => one.operator === '3901').length, 0);
  await page.click('[data-state="held"] [data-test="drop"]');
  await page.click('[data-state="refused"] [data-test="send-again"]');
  await allSent();
  assert.equal(await shop.statusOf(order), 'accepted');
  await page.click('[data-test="news"] button');
});

test('an answer that was lost is asked for again, and nothing is done twice', async () => {
  const order = await shop.book('T-P1', '郑女士', 9);
  await hears(order);
  let lost = 0;
  await context.route('**/v1/work_orders/accept_booking', async (route: Any) => {
    if (lost++ > 0) return route.continue();
    await route.fetch(); // the engine has it; the phone never hears of it
    return route.abort('connectionreset');
  });
  await openJob(order);
  await step('accept_booking');
  await page.click('.ph-back');
  await page.waitForSelector('[data-test="unsent"]');
  await page.click('[data-test="synced"]');
  await allSent();
  await context.unroute('**/v1/work_orders/accept_booking');
  assert.equal(lost, 2);
  const accepted = (await shop.timeline(order)).filter((one) => one.command === 'accept_booking');
  assert.deepEqual(
    accepted.map((one) => one.accepted),
    [true],
  );
});

const stored = (): Promise<string> =>
  page.evaluate(async () => {
    const opened = indexedDB.open('kintsugi-phone');
    const database: IDBDatabase = await new Promise((done) => {
      opened.onsuccess = () => done(opened.result);
    });
    const all: string[] = [];
    for (const name of ['kept', 'acts']) {
      const asked = database.transaction(name).objectStore(name).getAll();
      await new Promise((done) => {
        asked.onsuccess = done;
      });
      all.push(JSON.stringify(asked.result));
    }
    return all.join('\n');
  });

// Which of these stand in what the device keeps.
const readable = async (...words: RegExp[]): Promise<string[]> => {
  const text = await stored();
  return words.filter((word) => word.test(text)).map(String);
};

test('who signs out with something to send is asked; another never sees or sends it', async () => {
  const order = await shop.book('T-P1', '冯先生', 11);
  await hears(order);
  // Held back by the phone itself: the engine answers reads, and no command gets through.
  await context.route('**/v1/work_orders/**', (route: Any) => route.abort('connectionreset'));
  await openJob(order);
  await step('accept_booking');
  await page.click('.ph-back');
  await page.waitForSelector('[data-test="unsent"]');
  await page.click('.ph-tabs a[href="/today/me"]');
  await page.click('[data-test="sign-out"]');
  await page.waitForSelector('[data-test="leave-seal"]');
  await screenshot(page, 'phone-leave');
  await page.click('[data-test="leave-seal"]');
  await atTheDoors();
  assert.deepEqual(await readable(/13800218814/, /冯先生/, /"command":"accept_booking"/), []);
  await context.unroute('**/v1/work_orders/**');
  await signIn('3902');
  await page.waitForSelector('.ph-sum');
  assert.equal(await unsent(), 0);
  assert.deepEqual(await readable(/冯先生/), []);
  await page.click('[data-test="synced"]');
  await page.waitForSelector('.ph-synced.good');
  assert.equal(await shop.statusOf(order), 'scheduled');
  await page.click('.ph-tabs a[href="/today/me"]');
  await page.click('[data-test="sign-out"]'); // nothing to send: not asked
  await atTheDoors();
  assert.deepEqual(await readable(/13800218814/), []);
  await signIn('3901');
  await allSent();
  await page.waitForFunction(() => document.querySelector('.ph-sum'));
  for (let tries = 0; tries < 50 && (await shop.statusOf(order)) !== 'accepted'; ++tries)
    await page.waitForTimeout(100);
  assert.equal(await shop.statusOf(order), 'accepted');
});

test('nothing was asked of another origin, the worker keeps nothing of /v1, no error', async () => {
  for (const url of requests)
    assert.ok(url.startsWith(server.origin) || url.startsWith('data:'), url);
  const cached: string[] = await page.evaluate(async () => {
    const all: string[] = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) all.push(request.url);
    return all;
  });
  assert.ok(cached.some((url) => url.endsWith('/index.html')));
  for (const url of cached) assert.doesNotMatch(url, /\/v1\//);
  assert.deepEqual(errors, []);
});
