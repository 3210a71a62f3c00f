// The screens of each duty as he opens them: in his language and not in that of programs, nothing
// asked that he may not see, the usual next step first in each row.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Any } from './browser.ts';
import { misfitsOf } from './looks.ts';
import { soon } from './soon.ts';
import { becomesSame, settled, Visit } from './visit.ts';
import { unitText } from '../../api/console/src/units.ts';

let visit: Visit;
let page: Any;
const refused: string[] = []; // what the engine would not tell

before(async () => {
  visit = await Visit.begin([/40[349] \(/]);
  page = visit.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  page.on('response', (answer: Any) => {
    const is_read = answer.request().method() === 'GET';
    if (is_read && answer.status() >= 403) refused.push(`${answer.status()} ${answer.url()}`);
  });
});

after(() => visit?.end());

async function become(duty: string): Promise<void> {
  await page.context().clearCookies();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(visit.server.origin);
  await page.click(`[data-duty="${duty}"] [data-enter]`);
  await page.waitForSelector('.shell');
  await settled(page);
}

// Until the page says it.
const says = (selector: string, what: RegExp): Promise<unknown> =>
  page.waitForFunction(
    ([where, pattern]: string[]) =>
      new RegExp(pattern!).test(document.querySelector<HTMLElement>(where!)?.innerText ?? ''),
    [selector, what.source],
  );

// Words of programs where people read Chinese: a number that has some is no word.
const latin = (): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(
      document.querySelector('.main')!,
      NodeFilter.SHOW_TEXT,
    );
    const found = new Set<string>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent!.trim();
      if (node.parentElement!.closest('kbd, .hidden, option, textarea')) continue;
      if (/(^|[\s·:：])[a-z][a-z_]{3,}($|[\s·:：])/.test(text)) found.add(text.slice(0, 60));
    }
    return [...found];
  });

const names_of_companies = /default|admin/; // policies and people that are called so

test('what tripped says what it was about, in words', async () => {
  await become('dispatcher');
  await visit.to('/queues/tripped');
  await page.waitForSelector('.inbox li[data-id]');
  await becomesSame(async () => [await latin(), []]);
  const what = await page.locator('.inbox li .what').allInnerTexts();
  assert.ok(
    what.every((text: string) => /\p{Script=Han}{2}/u.test(text)),
    what.join(),
  );
});

test('a number that is made of others says its words in his language', async () => {
  await become('store_keeper');
  const { items } = await visit.api('/v1/stock_items?limit=1');
  const { warehouse, part, condition } = items[0];
  await visit.to(`/lists/stock_items?row=${warehouse}:${part}:${condition}`);
  await says('.side h2', /良品|旧件|坏件/);
  await visit.to('/lists/product_models');
  await page.waitForSelector('.main tbody tr');
  const brands: Any[] = (await visit.api('/v1/lookup/brand')).items;
  const small = new RegExp(`(${brands.map((one) => one.id.toLowerCase()).join('|')}) · `);
  await page.waitForFunction(
    (pattern: string) =>
      !new RegExp(pattern).test(document.querySelector<HTMLElement>('.main tbody')!.innerText),
    small.source,
  );
});

test('brands are called by their names, also on the phone', async () => {
  const { items } = await visit.api('/v1/lookup/brand');
  const coded = new RegExp(items.map((one: Any) => one.id).join('|'));
  const named = new RegExp(items.map((one: Any) => one.label).join('|'));
  await visit.to('/exchanges');
  await says('.stage li .face-text', named);
  assert.doesNotMatch((await page.locator('.face-text').allInnerTexts()).join(), coded);
  await page.context().clearCookies();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(visit.server.origin);
  await page.click('[data-duty="technician"] [data-enter]');
  await page.waitForSelector('.phone [data-order]');
  await says('.phone', named);
  assert.doesNotMatch(await page.innerText('.phone'), coded);
});

test('the board of exchanges asks nothing that a store keeper may not see', async () => {
  await become('store_keeper');
  refused.length = 0;
  await visit.to('/exchanges');
  await page.click('.stage.here li .face-head');
  await page.waitForSelector('.case-side h2');
  await settled(page);
  assert.deepEqual(refused, []);
  assert.equal(await page.locator('.case-side [role="alert"]').count(), 0);
});

test('who decides on an exchange sees the machine and what it is entitled to', async () => {
  await become('call_centre');
  await visit.to('/exchanges');
  const due = page.locator('.stage li[data-id*="WO-"]').first();
  await due.locator('.face-head').click();
  await says('.case-side', /机号[^]*三包权益[^]*更换/);
});

test('beside a row of other people’s queues it says whose they are, and asks nothing', async () => {
  await become('accountant');
  await visit.to('/queues/tripped');
  const row = page.locator('.inbox li[data-id]').first();
  await row.waitFor();
  refused.length = 0;
  await row.locator('.when').click();
  await says('.side', /您的职责没有这项操作/);
  assert.deepEqual(refused, []);
});

test('the wages that wait for approval have their card beside', async () => {
  await visit.to('/queues/wage_runs_to_approve');
  const row = page.locator('.inbox li[data-id]').first();
  await row.waitFor();
  refused.length = 0;
  await row.locator('.when').click();
  await page.waitForSelector('.side dl.facts');
  await says('.side', /待批准|已核算/);
  assert.deepEqual(refused, []);
});

// His queue in which some part waits. By night there may be none: then he asks for one.
async function queueOfParts(): Promise<string> {
  const waiting = async (): Promise<Any> =>
    (await visit.api('/v1/queues')).items.find(
      (one: Any) => /^parts_|^old_parts/.test(one.queue) && one.count > 0,
    );
  if (!(await waiting())) {
    const { items } = await visit.api('/v1/queue_items?limit=200');
    const [part] = (await visit.api('/v1/parts?limit=1')).items;
    for (const { order } of items) {
      if (!order) continue;
      const body = { order, part: part.id, quantity: 1000 };
      const sent = visit.send('/v1/part_requests/request_part', body);
      if (await sent.then(() => true, () => false)) break; // else it is past that
    }
    await soon.ok(async () => Boolean(await waiting()));
  }
  return (await waiting()).queue;
}

test('where the pieces of a part are is asked for who may see it', async () => {
  await become('technician');
  const queue = await queueOfParts();
  await visit.to(`/queues/${queue}`);
  const row = page.locator('.inbox li[data-id]').first();
  await row.waitFor();
  refused.length = 0;
  await row.locator('.when').click();
  await page.waitForSelector('.side h2');
  await settled(page);
  assert.deepEqual(refused, []);
});

test('at 360 px the other commands of a row open on the screen', async () => {
  await become('dispatcher');
  await page.evaluate(() => localStorage.setItem('kintsugi.language', 'en'));
  await page.setViewportSize({ width: 360, height: 740 });
  await visit.to('/queues/to_schedule');
  const menu = page.locator('.inbox li details.menu').first();
  await menu.locator('summary').click();
  await menu.locator('[data-command]').first().waitFor();
  const edges: number[] = await menu
    .locator('[data-command]')
    .evaluateAll((all: Element[]) =>
      all.flatMap((one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right]),
    );
  assert.ok(Math.min(...edges) >= 0 && Math.max(...edges) <= 360, edges.join());
  assert.deepEqual(await misfitsOf(page), []);
  for (const path of ['/', '/commands']) {
    await visit.to(path);
    if (path === '/') await page.waitForSelector('.inbox li[data-id]');
    await becomesSame(async () => [await misfitsOf(page), []]);
  }
  await page.evaluate(() => localStorage.setItem('kintsugi.language', 'zh-CN'));
});

test('in a row the usual next step stands first, and is the filled one', async () => {
  await become('call_centre');
  await visit.to('/queues/to_follow_up');
  const row = page.locator('.inbox li[data-id]').first();
  await row.waitFor();
  await row.locator('.when').click();
  const filled = page.locator('.inbox li[aria-current] .acts button.primary');
  await filled.waitFor();
  assert.equal(await filled.getAttribute('data-command'), 'record_follow_up');
  const first = page.locator('.inbox li[aria-current] .acts button').first();
  assert.equal(await first.getAttribute('data-command'), 'record_follow_up');
});

test('whether it is solved is said, not left out; what is not waits for somebody', async () => {
  await become('call_centre');
  await visit.to('/queues/to_follow_up');
  const row = page.locator('.inbox li[data-id]').first();
  await row.locator('[data-command="record_follow_up"]').click();
  const id = await row.getAttribute('data-id');
  const below = page.locator('form.below[data-command="record_follow_up"]');
  await below.locator('[name="satisfaction"]').fill('2');
  await below.locator('[name="answer"]').selectOption('not_charged');
  await below.locator('button.primary').click();
  await page.waitForSelector('form.below [name="solved"][aria-invalid="true"]');
  await below.locator('[name="solved"]').selectOption('false');
  await below.locator('button.primary').click();
  await below.waitFor({ state: 'detached' });
  const order = id.replace('work_order:', '');
  await visit.to('/queues/not_solved');
  const waits = page.locator(`.inbox li[data-id="work_order.unsolved:${order}"]`);
  await waits.locator('[data-command="reopen_work_order"]').click();
  await page.locator('form.below [name="reason"]').fill('用户说未解决');
  await page.locator('form.below button.primary').click();
  await waits.waitFor({ state: 'detached' });
});

test('who is called is called from the row’s card', async () => {
  await visit.to('/queues/care_calls');
  await page.locator('.inbox li[data-id] .when').first().click();
  const phone = page.locator('[data-test="reach"]');
  await phone.waitFor();
  assert.match(await phone.textContent(), /^\+?\d{5,}$/);
});

test('what is missing of a call is said at its fields, without asking the engine', async () => {
  const sent: string[] = [];
  page.on('request', (request: Any) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await visit.to('/intake');
  await page.waitForSelector('[name="caller_phone"]:focus');
  await page.fill('[name="symptom"]', '不制冷');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('[name="phone"][aria-invalid="true"]:focus');
  assert.equal(await page.locator('[name="address"][aria-invalid="true"]').count(), 1);
  assert.deepEqual(
    sent.filter((url) => /register_work_order/.test(url)),
    [],
  );
});

test('a rule of several numbers says what each of them is', async () => {
  await become('auditor');
  const { service_policy: policy } = await visit.api('/v1/service_policy');
  await visit.to('/system');
  for (const { arrive_minutes: minutes } of policy.deadlines)
    if (minutes > 0)
      await says('.main', new RegExp(`上门时限 ${unitText(minutes, 'minutes', true)}`));
});

test('a report is found by a part of its name, in either language', async () => {
  const { items } = await visit.api('/v1/reports');
  const one = items.find((report: Any) => report.name.en.length > 12);
  await visit.to('/reports');
  await page.waitForSelector('.reports .commands-list a');
  for (const typed of [one.name.zh, one.name.en.toUpperCase()]) {
    await page.fill('input[name="report"]', typed);
    await page.waitForFunction(
      (all: number) => document.querySelectorAll('.reports .commands-list a').length < all,
      items.length,
    );
    assert.equal(await page.locator(`.commands-list a[href="/reports/${one.id}"]`).count(), 1);
  }
  await page.fill('input[name="report"]', 'qqqq');
  await says('.reports', /没有这样的报表/);
  const [box, card] = await page.$eval('input[name="report"]', (one: Element) =>
    [one, one.closest('.card')!].map((each) => each.getBoundingClientRect().right),
  );
  assert.ok(box < card, 'within its card');
});

test('a report of other duties says that it is theirs', async () => {
  await become('call_centre');
  await page.goto(`${visit.server.origin}/reports/visit_trail`);
  await says('.reports [role="alert"]', /没有权限/);
  refused.length = 0;
});

test('a number in a timeline says what it is', async () => {
  const { items } = await visit.api('/v1/work_orders?status=completed,followed_up,posted&limit=50');
  let told = { order: '', distance: 0 };
  for (const { id } of items) {
    const { items: steps } = await visit.api(`/v1/orders/${id}/timeline?limit=500`);
    const all: Any[] = steps.flatMap((step: Any) => step.events);
    const there = all.find((event) => event.stream === `work_order/${id}` && event.distance > 0);
    if (there) told = { order: id, distance: there.distance };
    if (there) break;
  }
  assert.ok(told.order, 'somebody was at a customer’s');
  await visit.to(`/orders/${told.order}`);
  await says('.main', new RegExp(`距用户 ${unitText(told.distance, 'metres', true)}`));
  // Beside it, a yes or no without a word says nothing either.
  await page.waitForSelector('[data-test="glance"] li span');
  const bare = await page.locator('[data-test="glance"] li > span').allInnerTexts();
  assert.ok(bare.length > 0);
  assert.deepEqual(
    bare.filter((text: string) => ['是', '否'].includes(text.trim())),
    [],
  );
});

test('who comes with a phone in his hand finds the technician’s door first', async () => {
  await page.context().clearCookies();
  for (const [width, duty] of [
    [1440, 'dispatcher'],
    [360, 'technician'],
  ] as const) {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(visit.server.origin);
    await page.waitForSelector('.duties [data-enter]');
    assert.equal(await page.locator('.duties [data-duty]').first().getAttribute('data-duty'), duty);
  }
});

const others = ['call_centre', 'store_keeper', 'accountant', 'manager', 'analyst'];
for (const duty of ['dispatcher', ...others])
  test(`the first screens of the ${duty} are in words`, async () => {
    await become(duty);
    const paths: string[] = await page.$$eval('.nav > section a', (all: Element[]) =>
      all.map((one) => one.getAttribute('href')!),
    );
    assert.ok(paths.length > 3, paths.join());
    // The interface's page and the tables' names are for whoever looks after the engine.
    for (const path of paths.filter((one) => !['/docs', '/system'].includes(one))) {
      refused.length = 0;
      await visit.to(path);
      await becomesSame(async () => [
        (await latin()).filter((text) => !names_of_companies.test(text)),
        [],
      ]);
      assert.deepEqual(refused, [], path);
    }
  });

test('while shifts are on their way nobody is taken for off duty', async () => {
  await become('dispatcher');
  let release = (): void => {};
  const gate = new Promise<void>((open) => {
    release = open;
  });
  await page.route('**/v1/shifts?*', async (route: Any) => {
    await gate;
    await route.continue();
  });
  const rosters = page.waitForResponse(/\/v1\/rosters\?/);
  await page.goto(`${visit.server.origin}/board`, { waitUntil: 'commit' });
  await rosters;
  await page.waitForFunction(() =>
    /[1-9]\d* 人在岗/.test(document.querySelector<HTMLElement>('.main')?.innerText ?? ''),
  );
  assert.doesNotMatch(await page.innerText('.main'), /\n0 人在岗/);
  const shifts = page.waitForResponse(/\/v1\/shifts\?/);
  release();
  await shifts;
  await page.unroute('**/v1/shifts?*');
});
