// Saved queries: what a list or a report was asked, saved under a name, opened again, changed,
// shared and retired; in a browser against a real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin([]);
  page = visit.page;
  await visit.enter();
});

after(() => visit?.end());

const menu = 'details[data-menu="saved"]';
const asked = '/lists/part_requests?status=escalated%2Csourced&columns=id%2Cpart&sort=-quantity';

async function openMenu(): Promise<void> {
  if (await page.locator(`${menu}:not([open])`).count()) await page.click(`${menu} > summary`);
  await page.waitForSelector(`${menu}[open]`);
}

async function saveAs(name: string, button: string): Promise<void> {
  await openMenu();
  await page.fill(`${menu} [name="query_name"]`, name);
  await page.click(`${menu} [data-test="${button}"]`);
  await page.waitForSelector(`${menu} > summary:has-text("${name}")`);
}

const savedNow = async (): Promise<Any> =>
  (await visit.api(`/v1/saved_queries/${visit.params().get('saved')}`)).item;

test('what is on the screen is saved: filters, columns, order', async () => {
  await visit.to(asked);
  await saveAs('升级与寻源', 'save-new');
  const item = await savedNow();
  assert.equal(item.name, '升级与寻源');
  assert.equal(item.target, 'part_requests');
  assert.deepEqual(item.conditions, [{ parameter: 'status', value: 'escalated,sourced' }]);
  assert.deepEqual(item.shown, ['id', 'part']);
  assert.equal(item.sorted, '-quantity');
  assert.equal(item.share, 'own');
  await screenshot(page, 'saved-queries');
});

test('it is opened from the menu, and the address is the whole query', async () => {
  await visit.to('/lists/part_requests');
  await page.keyboard.press('s');
  await page.waitForSelector(`${menu}[open]`);
  await page.click(`${menu} a:has-text("升级与寻源")`);
  await page.waitForSelector(`${menu} > summary:has-text("升级与寻源")`);
  const params = visit.params();
  const wanted = new URL(asked, visit.server.origin).searchParams;
  for (const [name, value] of wanted) assert.equal(params.get(name), value, name);
  await page.waitForSelector('.listing thead [scope="col"]');
  await settled(page);
  const heads: string[] = await page.$$eval('.listing thead [scope="col"]', (all: Element[]) =>
    all.map((one) => one.textContent!),
  );
  assert.equal(heads.length, 2);
  // Of another list it is not offered.
  await visit.to('/lists/technicians');
  await openMenu();
  await page.waitForSelector(`${menu} p.muted`);
  await soon.equal(() => page.locator(`${menu} a`).count(), 0);
});

test('saved over, renamed: the same query in new versions', async () => {
  await visit.to(asked);
  await saveAs('另一个', 'save-new');
  const id = visit.params().get('saved');
  await page.click('[data-condition="status"] button:last-child');
  await page.waitForSelector('[data-condition="status"]', { state: 'detached' });
  await openMenu();
  await page.click(`${menu} [data-test="save-over"]`);
  await page.waitForSelector('.toasts .notice.good:nth-child(2), .toasts .notice.good');
  await saveAs('又一个', 'rename');
  assert.equal(visit.params().get('saved'), id);
  const item = await savedNow();
  assert.equal(item.name, '又一个');
  assert.equal(item.version, 3);
  assert.deepEqual(item.conditions, []);
  assert.deepEqual(item.shown, ['id', 'part']);
});

test('shared with the company, retired, and back from its card', async () => {
  await openMenu();
  await page.click(`${menu} button:has-text("共享查询")`);
  await page.locator('dialog [name="share"]').selectOption('company');
  await page.click('dialog button.primary');
  await page.waitForSelector('dialog', { state: 'detached' });
  const id = visit.params().get('saved');
  assert.equal((await savedNow()).audience, '');
  await openMenu();
  await page.click(`${menu} button:has-text("停用查询")`);
  await page.click('dialog button.primary');
  await page.waitForFunction(() => !new URLSearchParams(window.location.search).has('saved'));
  await visit.to(`/lists/saved_queries/${id}`);
  await page.click('.can [data-command="reinstate_query"]');
  await page.click('dialog button.primary');
  await page.waitForSelector('.can [data-command="retire_query"]:not(:disabled)');
  await page.click('.title a:has-text("打开查询")');
  await page.waitForFunction(() => window.location.pathname === '/lists/part_requests');
  assert.equal(visit.params().get('columns'), 'id,part');
});

test('from the orders it is saved and opened as of their list', async () => {
  await visit.to('/orders?status=assigned');
  await saveAs('待派工', 'save-new');
  assert.deepEqual((await savedNow()).conditions, [{ parameter: 'status', value: 'assigned' }]);
  await openMenu();
  await page.click(`${menu} a:has-text("待派工")`);
  await page.waitForFunction(() => window.location.pathname === '/lists/work_orders');
  assert.equal(visit.params().get('status'), 'assigned');
});

test('a report is saved with what it was asked', async () => {
  await visit.to('/reports/installer_wages?technician=T-01');
  await saveAs('甲的工资', 'save-new');
  await visit.to('/reports/installer_wages');
  await openMenu();
  await page.click(`${menu} a:has-text("甲的工资")`);
  await page.waitForFunction(
    () => new URLSearchParams(window.location.search).get('technician') === 'T-01',
  );
  assert.equal((await savedNow()).about, 'report');
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
