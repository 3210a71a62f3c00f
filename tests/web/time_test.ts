// The as-of bar under a person's hand: scrubbing, the keys, comparing, and what the screens draw
// while something is on its way, fails or is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { soon } from './soon.ts';
import { becomesSame, countsOf, fillIn, isPast, settled, tiles, Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin([/503 \(Service Unavailable\)/, /net::ERR_FAILED/]);
  page = visit.page;
  await visit.enter();
  await settled(page);
});

after(() => visit?.end());

const track = (): Any => page.locator('[role="slider"]');
const asked = (path: RegExp): number =>
  visit.watched.requests.filter((url) => path.test(new URL(url).pathname)).length;
const pointAt = async (share: number): Promise<[number, number]> => {
  const box = await track().boundingBox();
  return [box.x + share * box.width, box.y + box.height / 2];
};
const movedFrom = (old: string | null): Promise<void> =>
  page.waitForFunction(
    (before_: string | null) =>
      new URLSearchParams(window.location.search).get('as_of') !== before_,
    old,
  );

test('the navigation counts what is open, now and in the past', async () => {
  const orderQueues = [
    'registered',
    'to_schedule',
    'to_accept',
    'in_service',
    'on_hold',
    'papers_due',
    'to_follow_up',
    'to_post',
  ];
  const check = async (as_of: string): Promise<number> => {
    await settled(page);
    return becomesSame(async () => {
      const { items } = await visit.api(`/v1/queues${as_of}`);
      const counts = countsOf(items);
      const said = orderQueues.reduce((sum, queue) => sum + counts[queue]!, 0);
      const shown = await page.textContent('.nav a[href^="/orders"] .open');
      return [Number(shown.replace(/\D/g, '')), said];
    });
  };
  const now = await check('');
  const head = BigInt((await visit.api('/v1/queues')).position);
  await visit.to(`/?as_of=${head / 4n}`);
  assert.notEqual(await check(`?as_of=${head / 4n}`), now);
  await page.click('[data-test="to-live"]');
  await settled(page);
});

const rest_ms = 150; // of the hand, until the server is asked (api/console/src/state/scrub.ts)

test('the hand on the knob: the bar follows, the server is asked where it rests', async () => {
  const [x, y] = await pointAt(0.9);
  const before_ = { positions: asked(/log\/position$/), queues: asked(/queues$/) };
  const shownAt = (): Promise<string> => page.inputValue('[data-test="moment"]');
  const now = await shownAt();
  await page.mouse.move(x, y);
  await page.mouse.down();
  const [to] = await pointAt(0.4);
  const moves = 80;
  const began = Date.now();
  await page.mouse.move(to, y, { steps: moves });
  assert.notEqual(await shownAt(), now, 'the bar tells where the knob is');
  await page.mouse.up();
  const moving_ms = Date.now() - began;
  await movedFrom(null);
  await settled(page);
  assert.ok(await isPast(page));
  const positions = asked(/log\/position$/) - before_.positions;
  const queues = asked(/queues$/) - before_.queues;
  // Where a machine is so slow that moves are far apart, the hand rests between them.
  const rests = Math.floor(moving_ms / rest_ms) + 1;
  const told = `for ${moves} moves in ${moving_ms} ms`;
  assert.ok(positions >= 1 && positions <= rests, `${positions} questions ${told}`);
  // A screen reads them at its moment and at the midnights before it; and once more where an alarm
  // rang just before.
  assert.ok(queues <= 8 * positions + 1, `${queues} reads of the queues ${told}`);
  await screenshot(page, 'scrubbed');
  const there = visit.params().get('as_of');
  await page.goBack(); // one movement is one entry of the history
  await movedFrom(there);
  assert.equal(await isPast(page), false);
});

test('a question on its way is given up when the hand moves on', async () => {
  let held: Any = null;
  await page.route(/\/v1\/log\/position\?at=/, (route: Any) => {
    if (held) return route.continue();
    held = route; // the first is not answered
  });
  const givenUp = page.waitForEvent('requestfailed', (request: Any) =>
    request.url().includes('/v1/log/position'),
  );
  const [x, y] = await pointAt(0.7);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.waitForRequest(/\/v1\/log\/position\?at=/); // the hand rests; the screen would follow
  const [to] = await pointAt(0.3);
  await page.mouse.move(to, y, { steps: 5 });
  const request = await givenUp;
  assert.match(request.failure().errorText, /ABORTED/);
  await page.mouse.up();
  await movedFrom(null);
  await page.unroute(/\/v1\/log\/position\?at=/);
  await settled(page);
  await page.click('[data-test="to-live"]');
});

test('the arrow keys pass over the nights and come back to now', async () => {
  await visit.to('/');
  await track().focus();
  const seen: bigint[] = [];
  for (let turn = 0; turn < 6; turn++) {
    const from = visit.params().get('as_of');
    await page.keyboard.press('ArrowLeft');
    await movedFrom(from);
    seen.push(BigInt(visit.params().get('as_of')!));
  }
  for (let at = 1; at < seen.length; at++) assert.ok(seen[at]! < seen[at - 1]!, String(seen));
  await page.keyboard.press('End');
  await page.waitForSelector('[data-test="live"]');
});

test('two moments beside each other: the queues', async () => {
  const { position } = await visit.api('/v1/queues');
  const half = String(BigInt(position) / 2n);
  await visit.to(`/?as_of=${half}`);
  await page.click('[data-test="compare"]');
  await page.waitForSelector('.compared table');
  await settled(page);
  const against = visit.params().get('against')!;
  const left = countsOf((await visit.api(`/v1/queues?as_of=${half}`)).items);
  const right = countsOf((await visit.api(`/v1/queues?as_of=${against}`)).items);
  const rows: { cells: string[]; gold: boolean }[] = await page.$$eval(
    '.compared tbody tr',
    (all: Element[]) =>
      all.map((row) => ({
        cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent!.replace(/\D/g, '')),
        gold: row.querySelector('td.changed') !== null,
      })),
  );
  const queues = Object.keys(left);
  assert.equal(rows.length, queues.length);
  assert.ok(rows.some((row) => row.gold));
  for (const [index, queue] of queues.entries()) {
    assert.deepEqual(rows[index]!.cells.map(Number), [left[queue], right[queue]], queue);
    assert.equal(rows[index]!.gold, left[queue] !== right[queue], queue);
  }
  await screenshot(page, 'compared');
});

test('two moments of an order, another moment typed, and the end of it', async () => {
  const { id, steps } = await visit.busyOrder();
  const accepted = steps.filter((step) => step.accepted);
  const first = accepted[0];
  const last = accepted.at(-1);
  await visit.to(`/orders/${id}?as_of=${last.position}&against=${first.position}`);
  const statusOf = async (at: string): Promise<string> =>
    (await visit.api(`/v1/orders/${id}?as_of=${at}`)).order.order.status;
  assert.notEqual(await statusOf(first.position), await statusOf(last.position));
  await page.waitForSelector('.compared td.changed');
  const heads = await page.$$eval('.compared thead th', (all: Element[]) =>
    all.map((head) => head.textContent!.replace(/\D/g, '')),
  );
  assert.deepEqual(heads.slice(1), [first.position, last.position], 'the earlier is on the left');

  const typed = new Date(Date.parse(accepted[1].recorded_at) + 8 * 3600_000);
  await page.fill('[data-test="other-moment"]', typed.toISOString().slice(0, 19).replace('T', ' '));
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (old: string) => new URLSearchParams(window.location.search).get('against') !== old,
    first.position,
  );
  await page.click('[data-test="compare"]');
  await page.waitForSelector('.compared', { state: 'detached' });
  assert.equal(visit.params().get('against'), null);
});

test('the other clock is named and cannot be chosen', async () => {
  const options = await page.$$eval('.clock option', (all: HTMLOptionElement[]) =>
    all.map((option) => option.disabled),
  );
  assert.deepEqual(options, [false, true]);
});

test('failed, again, empty: drawn and said', async () => {
  const orders = /\/v1\/orders\?/;
  await page.route(orders, (route: Any) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'unavailable', title: '稍后再试', status: 503 }),
    }),
  );
  await page.goto(`${visit.server.origin}/orders`);
  await page.waitForSelector('.state.bad[role="alert"]');
  await screenshot(page, 'failed');
  await page.unroute(orders);
  await page.click('.state.bad > button');
  await page.waitForSelector('table.rows tbody tr');
  await page.fill('input[name="q"]', 'nobody');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card .state:not(.bad)');
});

test('while a screen is on its way, what will be there is drawn', async () => {
  const orders = /\/v1\/orders\?/;
  let release = (): void => {};
  const gate = new Promise<void>((open) => {
    release = open;
  });
  await page.route(orders, async (route: Any) => {
    await gate;
    await route.continue();
  });
  await page.goto(`${visit.server.origin}/orders`);
  await page.waitForSelector('.skeleton[role="status"]');
  await screenshot(page, 'loading');
  release();
  await page.waitForSelector('table.rows tbody tr');
  await page.unroute(orders);
});

test('a lost feed is said, and found again', async () => {
  await page.route('**/v1/stream*', (route: Any) => route.abort('failed'));
  await page.goto(`${visit.server.origin}/?as_of=100`);
  await page.click('[data-test="compare"]');
  await page.waitForSelector('.compared table');
  await page.goto(`${visit.server.origin}/`);
  await page.waitForSelector('.live.stale');
  await soon.match(() => page.textContent('.live'), /^\d+ 秒前/);
  await settled(page); // it has a moment, of which its figures are
  const waits = await page.$$eval('[data-queue]', (all: Element[]) =>
    all
      .filter((tile) => Number(tile.querySelector('b')!.textContent!.replace(/\D/g, '')) > 0)
      .map((tile) => tile.querySelector('small')!.textContent),
  );
  assert.ok(waits.length > 0 && !waits.includes('没有等待'), String(waits));
  await screenshot(page, 'lost');
  await page.unroute('**/v1/stream*');
  await page.waitForSelector('.live:not(.stale)[aria-pressed]');
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
