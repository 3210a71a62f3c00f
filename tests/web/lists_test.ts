// Lists, cards, inboxes, reports and the navigation, as they are made from the schema: in a browser
// against a real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { soon } from './soon.ts';
import { isPast, settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  // A card of the past, before its thing was there.
  visit = await Visit.begin([/404 \(Not Found\)/]);
  page = visit.page;
  await visit.enter();
});

after(() => visit?.end());

const rowIds = (): Promise<string[]> =>
  page.$$eval('.listing tbody tr', (all: Element[]) =>
    all.map((row) => row.getAttribute('data-id')!),
  );
const cells = (column: number): Promise<string[]> =>
  page.$$eval(`.listing tbody td:nth-child(${column})`, (all: Element[]) =>
    all.map((cell) => cell.textContent!),
  );
const idsOf = async (path: string): Promise<string[]> =>
  (await visit.api(path)).items.map((item: Any) => item.id);
const addressHas = (name: string, value: string | null): Promise<void> =>
  page.waitForFunction(
    ([key, wanted]: [string, string | null]) =>
      new URLSearchParams(window.location.search).get(key) === wanted,
    [name, value],
  );

test('the navigation has the groups and lists of the schema, by duty', async () => {
  const { lists } = await visit.api('/v1/schema');
  assert.ok(lists.length >= 27);
  const byHand = ['work_orders', 'queue_items', 'api_tokens', 'agents'];
  for (const menu of ['today', 'parts', 'money', 'watch', 'base']) {
    const shown: string[] = await page.$$eval(
      `.nav [data-menu="${menu}"] a[href^="/lists/"]`, // first, or behind "more"
      (all: Element[]) => all.map((link) => link.getAttribute('href')!.slice('/lists/'.length)),
    );
    const declared = lists
      .filter((list: Any) => list.menu === menu && !byHand.includes(list.name))
      .map((list: Any) => list.name);
    assert.deepEqual(shown.toSorted(), declared.toSorted(), menu);
    for (const name of shown) {
      const { label } = lists.find((list: Any) => list.name === name);
      await soon.equal(() => page.textContent(`.nav a[href="/lists/${name}"] span`), label.zh);
    }
  }
  // Somebody of another duty does not see what only administrators read.
  await page.route('**/v1/session', async (route: Any) => {
    const response = await route.fetch();
    const who = await response.json();
    const lists = who.lists.filter((name: string) => name !== 'operators');
    await route.fulfill({ response, json: { ...who, lists } });
  });
  await visit.to('/lists/operators');
  await page.waitForSelector('.main .state');
  await soon.equal(() => page.locator('.nav a[href="/lists/operators"]').count(), 0);
  await soon.equal(() => page.locator('.nav a[href="/lists/technicians"]').count(), 1);
  await page.unroute('**/v1/session');
});

test('a filter is built by keyboard, is in the address, and can be taken away', async () => {
  await visit.to('/lists/part_requests');
  await page.keyboard.press('f');
  await page.waitForSelector('.chip.editor select[name="field"]:focus');
  await page.keyboard.press('ArrowDown'); // the number; the next field is the status
  await page.waitForSelector('.chip.editor select[name="value"]');
  await page.keyboard.press('Tab');
  await page.locator('.chip.editor select[name="value"]:focus').selectOption('escalated');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await addressHas('status', 'escalated');
  await page.waitForSelector('[data-condition="status"]');
  await settled(page);
  const said = await idsOf('/v1/part_requests?status=escalated&limit=50');
  assert.ok(said.length > 0);
  assert.deepEqual(await rowIds(), said);
  await soon.match(() => page.textContent('[data-condition="status"]'), /状态.*是.*寻源升级/);
  // The same address, the same rows.
  await page.reload();
  await settled(page);
  assert.deepEqual(await rowIds(), said);
  await page.click('[data-condition="status"] button:last-child');
  await addressHas('status', null);
  await settled(page);
  assert.deepEqual(await rowIds(), await idsOf('/v1/part_requests?limit=50'));
});

test('two values of a field are one of both; money is typed in yuan', async () => {
  await visit.to('/lists/part_requests?status=escalated');
  await page.click('[data-test="add-filter"]');
  await page.selectOption('.chip.editor [name="field"]', 'status');
  await page.selectOption('.chip.editor [name="value"]', 'sourced');
  await page.keyboard.press('Enter');
  await page.click('.chip.editor button:first-of-type');
  await addressHas('status', 'escalated,sourced');
  await settled(page);
  assert.deepEqual(
    await rowIds(),
    await idsOf('/v1/part_requests?status=escalated,sourced&limit=50'),
  );
  await visit.to('/lists/charges');
  await page.click('[data-test="add-filter"]');
  await page.selectOption('.chip.editor [name="field"]', 'amount');
  await page.selectOption('.chip.editor [name="operator"]', 'from');
  await page.fill('.chip.editor [name="value"]', '120.50');
  await page.keyboard.press('Enter');
  await addressHas('amount.from', '12050');
  await settled(page);
  const { items } = await visit.api('/v1/charges?amount.from=12050&limit=50');
  assert.equal((await rowIds()).length, items.length);
  assert.ok(items.every((item: Any) => item.amount >= 12050));
});

test('names stand for what is referred to, and lead there', async () => {
  await visit.to('/lists/part_requests');
  const { items, names } = await visit.api('/v1/part_requests?limit=1');
  const row = page.locator('.listing tbody tr').first();
  await soon.ok(async () => (await row.innerText()).includes(names.part[items[0].part]));
  const way = `/lists/parts/${items[0].part}`;
  await row.locator(`a[href="${way}"]`).click();
  await page.waitForSelector('.title h1');
  await page.waitForFunction((to: string) => window.location.pathname === to, way);
  await page.waitForSelector(`h1:has-text("${names.part[items[0].part]}")`);
});

test('what a thing has several of is a list as well, and says whose it is', async () => {
  await visit.to('/lists/tariff_versions');
  const [id] = await rowIds();
  const [tariff] = id!.split(':');
  assert.equal(tariff, (await idsOf('/v1/tariffs?limit=1'))[0]);
  const row = page.locator('.listing tbody tr').first();
  await soon.equal(() => row.locator(`a[href="/lists/tariffs/${tariff}"]`).count(), 1);
  await row.locator('td:last-child a').click();
  const words = id!.split(':').join(' · ');
  await page.waitForSelector(`h1:has-text("${words}")`);
  await page.waitForSelector('.stack .facts');
});

test('the search box finds as people type, by its key', async () => {
  await visit.to('/lists/technicians');
  await page.keyboard.press('/');
  await page.waitForSelector('.main input[name="q"]:focus');
  await page.keyboard.type('wangwei');
  await page.keyboard.press('Enter');
  await addressHas('q', 'wangwei');
  await settled(page);
  assert.deepEqual(await rowIds(), await idsOf('/v1/technicians?q=wangwei&limit=50'));
  await soon.match(() => page.innerText('.listing tbody'), /王伟/);
});

test('sorted: by the engine where an index has the order, else here', async () => {
  await visit.to('/lists/technicians');
  await page.click('[data-sort="name"]');
  await addressHas('sort', 'name');
  await page.waitForSelector('th[aria-sort="ascending"]');
  const names = await cells(3);
  assert.deepEqual(
    names,
    names.toSorted((a, b) => a.localeCompare(b, 'zh-CN', { numeric: true })),
  );
  await page.click('[data-sort="name"]');
  await addressHas('sort', '-name');
  assert.deepEqual(await cells(3), names.toReversed());

  const { lists } = await visit.api('/v1/schema');
  const { sorts } = lists.find((list: Any) => list.name === 'work_orders');
  assert.ok(sorts.some((sort: Any) => sort.by === '-registered_at' && sort.under === null));
  visit.watched.requests.length = 0;
  await visit.to('/lists/work_orders?sort=-registered_at');
  assert.ok(visit.watched.requests.some((url) => /work_orders\?.*sort=-registered_at/.test(url)));
  await page.waitForSelector('[data-test="count"]');
  assert.deepEqual(await rowIds(), await idsOf('/v1/work_orders?sort=-registered_at&limit=50'));
});

test('pages go on, columns and density are chosen', async () => {
  await visit.to('/lists/part_requests');
  const first = await rowIds();
  await page.keyboard.press('n');
  await page.waitForFunction(() => new URLSearchParams(window.location.search).has('cursor'));
  await settled(page);
  const second = await rowIds();
  assert.ok(second.length > 0 && !second.some((id) => first.includes(id)));
  await visit.to('/lists/part_requests');
  await page.keyboard.press('c');
  await page.waitForSelector('details[data-menu="columns"][open] input:focus');
  await page.uncheck('input[name="column-quantity"]');
  assert.ok(!visit.params().get('columns')!.split(',').includes('quantity'));
  await page.keyboard.press('Escape');
  await page.waitForSelector('details[data-menu="columns"]:not([open])');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('d');
  await page.waitForSelector('table.rows.dense');
  await page.keyboard.press('d');
});

test('what is exported is what is filtered, in each format', async () => {
  await visit.to('/lists/part_requests?status=escalated&columns=id,status,part');
  await page.keyboard.press('e');
  await page.waitForSelector('details[data-menu="export"][open]');
  const ways: [string, string][] = await page.$$eval(
    'details[data-menu="export"] a',
    (all: HTMLAnchorElement[]) => all.map((link) => [link.dataset.format!, link.href]),
  );
  assert.deepEqual(
    ways.map(([format]) => format),
    ['csv', 'csv', 'xlsx', 'ndjson', 'print'],
  );
  const ids = await idsOf('/v1/part_requests?status=escalated&limit=500');
  for (const [format, url] of ways) {
    const response = await page.request.get(url);
    assert.equal(response.status(), 200, format);
    if (format === 'xlsx') {
      assert.equal((await response.body()).subarray(0, 2).toString(), 'PK');
      continue;
    }
    const text = await response.text();
    const found = new Set(text.match(/PR-\d{8}-\d{4}/g));
    assert.deepEqual([...found].sort(), ids.toSorted(), format);
  }
});

test('a bounded answer says so and goes on', async () => {
  const list = /\/v1\/part_requests\?/;
  await page.route(list, async (route: Any) => {
    const url = new URL(route.request().url());
    if (url.searchParams.get('cursor') === 'further') {
      url.searchParams.delete('cursor');
      return route.continue({ url: url.href });
    }
    const response = await route.fetch();
    const body = await response.json();
    const bounded = { ...body, complete: false, looked_at: 20_000, next_cursor: 'further' };
    await route.fulfill({ response, json: bounded });
  });
  await page.goto(`${visit.server.origin}/lists/part_requests?quantity.from=1`);
  await page.waitForSelector('.notice.warn');
  await soon.match(() => page.textContent('.notice.warn'), /20,000/);
  await page.click('.notice.warn button');
  await addressHas('cursor', 'further');
  await page.waitForSelector('.notice.warn', { state: 'detached' });
  await page.unroute(list);
});

test('rows by key: the card beside, its page, and in the past what was then', async () => {
  await visit.to('/lists/part_requests?status=escalated');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const [id] = await rowIds();
  await addressHas('row', id!);
  await page.waitForSelector('.side [data-command]');
  await settled(page);
  const card = await visit.api(`/v1/part_requests/${id}`);
  const drawn: [string, boolean][] = await page.$$eval(
    '.side [data-command]',
    (all: HTMLButtonElement[]) => all.map((one) => [one.dataset.command!, one.disabled]),
  );
  assert.deepEqual(
    drawn.toSorted(),
    card.commands.map((one: Any) => [one.command, !one.allowed]).toSorted(),
  );
  assert.ok(drawn.some(([, disabled]) => disabled) && drawn.some(([, disabled]) => !disabled));
  await screenshot(page, 'list-card');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (to: string) => window.location.pathname === to,
    `/lists/part_requests/${id}`,
  );
  await page.waitForSelector('.timeline .step');
  await settled(page);
  const steps = (await visit.api(card.timeline)).items;
  await soon.equal(() => page.locator('.timeline .step').count(), steps.length);
  await page.click(`.timeline [data-position="${steps[0].position}"]`);
  await page.waitForSelector('html[data-past]');
  await page.waitForSelector('.step.later');
  await settled(page);
  assert.ok(await isPast(page));
  await soon.equal(() => page.locator('.step.later').count(), steps.length - 1);
  await soon.equal(() => page.locator('.can button:not(:disabled)').count(), 0);
  await visit.to(`/lists/part_requests/${id}?as_of=${BigInt(steps[0].position) - 1n}`);
  await page.waitForSelector('.notice.past');
});

test('a card’s command opens filled in, is sent, and the card has moved on', async () => {
  // Who has no visits before him: else the form asks what becomes of them.
  const { items } = await visit.api('/v1/technicians?status=active&limit=100');
  const free: Any[] = [];
  for (const { id } of items) {
    const open = await visit.api(`/v1/bookings?technician=${id}&status=scheduled&limit=1`);
    const accepted = await visit.api(`/v1/bookings?technician=${id}&status=accepted&limit=1`);
    if (open.items.length + accepted.items.length === 0) free.push(id);
  }
  const id = free[0];
  const way = `/v1/technicians/${id}`;
  const version = Number((await visit.api(way)).version);
  await visit.to(`/lists/technicians/${id}`);
  await soon.ok(
    async () => (await page.locator('.stack .card').count()) > 3,
    'facts, skills, relations, timeline',
  );
  await page.click('.can [data-test="more-commands"] > summary');
  await page.click('.can [data-command="suspend_technician"]');
  const form = 'dialog form[data-command="suspend_technician"]';
  await soon.equal(() => page.getAttribute(`${form} [name="technician"]`, 'data-value'), id);
  await soon.equal(() => page.getAttribute(`${form} [name="technician"]`, 'readonly'), '');
  await page.fill(`${form} [name="reason"]`, '休假');
  await page.click('dialog button.primary');
  await page.waitForSelector('.toasts .notice.good');
  await page.waitForSelector('.can [data-command="reinstate_technician"]:not(:disabled)');
  // The usual next step stands alone; what cannot be done now is behind "more", which is open.
  await page.waitForSelector('.can [data-command="suspend_technician"]:disabled');
  const after_ = await visit.api(way);
  assert.equal(after_.item.status, 'suspended');
  assert.equal(Number(after_.version), version + 1);
  await screenshot(page, 'card');
});

test('a report is asked by its form, and a cell says what it is made of', async () => {
  await visit.to('/reports/installer_wages');
  await page.waitForSelector('table.explained');
  await page.fill('.parameters [name="technician"]', 'T-01');
  await addressHas('technician', 'T-01');
  const { rows, ids, columns } = await visit.api('/v1/reports/installer_wages?technician=T-01');
  await page.waitForFunction(
    (count: number) => document.querySelectorAll('table.explained tbody tr').length === count,
    rows.length,
  );
  await settled(page);
  const at = columns.findIndex((column: Any) => column.name === 'total');
  await page.locator('table.explained tbody tr').first().locator('[data-column="total"]').click();
  await page.waitForSelector('[data-test="explained"]');
  const query = `row=${encodeURIComponent(ids[0])}&column=total&technician=T-01`;
  const said = await visit.api(`/v1/reports/installer_wages/explain?${query}`);
  assert.equal(said.value, rows[0][at]);
  const parts = page.locator('[data-test="explained"] tbody tr');
  await soon.equal(() => parts.count(), said.parts.length);
  await screenshot(page, 'explained');
  // By keyboard to the cell on its left, and why.
  await page.focus('td.chosen');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('e');
  await addressHas('column', columns[at - 1].name);
  // What is summed leads to its rows.
  const { ids: orders } = await visit.api('/v1/reports/workload');
  await visit.to(`/reports/workload?row=${encodeURIComponent(orders[1])}&column=paid`);
  const first = page.locator('[data-test="explained"] tbody a').first();
  await soon.match(() => first.getAttribute('href'), /^\/orders\/WO-/);
  for (const [format, begin] of [
    ['xlsx', 'PK'],
    ['print', '<!'],
  ]) {
    const href = await page.getAttribute(`.title a[href*="format=${format}"]`, 'href');
    const response = await page.request.get(visit.server.origin + href);
    assert.equal((await response.body()).subarray(0, 2).toString(), begin, format);
  }
});

test('a report is sorted and its columns are chosen, on the screen and in its files', async () => {
  await visit.to('/reports/workload?columns=technician,orders');
  await page.click('[data-sort="orders"]');
  await page.click('[data-sort="orders"]');
  await addressHas('sort', '-orders');
  await page.waitForSelector('th[aria-sort="descending"]');
  await settled(page);
  const shown: string[] = await page.$$eval('table.explained tbody tr td:first-child', (all: Any) =>
    all.map((cell: Element) => cell.textContent!),
  );
  const said = await visit.api('/v1/reports/workload?sort=-orders&columns=technician,orders');
  const orders = said.rows.map((row: Any) => row[1]);
  assert.deepEqual(
    orders,
    orders.toSorted((a: number, b: number) => b - a),
  );
  assert.equal(shown.length, Math.min(200, said.rows.length));
  const href = await page.getAttribute('.title a[href*="format=ndjson"]', 'href');
  const text = await (await page.request.get(visit.server.origin + href)).text();
  const lines = text.trim().split('\n');
  assert.deepEqual(
    lines.map((line: string) => Object.values(JSON.parse(line))),
    said.rows,
  );
});

test('the file of a list has the columns and the order of the screen', async () => {
  await visit.to('/lists/technicians?columns=id,name,outlet&sort=-name');
  await page.waitForSelector('th[aria-sort="descending"]');
  const ids = await rowIds();
  const href = await page.getAttribute(
    'details[data-menu="export"] [data-format="ndjson"]',
    'href',
  );
  const text = await (await page.request.get(visit.server.origin + href)).text();
  const rows = text
    .trim()
    .split('\n')
    .map((line: string) => JSON.parse(line));
  assert.deepEqual(
    rows.map((row: Any) => row.id),
    ids,
  );
  assert.deepEqual(Object.keys(rows[0]), ['id', 'name', 'outlet', 'outlet_name']);
});

test('a report declares its picture, whose figures stand there as text', async () => {
  const { items } = await visit.api('/v1/reports');
  const kinds = new Map<string, string>(
    items.filter((one: Any) => one.chart).map((one: Any) => [one.chart.kind, one.id]),
  );
  assert.deepEqual([...kinds.keys()].sort(), ['bar', 'heat', 'line', 'share']);
  for (const [kind, id] of kinds) {
    await visit.to(`/reports/${id}`);
    const figure = page.locator(`figure[data-chart="${kind}"]`);
    await figure.locator(':is(ul, table, polyline)').first().waitFor();
    const { marks } = await visit.api(`/v1/reports/${id}/chart`);
    assert.ok(marks.length > 0, id);
    const count = { bar: '.bars > li', share: 'ul.legend > li', heat: 'thead .number' }[kind];
    const most = kind === 'bar' ? 10 : Infinity; // the others stand in the table below
    if (count)
      await soon.equal(() => figure.locator(count).count(), Math.min(most, marks.length), id);
    else await soon.equal(() => figure.locator('tbody tr').count(), marks.length, id);
    await screenshot(page, `chart-${kind}`);
  }
});

test('a report shows what changed between two moments', async () => {
  const { position } = await visit.api('/v1/reports/workload');
  const middle = String(Math.floor(Number(position) / 2));
  const found = await visit.api(`/v1/reports/workload/difference?against=${middle}`);
  assert.ok(found.changed > 0);
  await visit.to('/reports/workload');
  await page.click('[data-test="compare"]');
  await page.waitForSelector('[data-test="difference"]');
  await visit.to(`/reports/workload?against=${middle}`);
  await page.waitForSelector('table.between td.changed');
  const said = await page.textContent('[data-test="difference"]');
  assert.ok(said.includes(`变化 ${found.changed} 行`), said);
  // The first row that changed, cell by cell.
  const row = found.rows.findIndex((one: Any) => one.before && one.after);
  const cells = page.locator(`table.between tbody tr:nth-child(${row + 1}) td`);
  const { before, after } = found.rows[row];
  for (let at = 0; at < before.length; ++at) {
    const changed = (await cells.nth(at).getAttribute('class'))!.includes('changed');
    assert.equal(changed, before[at] !== after[at], found.columns[at].name);
  }
  await screenshot(page, 'report-difference');
});

test('all keys are told, and bare letters can be switched off', async () => {
  await visit.to('/lists/technicians');
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  const keys: string[] = await page.$$eval('dialog kbd', (all: Element[]) =>
    all.map((key) => key.textContent!),
  );
  for (const key of ['?', '/', '[', ']', 'j', 'k', '↵', 'f', 'c', 'e', 's'])
    assert.ok(keys.includes(key), key);
  await page.uncheck('input[name="bare-keys"]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  assert.equal(visit.params().get('row'), null);
  await page.check('input[name="bare-keys"]');
  await page.keyboard.press('Escape');
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
