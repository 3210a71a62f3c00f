// What the screens say is said as people say it: hours of the day and durations, what a saved query
// asks, why something was refused, and what one usually does next; in a browser against a real
// server with the demo company, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { soon } from './soon.ts';
import { fillIn, settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin([/4\d\d \(/]);
  page = visit.page;
});

after(() => visit?.end());

async function become(duty: string, operator?: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(visit.server.origin);
  if (operator) await page.locator(`[data-duty="${duty}"] select`).selectOption(operator);
  await page.click(`[data-duty="${duty}"] [data-enter]`);
  await page.waitForSelector('.shell');
  await settled(page);
}

async function speak(language: 'zh-CN' | 'en'): Promise<void> {
  await page.evaluate((chosen: string) => {
    localStorage.setItem('kintsugi.language', chosen);
  }, language);
  await page.reload();
  await settled(page);
}

const policy = 'dialog form[data-command="publish_service_policy"]';
const at = (name: string): string => `${policy} [data-field="${name}"]`;

test('quiet hours and deadlines are typed as people say them, and shown so', async () => {
  await visit.enter();
  await visit.to('/system');
  await page.click('[data-command="publish_service_policy"]');
  await page.waitForSelector(policy);
  await soon.equal(() => page.innerText(`${at('quiet_from')} label`), '几点起不打扰');
  await soon.match(() => page.innerText(`${at('accept_minutes')} label`), /^签收期限$/);
  await page.fill(`${at('effective_from')} input`, '明天');
  await page.fill(`${at('quiet_from')} input`, '快半夜');
  await page.click('dialog button.primary');
  await soon.match(() => page.innerText(`${at('quiet_from')} .wrong`), /没有这个时刻/);
  await page.fill(`${at('quiet_from')} input`, '晚上9点');
  await page.fill(`${at('quiet_until')} input`, '7:30');
  await page.fill(`${at('accept_minutes')} input`, '两小时');
  await page.fill(`${at('late_hours')} input`, '3天');
  await page.locator(`${at('late_hours')} input`).blur();
  await soon.equal(() => page.inputValue(`${at('quiet_from')} input`), '21:00');
  await soon.equal(() => page.inputValue(`${at('accept_minutes')} input`), '2 小时');
  await soon.match(() => page.innerText(at('late_hours')), /小时/);
  await screenshot(page, 'said-quiet-hours');
  const sent = page.waitForRequest((one: Any) => one.url().includes('publish_service_policy'));
  await page.click('dialog button.primary');
  const body = (await sent).postDataJSON();
  assert.equal(body.quiet_from, 1260);
  assert.equal(body.quiet_until, 450);
  assert.equal(body.accept_minutes, 120);
  assert.equal(body.late_hours, 72);
  await page.waitForSelector('dialog', { state: 'detached' });
  // What is in force today: said the same way.
  await visit.to('/system');
  await soon.match(() => page.innerText('.main'), /几点起不打扰\s+\d\d:\d\d/);
  await soon.match(() => page.innerText('.main'), /签收期限\s+\d+ (分钟|小时)/);
  await soon.doesNotMatch(() => page.innerText('.main'), /当日第几分钟|（分钟）|（小时）/);
  await speak('en');
  await soon.match(() => page.innerText('.main'), /Quiet from\s+\d\d:\d\d/);
  await soon.doesNotMatch(() => page.innerText('.main'), /\((minutes|hours)\)|minute of/);
  await speak('zh-CN');
});

test('a saved query says what it asks, by the labels of its list and its report', async () => {
  const list = await visit.send('/v1/saved_queries/save_query', {
    name: '到期前的请求',
    about: 'list',
    target: 'part_requests',
    conditions: [
      { parameter: 'status', value: 'escalated,sourced' },
      { parameter: 'quantity.from', value: '2000' },
    ],
    columns: ['id', 'part'],
    sort: '-quantity',
  });
  const report = await visit.send('/v1/saved_queries/save_query', {
    name: '甲的工资',
    about: 'report',
    target: 'installer_wages',
    conditions: [{ parameter: 'technician', value: 'T-01' }],
  });
  const idOf = (made: Any): string =>
    made.streams.find((one: Any) => one.stream.startsWith('saved_query/')).stream.split('/')[1];
  const technical = /\b(part_requests|escalated|quantity|installer_wages|technician)\b|operator\//;
  await visit.to('/lists/saved_queries');
  await soon.match(() => page.innerText('.main table'), /配件申请|备件申请/);
  await soon.doesNotMatch(() => page.innerText('.main table'), technical);
  for (const [made, language, wanted] of [
    [list, 'zh-CN', /数量 ↓/],
    [list, 'en', /Quantity ↓/],
    [report, 'zh-CN', /工资/],
    [report, 'en', /wage/i],
  ] as const) {
    await visit.to(`/lists/saved_queries/${idOf(made)}`);
    await speak(language);
    await soon.match(() => page.innerText('.main'), wanted);
    await soon.doesNotMatch(() => page.innerText('.main .w8'), technical);
    await screenshot(page, `said-query-${language}`);
  }
  await speak('zh-CN');
});

test('a refusal is a sentence; its code is behind the details, to be taken along', async () => {
  const outlet = await visit.outlet();
  await visit.to('/commands');
  for (const language of ['zh-CN', 'en'] as const) {
    await speak(language);
    await page.click('button[data-command="register_outlet"]');
    await fillIn(page, 'register_outlet', {
      outlet,
      name: '已有的网点',
      kind: 'general_outlet',
      parent: outlet,
    });
    await page.click('dialog button.primary');
    await page.waitForSelector('dialog .notice.bad');
    const code = page.locator('dialog .notice.bad [data-test="problem-code"]');
    await soon.equal(() => code.count(), 1);
    await soon.ok(async () => !(await code.isVisible()), 'the sentence first');
    await page.click('dialog .notice.bad details.of-problem > summary');
    await soon.ok(() => code.isVisible());
    await soon.match(() => code.innerText(), /^outlet\.\w+$/);
    await page.click('dialog .code-of-problem button');
    await soon.match(() => page.innerText('dialog .code-of-problem'), /已复制|Copied/);
    await screenshot(page, `said-refusal-${language}`);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  }
  await speak('zh-CN');
});

test('each card has what one usually does next', async () => {
  await become('store_keeper', '3001');
  const primary = (): Promise<string | null> =>
    page.getAttribute('.can > button.primary', 'data-command');
  const { items: shelves } = await visit.api('/v1/stock_items?warehouse=WH-1&limit=200');
  const idOf = (one: Any): string =>
    encodeURIComponent([one.warehouse, one.part, one.condition].join(':'));
  const quiet = shelves.find((one: Any) => one.item.proposals.length === 0);
  await visit.to(`/lists/stock_items/${idOf(quiet)}`);
  await soon.equal(primary, 'receive_stock');
  await screenshot(page, 'said-shelf');
  const { items } = await visit.api('/v1/stock_holds?status=open&limit=1');
  await visit.to(`/lists/stock_holds/${encodeURIComponent(items[0].id)}`);
  await soon.equal(primary, 'release_stock');
});

// What sticks out to the right or the left of a window so wide.
const outside = (selector: string, width: number): Promise<string[]> =>
  page.$$eval(
    selector,
    (all: Element[], most: number) =>
      all
        .map((one) => ({ text: one.textContent ?? '', at: one.getBoundingClientRect() }))
        .filter(({ at }) => at.width > 0 && (at.left < 0 || at.right > most))
        .map(({ text, at }) => `${text.slice(0, 30)} ${at.left}..${at.right}`),
    width,
  );

test('a dispatcher with a phone, in English: nothing is cut, and what waits is seen', async () => {
  await become('dispatcher');
  await page.setViewportSize({ width: 360, height: 780 });
  await speak('en');
  for (const menu of ['who', 'help']) {
    await page.click(`[data-menu="${menu}"] > summary`);
    await page.waitForSelector(`[data-menu="${menu}"][open] > div button`);
    const panel = `[data-menu="${menu}"] > div`;
    await soon.deepEqual(() => outside(`${panel}, ${panel} *`, 360), [], menu);
    await screenshot(page, `said-menu-${menu}-360`);
    await page.keyboard.press('Escape');
  }
  await visit.to('/queues/to_schedule');
  const row = page.locator('.inbox li[data-id]:not(.done)').first();
  await row.waitFor();
  await soon.ok(async () => (await row.boundingBox()).y < 780, 'without pushing the page');
  const chosen = page.locator('.queue-links [aria-current]');
  await soon.ok(async () => {
    const { x, width } = await chosen.boundingBox();
    return x >= 0 && x + width <= 360;
  }, 'which queue it is');
  // By key: its form, and Escape takes it back.
  await row.locator('[data-command="schedule_booking"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('form.below');
  await soon.deepEqual(() => outside('form.below, form.below button', 360), []);
  await soon.equal(() => page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForSelector('form.below', { state: 'detached' });
  const order = (await visit.api('/v1/orders?status=assigned&limit=1')).items[0].id;
  await visit.to(`/orders/${order}`);
  await page.waitForSelector('[data-test="more-commands"]');
  await soon.deepEqual(() => outside('.main :is(select, button, input)', 360), []);
  await page.setViewportSize({ width: 1280, height: 900 });
  await speak('zh-CN');
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
