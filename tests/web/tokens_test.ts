// API tokens have a screen: made by a person, shown once, used by a program, seen by who leads him,
// ended.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;
let secret: string;

before(async () => {
  visit = await Visit.begin([], few_orders);
  page = visit.page;
  await visit.enter();
});
after(() => visit?.end());

const opens = async (path: string): Promise<number> =>
  (await fetch(visit.server.origin + path, { headers: { Authorization: `Bearer ${secret}` } }))
    .status;

// The demo company has one too: an auditor's, for a board on the wall.
const own = (): Any => page.locator('.tokens-own .tokens li');

test('there is none yet, and the screen says what they are for', async () => {
  await page.click('.nav a[href^="/tokens"]');
  await settled(page);
  await soon.match(() => page.innerText('.main'), /还没有令牌/);
  await soon.equal(() => own().count(), 0);
  await screenshot(page, 'tokens-none');
});

test('one is made: its duties, until when; its secret is shown once', async () => {
  await page.fill('#token-name', '大屏');
  assert.ok(await page.isChecked('[name="reads_only"]'), 'reads only, unless said otherwise');
  await soon.ok(async () => (await page.locator('[name="duty"]:checked').count()) >= 1);
  await page.click('[data-test="make-token"] button.primary');
  await page.waitForSelector('[data-test="secret"]');
  secret = await page.innerText('[data-test="secret"] code');
  assert.match(secret, /^kt_/);
  await own().waitFor();
  await soon.match(() => own().innerText(), /大屏[^]*只读/);
  await screenshot(page, 'tokens-made');
  assert.equal(await opens('/v1/queues'), 200);
  await page.reload();
  await settled(page);
  await own().waitFor();
  assert.ok(!(await page.content()).includes(secret), 'nowhere any more');
});

test('it has a day to end on, no earlier than tomorrow, and one duty at least', async () => {
  await page.fill('#token-name', 'x');
  const button = page.locator('[data-test="make-token"] button.primary');
  await page.fill('#token-end', '2020-01-01');
  await soon.ok(() => button.isDisabled());
  await page.fill('#token-end', '2027-06-01');
  await soon.ok(async () => !(await button.isDisabled()));
  for (const duty of await page.$$('[name="duty"]')) await duty.uncheck();
  await soon.ok(() => button.isDisabled());
});

test('whoever leads others sees theirs and ends them', async () => {
  const invited = await visit.send('/v1/invitations', { operator: '1001' });
  const other = await visit.watched.context.browser().newContext({ locale: 'zh-CN' });
  const tab = await other.newPage();
  await tab.goto(invited.url);
  await tab.waitForSelector('input[name="again"]');
  await tab.fill('input[name="password"]', 'gold-seam-on-a-cup');
  await tab.fill('input[name="again"]', 'gold-seam-on-a-cup');
  await tab.click('button.primary');
  await tab.waitForSelector('.shell');
  await tab.goto(`${visit.server.origin}/tokens`);
  await tab.waitForSelector('[data-test="make-token"]');
  await tab.fill('#token-name', '呼叫中心报表');
  await tab.click('[data-test="make-token"] button.primary');
  await tab.waitForSelector('[data-test="secret"]');
  await soon.ok(
    async () => !(await tab.innerText('.main')).includes('大屏'),
    'those of others are not his to see',
  );
  await other.close();
  await visit.to('/tokens');
  const line = page.locator('.tokens li', { hasText: '呼叫中心报表' });
  await line.waitFor();
  await screenshot(page, 'tokens-others');
  await line.locator('button').click();
  await line.locator('[data-test="really"]').click();
  await line.waitFor({ state: 'detached' });
});

test('the own one is ended: at once it opens nothing', async () => {
  const line = own().filter({ hasText: '大屏' });
  await line.locator('button').click();
  await line.locator('[data-test="really"]').click();
  await line.waitFor({ state: 'detached' });
  assert.equal(await opens('/v1/queues'), 401);
});

test('in the past nothing is made or ended', async () => {
  const { position } = await visit.api('/v1/queues');
  await visit.to(`/tokens?as_of=${BigInt(position) - 3n}`);
  await soon.ok(() => page.locator('[data-test="make-token"] button.primary').isDisabled());
  await visit.to('/tokens');
});

test('it is sound: axe, widths, both languages', async () => {
  const wrong: string[] = [];
  for (const language of ['zh-CN', 'en'])
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await page.evaluate((l: string) => localStorage.setItem('kintsugi.language', l), language);
      await visit.to('/tokens');
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      if (wide > 0) wrong.push(`${language} ${width}: ${wide} px too wide`);
      for (const one of await violationsOf(page)) wrong.push(`${language} ${width}: ${one}`);
      await screenshot(page, `tokens-${language}-${width}`);
    }
  assert.deepEqual(wrong, []);
  assert.deepEqual(visit.watched.errors, []);
});
