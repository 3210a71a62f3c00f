// The dispatch board as a dispatcher uses it: by keyboard, by dragging, by menu; what cannot be
// sent says why before it is; in a browser against a real server with a shop of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders, startServer, type Server } from './server.ts';
import { Caller, Shop } from './shop.ts';
import { soon } from './soon.ts';
import { password, settled } from './visit.ts';

let server: Server;
let shop: Shop;
let browser: Any;
let page: Any;
const orders: string[] = [];
let second: Caller; // another dispatcher, who overrides
const day_ms = 86_400_000;
// The day after tomorrow in Shanghai: nothing of it has begun.
const day = new Date(Date.now() + 8 * 3_600_000 + 2 * day_ms).toISOString().slice(0, 10);
const at = (hour: number): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + hour * 3_600_000).toISOString();

async function register(contact: string, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await shop.dispatcher.send('/v1/work_orders/register_work_order', {
    service_type: 'repair',
    brand: '海蓝',
    category: 'aircon',
    contact,
    phone: '13800218814',
    address: '新桥镇明华路 4 号 602',
    area: '新桥镇',
    symptom: '不制冷',
    severity: 'normal',
    outlet: shop.outlet,
    ...more,
  });
  return answer.streams
    .map((one: Any) => one.stream as string)
    .find((stream: string) => stream.startsWith('work_order/'))!
    .slice('work_order/'.length);
}

before(async () => {
  server = await startServer(few_orders);
  shop = new Shop(server.origin);
  await shop.open(server.setupLink);
  await shop.hireTechnician('3901', 'T-901', '孙浩');
  await shop.hireTechnician('3902', 'T-902', '赵刚');
  await shop.hireTechnician('3903', 'T-903', '何军');
  second = new Caller(server.origin);
  await shop.hire('2901', '周主管', 'dispatcher', second);
  await shop.admin.send('/v1/service_policies/publish_service_policy', {
    effective_from: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    deadlines: [{ arrive_minutes: 2 * 1440, complete_minutes: 4 * 1440 }],
  });
  // Who is on leave all that day.
  const leave = await shop.dispatcher.send('/v1/leaves/request_leave', {
    technician: 'T-903',
    kind: 'annual',
    starts_at: at(0),
    ends_at: at(24),
  });
  const id = leave.streams
    .map((one: Any) => one.stream as string)
    .find((stream: string) => stream.startsWith('leave/'))!
    .slice('leave/'.length);
  await shop.admin.send('/v1/leaves/approve_leave', { leave: id });
  for (let n = 1; n <= 7; ++n) orders.push(await register(`客户${n}`));
  // Of an area that is not theirs: another person has to let it pass.
  const territory = (...of: string[]): Promise<Any> =>
    shop.admin.send('/v1/outlets/define_territory', { outlet: shop.outlet, territory: of });
  await territory('新桥镇', '别镇');
  orders.push(await register('远客', { area: '别镇' }));
  await territory('新桥镇');
  // That waits for a part which nobody has yet.
  const part = { part: 'KT-0421', name: '主板', brand: '海蓝', unit: 'piece' };
  await shop.admin.send('/v1/parts/register_part', part);
  orders.push(await register('缺件'));
  await shop.dispatcher.send('/v1/part_requests/request_part', {
    order: orders[8],
    part: part.part,
    quantity: 1000,
    technician: 'T-901',
  });
  await shop.settled();
  browser = await launch();
  ({ page } = await open(browser, [/401 \(Unauthorized\)/, /409 \(Conflict\)/]));
  page.setDefaultTimeout(20_000);
  await page.goto(server.origin);
  const signed = await page.evaluate(
    async (body: string) =>
      (
        await fetch('/v1/session', {
          method: 'POST',
          body,
          headers: { 'Content-Type': 'application/json' },
        })
      ).status,
    JSON.stringify({ operator: '2900', password }),
  );
  assert.equal(signed, 200);
  await page.reload();
  await page.waitForSelector('.nav');
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const to = async (order = ''): Promise<void> => {
  await page.goto(`${server.origin}/board?day=${day}${order && `&order=${order}`}`);
  await settled(page);
  await page.waitForSelector('[data-test="board"] .tray');
};
const chosen = (): Promise<string | null> =>
  page.evaluate(() => document.querySelector('.tray tr.chosen')?.getAttribute('data-id') ?? null);
const ready = (order: string): Promise<Any> =>
  page.waitForFunction(
    (id: string) =>
      document.querySelector('.tray tr.chosen')?.getAttribute('data-id') === id &&
      document.querySelector('.board .why a.link')?.textContent === id &&
      document.querySelector('[data-test="verdict"]') !== null,
    order,
  );
const booking = async (order: string): Promise<Any> =>
  (await shop.dispatcher.get(`/v1/orders/${order}`)).order.order.bookings.at(-1);
const status = (order: string): Promise<string> => shop.statusOf(order);
const becomes = async (order: string, wanted: string): Promise<void> => {
  for (let tries = 0; (await status(order)) !== wanted; ++tries) {
    assert.ok(tries < 100, `${order} becomes ${wanted}, it is ${await status(order)}`);
    await page.waitForTimeout(50);
  }
};

test('three orders are dispatched by keyboard alone', async () => {
  await to();
  await page.keyboard.press('j');
  for (const order of orders.slice(0, 3)) {
    await ready(order);
    const slot = await page.getAttribute('.slot.chosen', 'data-verdict');
    assert.equal(slot, 'pass');
    await page.keyboard.press('Enter');
    await becomes(order, 'scheduled');
  }
  // Each has a time of his own, and the next order was chosen each time.
  const times = await Promise.all(orders.slice(0, 3).map(booking));
  const slots = new Set(times.map((one) => `${one.technician} ${one.starts_at}`));
  assert.equal(slots.size, 3);
});

test('another candidate by his digit, five minutes later by an arrow', async () => {
  const [, , , order] = orders;
  await to(order);
  await ready(order!);
  await page.keyboard.press('2');
  const name = await page.getAttribute('.slot.chosen', 'data-candidate');
  const before = await page.textContent('[data-test="send"]');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    (text: string) => document.querySelector('[data-test="send"]')?.textContent !== text,
    before,
  );
  await page.keyboard.press('Enter');
  await becomes(order!, 'scheduled');
  const made = await booking(order!);
  assert.equal(made.technician, name);
  assert.equal(new Date(made.starts_at).getUTCMinutes() % 5, 0);
});

test('U takes it back, by a command', async () => {
  const order = orders[3]!;
  await page.waitForFunction(
    (id: string) => document.querySelector('.board [role="status"]')?.textContent?.includes(id),
    order,
  );
  await page.keyboard.press('u');
  await becomes(order, 'assigned');
  await ready(order);
  const steps = await shop.timeline(order);
  assert.equal(steps.at(-1).command, 'withdraw_booking');
});

test('an order is dragged onto somebody’s hours', async () => {
  const order = orders[4]!;
  await to(order);
  await ready(order);
  const from = await page.locator(`.tray tr[data-id="${order}"] td`).nth(2).boundingBox();
  const lane = await page.locator('[data-lane="T-902"]').boundingBox();
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y - 20, { steps: 4 });
  // 17:00 of eight to eight.
  await page.mouse.move(lane.x + lane.width * 0.75, lane.y + lane.height / 2, { steps: 8 });
  await page.mouse.up();
  await becomes(order, 'scheduled');
  const made = await booking(order);
  assert.equal(made.technician, 'T-902');
  assert.equal(made.starts_at, at(17).replace('.000', ''));
});

test('an order is given away by the menu', async () => {
  const order = orders[5]!;
  await to(order);
  await ready(order);
  await page.keyboard.press('a');
  await page.waitForSelector('[data-menu="board-give"][open] [data-give]');
  await page.click('[data-menu="board-give"] [data-give="T-901"]');
  await becomes(order, 'scheduled');
  assert.equal((await booking(order)).technician, 'T-901');
});

test('what cannot be sent says so before it is, and is not', async () => {
  const order = orders[6]!;
  await to(order);
  await ready(order);
  // Dropped on a time that is taken.
  const from = await page.locator(`.tray tr[data-id="${order}"] td`).nth(2).boundingBox();
  const bar = await page.locator('[data-lane="T-902"] .bar').last().boundingBox();
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y - 20, { steps: 4 });
  await page.mouse.move(bar.x + 2, bar.y + bar.height / 2, { steps: 8 });
  await page.mouse.up();
  await page.waitForSelector('[data-test="verdict"][data-verdict="refused"] .notice.bad');
  await soon.match(() => page.textContent('[data-test="verdict"] .notice.bad'), /时段冲突/);
  await soon.equal(() => page.textContent('tr[data-check="slot"] td.refused'), '✗');
  await soon.ok(() => page.isDisabled('[data-test="send"]'));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.toasts .notice.bad');
  assert.equal(await status(order), 'assigned');
  const steps = await shop.timeline(order);
  assert.ok(
    steps.every((one) => one.command !== 'schedule_booking'),
    'nothing was sent',
  );
  await screenshot(page, 'board-refused');
});

test('what another person may override is asked for in place, and then passes', async () => {
  const order = orders[7]!;
  await to(order);
  await ready(order);
  await page.waitForSelector('[data-test="verdict"][data-verdict="override"]');
  const technician = await page.getAttribute('.slot.chosen', 'data-candidate');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.toasts .notice.bad');
  await page.keyboard.press('Shift+Enter'); // where the reason is typed
  await page.keyboard.type('客户点名');
  await page.click('[data-test="ask-override"]');
  await page.waitForSelector('.toasts .notice.good');
  const waiting = await second.get('/v1/queue_items?queue=overrides_asked&commands=true');
  const [item] = waiting.items.filter((one: Any) => one.order === order);
  assert.equal(item.check, 'territory');
  assert.equal(item.note, '客户点名');
  const act = item.acts.find((one: Any) => one.command === 'override_dispatch_check');
  await second.send('/v1/work_orders/override_dispatch_check', { ...act.fill, reason: '可以' });
  // Live: nobody presses anything.
  await page.waitForSelector(`.slot[data-candidate="${technician}"][data-verdict="pass"]`);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Enter');
  await becomes(order, 'scheduled');
});

test('what is due stands there: what trips next, what is left of each', async () => {
  await to();
  const first = page.locator('[data-test="deadlines"] [data-due]').first();
  await first.waitFor();
  const order = await first.getAttribute('data-due');
  assert.ok(orders.includes(order!));
  await soon.match(() => first.textContent(), /\d+:\d\d|\d+ 天/);
  // Of those that wait, the soonest first; each says what is left.
  const lefts = await page.locator('.tray .time-left').count();
  assert.equal(lefts, await page.locator('.tray tbody tr').count());
  // One that is pressed is what the board is about: this one is booked, and has to be accepted.
  await first.click();
  await page.waitForFunction(
    (id: string) => document.querySelector('.board .why a.link')?.textContent === id,
    order,
  );
  await page.waitForSelector('.why [data-due-of="booking_acceptance"]');
  await to(orders[6]);
  await ready(orders[6]!);
  for (const kind of ['order_arrival', 'order_completion'])
    await page.waitForSelector(`.why [data-due-of="${kind}"]`);
});

test('who is not there stands apart, and cannot be sent', async () => {
  await to(orders[6]);
  await ready(orders[6]!);
  const away = page.locator('[data-test="not-available"] [data-technician="T-903"]');
  await away.locator('[data-test="away"]').waitFor();
  await soon.match(() => away.locator('[data-test="away"]').textContent(), /请假/);
  const row = await page.locator(`.tray tr[data-id="${orders[6]}"] td`).nth(3).boundingBox();
  const lane = await page.locator('[data-lane="T-903"]').boundingBox();
  await page.mouse.move(row.x + 20, row.y + row.height / 2);
  await page.mouse.down();
  await page.mouse.move(row.x + 60, row.y - 20, { steps: 4 });
  await page.mouse.move(lane.x + lane.width / 2, lane.y + lane.height / 2, { steps: 8 });
  await page.mouse.up();
  await page.waitForSelector('[data-test="verdict"][data-verdict="refused"] .notice.bad');
  await soon.equal(() => page.textContent('tr[data-check="technician_active"] td.refused'), '✗');
  assert.equal(await status(orders[6]!), 'assigned');
});

test('who has the part that the order waits for, and who lacks it', async () => {
  await to(orders[8]);
  await ready(orders[8]!);
  const needed = page.locator('[data-technician="T-902"] [data-needed="KT-0421"]');
  await needed.waitFor();
  await soon.match(() => needed.textContent(), /✗ KT-0421 0\/1/);
  await soon.equal(() => page.textContent('tr[data-check="parts"] td'), '!');
});

test('a refused dispatch offers what would pass, where it was sent', async () => {
  const [, , , , dragged, , order] = orders;
  const taken = await booking(dragged!);
  await page.goto(`${server.origin}/queues/to_schedule`);
  await settled(page);
  const row = page.locator(`.inbox li[data-id="work_order:${order}"]`);
  await row.locator('[data-command="schedule_booking"]').first().click();
  const form = page.locator('form.below');
  await form.locator('[name="technician"]').fill(taken.technician);
  await form.locator('[name="starts_at"]').fill(`${day} 17:00`);
  await form.locator('[name="ends_at"]').fill(`${day} 18:00`);
  await form.locator('button.primary').click();
  const offers = row.locator('[data-instead]');
  await offers.first().waitFor();
  const kinds = await offers.evaluateAll((all: Element[]) =>
    all.map((one) => one.getAttribute('data-instead')),
  );
  assert.deepEqual(kinds, ['another_time', 'another_technician']);
  await screenshot(page, 'board-instead');
  await row.locator('[data-instead="another_technician"]').click();
  await becomes(order!, 'scheduled');
  const made = await booking(order!);
  assert.notEqual(made.technician, taken.technician);
  assert.equal(made.starts_at, taken.starts_at);
  // Taken back where it was done, for what comes next.
  await page.waitForSelector(`.inbox li.done[data-id="work_order:${order}"]`);
  await page.keyboard.press('u');
  await becomes(order!, 'assigned');
});

test('in the past nothing can be sent', async () => {
  const order = orders[6]!;
  const { position } = await shop.dispatcher.get('/v1/log/position');
  await page.goto(`${server.origin}/board?day=${day}&order=${order}&as_of=${position}`);
  await settled(page);
  await ready(order);
  await soon.ok(() => page.isDisabled('[data-test="send"]'));
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  assert.equal(await status(order), 'assigned');
  await screenshot(page, 'board-past');
});

const prefer = (name: string, value: string): Promise<void> =>
  page.evaluate(
    ([of, to_]: string[]) => localStorage.setItem(`kintsugi.${of}`, to_!),
    [name, value],
  );

test('in both languages and themes, wide and on a phone: accessible, fitting', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const wrong: string[] = [];
  for (const path of [`/board?day=${day}&order=${orders[6]}`, '/network', '/network?wall=1']) {
    for (const language of ['zh-CN', 'en']) {
      await prefer('language', language);
      for (const theme of ['light', 'dark']) {
        await prefer('theme', theme);
        for (const width of [1440, 360]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(server.origin + path);
          await settled(page);
          if (path.startsWith('/board')) await page.waitForSelector('[data-test="verdict"]');
          const name = `${path.slice(1, 8)}${path.includes('wall') ? '-wall' : ''}`;
          const where = `${name} ${language} ${theme} ${width}`;
          for (const one of await violationsOf(page)) wrong.push(`${where}: ${one}`);
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          if (wide > 0) wrong.push(`${where}: ${wide} px too wide`);
          await screenshot(page, where.replace(/[^\w-]+/g, '-'));
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('the network board counts by outlet and names nobody', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await prefer('language', 'zh-CN');
  await page.goto(`${server.origin}/network`);
  await settled(page);
  const box = page.locator(`[data-outlet="${shop.outlet}"]`);
  const open_ = Number(await box.locator('[data-test="open"]').textContent());
  const { items } = await shop.dispatcher.get('/v1/network');
  const own = items.find((one: Any) => one.outlet === shop.outlet);
  assert.equal(open_, own.open);
  assert.equal(items.length, 1, 'his outlet alone');
  const text: string = await page.textContent('[data-test="network"]');
  assert.ok(!/客户\d|孙浩|1380021/.test(text), 'nobody’s name');
});

test('on a wall: by region and outlet, large, renewed by itself, nobody’s name', async () => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  const { admin, outlet } = shop;
  await admin.send('/v1/outlets/register_outlet', {
    outlet: 'RC-1',
    name: '华东区域中心',
    kind: 'regional_centre',
  });
  await admin.send('/v1/outlets/reparent_outlet', { outlet, parent: 'RC-1' });
  await page.goto(`${server.origin}/network?wall=1`);
  await settled(page);
  await page.waitForSelector('[data-region="RC-1"]');
  const row = page.locator(`.pages [data-outlet="${outlet}"]`);
  const figure = (name: string): Promise<string> =>
    row.locator(`[data-test="${name}"]`).textContent();
  const before_ = Number(await figure('open'));
  assert.equal(await figure('finished'), '0');
  assert.notEqual(await figure('waiting'), '—');
  await page.waitForSelector('[data-test="wall-next"] li');
  const size = await row.evaluate((one: Element) => parseFloat(getComputedStyle(one).fontSize));
  assert.ok(size >= 22, `${size} px`);
  const fits = await page.evaluate(
    () => document.documentElement.scrollHeight <= window.innerHeight,
  );
  assert.ok(fits, 'nobody scrolls');
  const text: string = await page.textContent('[data-test="network"]');
  assert.ok(!/客户\d|孙浩|1380021/.test(text));
  await register('又一位');
  await page.waitForFunction(
    ([id, was]: [string, number]) =>
      Number(
        document.querySelector(`.pages [data-outlet="${id}"] [data-test="open"]`)?.textContent,
      ) > was,
    [outlet, before_],
  );
  await screenshot(page, 'wall-1920');
});
