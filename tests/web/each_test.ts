// Each queue, each list and each report once, as it comes from the declarations: accessible (axe),
// nothing wider than the screen or cut off, no name of a program's where people read, in the order
// that its head says. Every other one in English, dark, on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { chooseLook, codesOf, misfitsOf, violationsOf } from './looks.ts';
import { soon } from './soon.ts';
import { Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin();
  page = visit.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await visit.enter();
});

after(() => visit?.end());

// The column whose head has an arrow, where its cells are not in that order.
const outOfOrder = (): Promise<string[]> =>
  page.evaluate(() => {
    const head = document.querySelector('.main table.rows th[aria-sort]');
    if (!head) return [];
    const at = [...head.parentElement!.children].indexOf(head);
    const rows = [...document.querySelectorAll('.main table.rows tbody tr')];
    const texts = rows.map((row) => row.children[at]!.textContent!.trim());
    if (!texts.every((text) => /^(\d{4}-\d\d-\d\d[ \d:]*|[—–])$/.test(text))) return [];
    const times = texts.map((text) => (/\d/.test(text) ? text : ''));
    const sorted = times.toSorted();
    if (head.getAttribute('aria-sort') === 'descending') sorted.reverse();
    return JSON.stringify(times) === JSON.stringify(sorted)
      ? []
      : [`${head.textContent} is not the order of the rows`];
  });

// Rows beyond the first few of a table or an inbox.
const more = ['tbody tr:nth-child(n+5)', 'li:nth-child(n+5)'];

async function look(path: string, at: number): Promise<string[]> {
  const [language, theme, width] =
    at % 2 ? (['en', 'dark', 360] as const) : (['zh-CN', 'light', 1280] as const);
  await page.evaluate((chosen: string) => {
    localStorage.setItem('kintsugi.language', chosen);
  }, language);
  await visit.to(path);
  await chooseLook(page, theme, width);
  // What is around the screen is the same on all, and looked at elsewhere; of rows a few do.
  const accessible = (): Promise<string[]> => violationsOf(page, '.main', more);
  const checks = [misfitsOf, codesOf, accessible, outOfOrder];
  const found: string[] = [];
  for (const check of checks) found.push(...(await check(page)));
  await screenshot(page, `each${path.replaceAll(/\W+/g, '-')}-${language}-${width}`);
  return found.map((text) => `${path} ${language} ${theme} ${width}: ${text}`);
}

async function lookAt(paths: string[]): Promise<void> {
  const wrong: string[] = [];
  for (const [at, path] of paths.entries()) wrong.push(...(await look(path, at)));
  assert.ok(paths.length > 0);
  assert.deepEqual(wrong, []);
}

test('each queue', async () => {
  const { items } = await visit.api('/v1/queues');
  await lookAt(items.map((item: Any) => `/queues/${item.queue}`));
});

test('each list', async () => {
  const { lists } = await visit.api('/v1/schema');
  await lookAt(lists.map((list: Any) => `/lists/${list.name}`));
});

// One row of each is enough to see how its cells are drawn; axe takes long over hundreds.
test('each report', async () => {
  const { items } = await visit.api('/v1/reports');
  const today = new Date().toISOString().slice(0, 10);
  await lookAt(
    items.map(({ id, parameter_fields: fields }: Any) => {
      const first = (fields ?? []).find((field: Any) => /(^|_)from$/.test(field.name));
      return `/reports/${id}${first ? `?${first.name}=${today}` : ''}`;
    }),
  );
});

test('who watches has a menu of one screen', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await visit.to('/');
  const bottom = await page.$eval(
    '.nav .others > summary',
    (element: Element) => element.getBoundingClientRect().bottom,
  );
  assert.ok(bottom <= 900, `${bottom}`);
});

test('brands are called by their names, and ids have names beside them', async () => {
  await page.evaluate(() => {
    localStorage.setItem('kintsugi.language', 'zh-CN');
  });
  const { items } = await visit.api('/v1/brands?limit=1');
  await visit.to('/reports/product_repairs');
  await page.getByRole('cell', { name: items[0].name, exact: true }).first().waitFor();
  await visit.to('/reports/workload');
  const heads = await page.$$eval('.main table.explained thead th', (all: Element[]) =>
    all.map((one) => one.textContent!.trim()),
  );
  assert.deepEqual(heads, [...new Set(heads)]);
});

test('an empty list says whether there is none or none fits', async () => {
  await visit.to('/lists/customers?q=nobody-is-called-so');
  await page.click('[data-test="ask-all"]');
  await page.waitForSelector('.main table.rows tbody tr');
  assert.equal(visit.params().get('q'), null);
});

test('on a phone the way to the past is folded until it is wanted', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await visit.to('/queues');
  await soon.equal(() => page.isVisible('[data-test="compare"]'), false);
  await page.click('[data-test="unfold-time"]');
  await soon.equal(() => page.isVisible('[data-test="compare"]'), true);
});

// The parts of its id are in another order in its list.
test('the card of a wage run has its history', async () => {
  const { items } = await visit.api('/v1/wage_runs?limit=1');
  const card = await visit.api(`/v1/wage_runs/${items[0].period}:${items[0].outlet}`);
  const steps = await visit.api(card.timeline);
  assert.equal(steps.items.length, Number(card.version));
  assert.ok(steps.items.length > 0);
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
