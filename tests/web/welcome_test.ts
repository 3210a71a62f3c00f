// The first five minutes, without any link or password: the doors of the demo company, each duty's
// first screen, the tour, what this is, and what the start printed.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { soon } from './soon.ts';
import { becomesSame, countsOf, settled, tiles, Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin([/404 \(Not Found\)/, /403 \(Forbidden\)/]); // no tour, no door
  page = visit.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

after(() => visit?.end());

const violations = (): Promise<string[]> => violationsOf(page);
const tooWide = (): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

async function looks(name: string, ready: string): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await page.evaluate((chosen: string) => {
      localStorage.setItem('kintsugi.language', chosen);
    }, language);
    await page.reload();
    await page.waitForSelector(ready);
    for (const [theme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      if ((await page.getAttribute('html', 'data-theme')) !== theme)
        await page.click('[data-test="theme"]');
      assert.ok((await tooWide()) <= 0, `${name} ${language} ${width}: ${await tooWide()}`);
      assert.deepEqual(await violations(), [], `${name} ${language} ${theme}`);
      await screenshot(page, `${name}-${language}-${width}`);
    }
  }
  await page.evaluate(() => {
    localStorage.setItem('kintsugi.language', 'zh-CN');
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click('[data-test="theme"]');
  await page.reload();
  await page.waitForSelector(ready);
}

const doors = (): Promise<Any[]> => visit.api('/v1/doors').then((answer: Any) => answer.items);

test('the first visit shows every duty, what it does and what waits for it', async () => {
  await page.goto(visit.server.origin);
  await page.waitForSelector('.duties [data-enter]');
  const all = await doors();
  const duties: string[] = await page.$$eval('[data-duty]', (cards: Element[]) =>
    cards.map((card) => card.getAttribute('data-duty')),
  );
  assert.deepEqual([...duties].sort(), [...new Set(all.map((door) => door.duty))].sort());
  await soon.equal(() => page.locator('input[type="password"]').count(), 0);
  for (const duty of duties) {
    const card = page.locator(`[data-duty="${duty}"]`);
    await soon.ok(async () => (await card.locator('p').first().textContent()).length > 8, duty);
    const buttons = await card.locator('[data-enter]').count();
    assert.equal(buttons, duty === 'administrator' ? 0 : 1, duty);
  }
  // Whoever has the most to do comes first, with figures.
  const shown = await page.locator('[data-duty="dispatcher"] .waits b').allTextContents();
  assert.ok(shown.length > 0 && shown.every((count: string) => Number(count) > 0));
  await looks('doors', '.duties [data-enter]');
});

test('no password is printed; whoever has one comes in by it', async () => {
  assert.doesNotMatch(visit.server.output(), /password\s*[:=]\s*\S/i);
  await visit.byPassword();
  await page.goto(visit.server.origin);
});

for (const duty of [
  'dispatcher',
  'call_centre',
  'store_keeper',
  'technician',
  'accountant',
  'auditor',
  'manager',
])
  test(`one click is the ${duty}, at his own work`, async () => {
    if (duty === 'dispatcher') {
      await page.waitForSelector('.duties [data-enter]');
      await page.click(`[data-duty="${duty}"] [data-enter]`);
    } else {
      // From the operator's menu: one click more, and it is another duty.
      const next = (await doors()).find((door) => door.duty === duty).operator;
      await page.click('[data-menu="who"] > summary');
      const other = page.locator(`[data-menu="who"] [data-enter]`, { hasText: '' });
      await other.first().waitFor();
      const offered: string[] = await other.evaluateAll((all: Element[]) =>
        all.map((one) => one.getAttribute('data-enter')),
      );
      const wanted = (await doors()).filter((door) => door.duty === duty);
      const chosen = offered.find((one) => wanted.some((door) => door.operator === one)) ?? next;
      await page.click(`[data-menu="who"] [data-enter="${chosen}"]`);
      await page.waitForFunction(
        (name: string) => document.querySelector('.who')?.getAttribute('title')?.includes(name),
        wanted.find((door) => door.operator === chosen).name,
      );
    }
    await page.waitForSelector('[data-test="tiles"]');
    await settled(page);
    const { roles, operator } = await visit.api('/v1/session');
    assert.deepEqual(roles, [duty], operator);
    assert.equal(new URL(page.url()).pathname, '/');
    const shown = await becomesSame(async () => {
      const said = countsOf((await visit.api('/v1/queues')).items);
      const all = await tiles(page);
      return [all, Object.fromEntries(Object.keys(all).map((name) => [name, said[name]!]))];
    });
    assert.ok(
      Object.values(shown).some((count) => count > 0),
      'something waits',
    );
    // What waits can be settled where it stands; who watches has no bench.
    if (duty === 'auditor') await soon.equal(() => page.locator('.inbox').count(), 0);
    else await page.waitForSelector('.inbox li [data-command]');
    // The same parts for all of them; benches and the overview are looked at with all screens.
    if (duty === 'dispatcher') assert.deepEqual(await violations(), []);
    await screenshot(page, `home-${duty}`);
  });

// Who counts what is done has no queues: he begins at the reports, and keeps what he asked.
test('one click is the analyst, at his reports, and he sees no customer', async () => {
  const { operator } = (await doors()).find((door) => door.duty === 'analyst');
  await page.click('[data-menu="who"] > summary');
  await page.click(`[data-menu="who"] [data-enter="${operator}"]`);
  await page.waitForURL(/\/reports$/);
  await page.waitForSelector('.reports a');
  const session = await visit.api('/v1/session');
  assert.deepEqual(session.roles, ['analyst']);
  for (const closed of ['customers', 'work_orders', 'queue_items', 'technicians'])
    assert.ok(!session.lists.includes(closed), closed);
  for (const open of ['stock_items', 'saved_queries'])
    assert.ok(session.lists.includes(open), open);
  const offered: Any[] = (await visit.api('/v1/reports')).items;
  assert.ok(offered.length > 10, `${offered.length} reports`);
  assert.ok(!offered.some((one) => one.id === 'operation_log'), 'it is of what people did');
  assert.deepEqual(await violations(), []);
  await screenshot(page, 'home-analyst');
});

test('the administrator has no door, and no address gives him one', async () => {
  const answer = await page.evaluate(async () => {
    const sent = await fetch('/v1/doors', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator: 'admin' }),
    });
    return { status: sent.status, code: (await sent.json()).code };
  });
  assert.equal(answer.status, 403);
  assert.equal(answer.code, 'session.no_door');
});

// Where it leads is the company's to say; here, that it leads there and back.
const names = [
  'count_differs',
  'ledger',
  'before_and_after',
  'the_receipt',
  'who_did_it',
  'corrected',
];

test('what was asked before he came in does not send him out', async () => {
  const held: Any[] = [];
  await page.route('**/v1/session', (route: Any) => held.push(route), { times: 1 });
  await page.evaluate(() => new BroadcastChannel('kintsugi.session').postMessage(null));
  await soon.equal(async () => held.length, 1);
  await page.click('[data-menu="who"] > summary');
  // Of each other duty the busiest is offered.
  await page.waitForSelector('[data-menu="who"] [data-enter]');
  const offered: string[] = await page
    .locator('[data-menu="who"] [data-enter]')
    .evaluateAll((all: HTMLElement[]) => all.map((one) => one.dataset['enter']));
  const other = (await doors()).find(
    (door) => door.duty === 'dispatcher' && offered.includes(door.operator),
  );
  await page.click(`[data-menu="who"] [data-enter="${other.operator}"]`);
  const isHe = (name: string): unknown =>
    document.querySelector('.who')?.getAttribute('title')?.includes(name);
  await page.waitForFunction(isHe, other.name);
  const answered = page.waitForResponse('**/v1/session');
  await held[0].fulfill({ status: 401, json: { code: 'session.missing', title: 'out' } });
  await answered;
  await settled(page);
  await page.click('.nav a[href^="/board"]');
  await settled(page);
  assert.ok(await page.evaluate(isHe, other.name));
  await visit.send('/v1/doors', {
    operator: (await doors()).find((one) => one.duty === 'auditor').operator,
  });
  await visit.to('/');
});

test('the tour moves time in six steps, by key too, and goes on after a reload', async () => {
  const { items } = await visit.api('/v1/audit?limit=6');
  const steps = items.toReversed().map((step: Any, index: number) => ({
    name: names[index],
    position: step.position,
    at: step.recorded_at,
    path: `${['/', '/audit', '/lists/stock_items'][index % 3]}?as_of=${step.position}`,
    marks: index === 4 ? items.slice(1, 3).map((one: Any) => one.position) : [],
  }));
  await page.route('**/v1/tour', (route: Any) => route.fulfill({ json: { steps } }));
  await page.click('[data-menu="help"] > summary');
  await page.click('[data-menu="help"] [data-test="start-tour"]');
  for (const [index, step] of steps.entries()) {
    await page.waitForSelector(`.tour[data-step="${step.name}"]`);
    await settled(page);
    assert.equal(visit.params().get('as_of'), step.position);
    await soon.match(() => page.textContent('.tour header'), new RegExp(`${index + 1}.*6`));
    // The lines that its words speak of, and no others.
    if (index === 4) await soon.equal(() => page.locator('tr.marked').count(), 2);
    if (index === 5) await soon.equal(() => page.locator('tr.marked').count(), 0);
    if (index === 2) {
      await looks('tour', `.tour[data-step="${step.name}"]`);
      assert.equal(visit.params().get('as_of'), step.position, 'the same after a reload');
      await page.keyboard.press(',');
      await page.waitForSelector(`.tour[data-step="${names[1]}"]`);
      await page.keyboard.press('.');
      await page.waitForSelector(`.tour[data-step="${step.name}"]`);
    }
    if (index < steps.length - 1) await page.click('[data-test="tour-next"]');
  }
  await page.click('[data-test="tour-next"]');
  await page.waitForSelector('.tour', { state: 'detached' });
  await page.reload();
  await settled(page);
  await soon.equal(() => page.locator('.tour').count(), 0, 'left for good');
});

test('the tour begins at the doors, for a stranger', async () => {
  await page.click('[data-test="sign-out"]');
  await page.click('[data-test="start-tour"]');
  await page.waitForSelector(`.tour[data-step="${names[0]}"]`);
  assert.deepEqual((await visit.api('/v1/session')).roles, ['auditor']);
  await page.unroute('**/v1/tour');
});

test('the tour that the company has leads to screens that are there', async (t) => {
  const { steps } = await visit.api('/v1/tour');
  if (!steps) return t.skip('this company has none');
  await page.click('[data-menu="help"] > summary');
  await page.click('[data-menu="help"] [data-test="start-tour"]');
  for (const step of steps) {
    await page.waitForSelector(`.tour[data-step="${step.name}"]`);
    await settled(page);
    assert.ok(names.includes(step.name), `${step.name} has words of its own`);
    await page.waitForFunction(
      (wanted: string) => new URLSearchParams(window.location.search).get('as_of') === wanted,
      step.position,
    );
    await settled(page);
    await soon.equal(() => page.locator('.main .state.bad').count(), 0, step.path);
    await screenshot(page, `tour-${step.name}`);
    await page.click('[data-test="tour-next"]');
  }
  await page.waitForSelector('.tour', { state: 'detached' });
});

test('what this is can be read from the top bar, and by a stranger', async () => {
  await page.click('[data-menu="help"] > summary');
  await page.click('[data-menu="help"] a[href^="/about"]');
  await page.waitForSelector('.main .about');
  await page.click('[data-test="sign-out"]');
  await page.click('.doors a[href="/about"]');
  await page.waitForSelector('.outside .about');
  await looks('about', '.outside .about');
  await soon.match(() => page.textContent('.about'), /Apache 2\.0/);
});

test('a link that somebody was given is kept at the doors', async () => {
  await page.goto(`${visit.server.origin}/orders?status=registered`);
  await page.click('[data-duty="dispatcher"] [data-enter]');
  await page.waitForSelector('.main h1');
  assert.equal(new URL(page.url()).pathname, '/orders');
  assert.equal(visit.params().get('status'), 'registered');
  await page.click('[data-test="sign-out"]');
  await page.waitForSelector('.duties [data-enter]');
  assert.equal(new URL(page.url()).pathname, '/');
});

test('two tabs of a browser have one duty', async () => {
  await page.goto(visit.server.origin);
  await page.click('[data-duty="dispatcher"] [data-enter]');
  await page.waitForSelector('[data-test="tiles"]');
  const other = await visit.watched.context.newPage();
  await other.goto(visit.server.origin);
  await other.waitForSelector('[data-test="tiles"]');
  await other.click('[data-test="sign-out"]');
  await page.waitForSelector('.duties [data-enter]');
  await other.close();
});

// As they stand, in a folder of somebody else's.
function tryNext(output: string): string[] {
  const block = /another terminal:\n((?: {2}.*\n)+)/.exec(output);
  assert.ok(block, output);
  const commands = block[1]!.trim().split(/\n +/);
  for (const command of commands)
    execFileSync('/bin/sh', ['-c', command], { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  return commands;
}

test('the three commands that the start prints work as they stand', () => {
  const output = visit.server.output();
  assert.equal(tryNext(output).length, 3, output);
  assert.match(output, /Every other duty of demo is one click/);
});

test('also without a past and in a folder with a difficult name; and the deletion', async () => {
  const above = mkdtempSync(join(tmpdir(), "kintsugi it's new "));
  const data = join(above, 'data');
  const child = spawn(
    process.env.KINTSUGI_BINARY!,
    ['serve', '--data', data, '--listen', '127.0.0.1:0'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const until = Date.now() + 60_000;
  while (!/after it:\n.*\n/.test(output) && Date.now() < until)
    await new Promise((done) => {
      setTimeout(done, 50);
    });
  try {
    assert.equal(tryNext(output).length, 3, output);
    assert.doesNotMatch(output, /needs no password/);
    const { status } = await fetch(`${/serves at (\S+)/.exec(output)![1]}/v1/doors`);
    assert.equal(status, 404);
  } finally {
    child.kill('SIGTERM');
    await new Promise((done) => {
      child.once('exit', done);
    });
  }
  execFileSync('/bin/sh', ['-c', /after it:\n(.*)\n/.exec(output)![1]!]);
  assert.throws(() => readFileSync(join(data, 'LOCK')));
  rmSync(above, { recursive: true, force: true });
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
