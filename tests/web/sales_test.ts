// A sales file is brought in: columns known by their names and put right by hand, what would be
// refused listed with its line, and the same file once more makes nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mapped, type Column } from '../../api/console/src/sales/mapping.ts';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { Shop } from './shop.ts';
import { soon } from './soon.ts';
import { password, settled, Visit } from './visit.ts';

test('a column that becomes a field takes it from another, and leaves its own', () => {
  const columns: Column[] = [
    { name: '单号', field: 'sale', first: [] },
    { name: '联系', field: null, first: [] },
    { name: '电话', field: 'phone', first: [] },
  ];
  assert.deepEqual(mapped(columns, {}, '联系', 'contact'), {
    sale: '单号',
    phone: '电话',
    contact: '联系',
  });
  assert.deepEqual(mapped(columns, {}, '联系', 'phone'), { sale: '单号', phone: '联系' });
  assert.deepEqual(mapped(columns, {}, '电话', ''), { sale: '单号', phone: '-' });
  assert.deepEqual(mapped(columns, {}, '电话', 'contact'), {
    sale: '单号',
    phone: '-',
    contact: '电话',
  });
  assert.equal(mapped(columns, { seller: '-' }, '联系', 'contact').seller, '-');
});

let visit: Visit;
let shop: Shop;
let page: Any;

before(async () => {
  visit = await Visit.begin([/4\d\d \(/], few_orders);
  page = visit.page;
  shop = new Shop(visit.server.origin);
  await shop.open(visit.server.setupLink);
  await page.goto(visit.server.origin);
  await visit.byPassword();
  await page.fill('input[name="operator"]', '2900');
  await page.fill('input[name="password"]', password);
  await page.click('button.primary');
  await settled(page);
});
after(() => visit?.end());

const header = '行号,联系,电话,地址,品牌,型号,销售日期,送货日期,安装日期,备注\r\n';
const day = (ahead: number): string =>
  new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const file =
  header +
  `W-1,李一,13900000001,东路1号,海蓝,KFR-35GW,2026-01-02,2026-01-05,${day(3)},\r\n` +
  `W-2,李二,没有,东路2号,海蓝,KFR-35GW,2026-01-02,2026-01-05,${day(3)},加急\r\n` +
  `W-3,李三,13900000003,东路3号,海蓝,KFR-35GW,2026-01-02,2026-01-05,2026-01-04,\r\n`;

const choose = (text: string): Promise<void> =>
  page.setInputFiles('input[name="file"]', {
    name: 'sales.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
const counts = async (): Promise<string> => {
  await page.waitForSelector('[data-test="checked"]:not([aria-busy="true"])');
  return page.innerText('[data-test="checked"]');
};

test('what each column is, is known or said; rows that cannot be are listed', async () => {
  await visit.to('/sales');
  await page.selectOption('[name="of_outlet"]', shop.outlet);
  await choose(file);
  assert.match(await counts(), /3 行：新的 0 行.*不能导入 3 行/);
  await soon.equal(() => page.inputValue('[data-column="电话"]'), 'phone');
  await soon.equal(() => page.inputValue('[data-column="行号"]'), '');
  await page.selectOption('[data-column="行号"]', 'sale');
  await page.waitForFunction(
    () => document.querySelector<HTMLSelectElement>('[data-column="行号"]')?.value === 'sale',
  );
  await page.selectOption('[data-column="联系"]', 'contact');
  await page.waitForFunction(() => /新的 1 行/.test(document.body.innerText));
  assert.match(await counts(), /新的 1 行，已导入过 0 行，不能导入 2 行/);
  const rows = await page.$$eval('.sales-problems tbody tr', (all: HTMLElement[]) =>
    all.map((one) => [one.dataset.row, one.dataset.code]),
  );
  assert.deepEqual(rows, [
    ['2', 'request.bad_text'],
    ['3', 'sale.install_before_delivery'],
  ]);
  const problems = await page.innerText('.sales-problems');
  assert.match(problems, /W-2[^]*电话[^]*不能用的字符[^]*W-3[^]*安装日/);
  await soon.match(() => page.innerText('.sales-columns'), /李一[^]*加急/);
  await screenshot(page, 'sales-checked');
});

test('it is brought in once', async () => {
  await page.click('[data-test="bring"]');
  await page.waitForSelector('[data-test="brought"]');
  await soon.match(
    () => page.innerText('[data-test="brought"]'),
    /已导入 1 行，已有 0 行，未导入 2 行/,
  );
  await screenshot(page, 'sales-brought');
  const sale = (await visit.api('/v1/sales/W-1?wait=10s')).item;
  assert.equal(sale.outlet, shop.outlet);
  const { order } = await visit.api(`/v1/orders/${sale.order}`);
  assert.equal(order.order.service_type, 'install');
  await choose(file.replaceAll('行号', '单号').replaceAll('联系', '姓名'));
  await page.waitForFunction(() => /已导入过 1 行/.test(document.body.innerText));
  assert.match(await counts(), /新的 0 行，已导入过 1 行，不能导入 2 行/);
  await soon.ok(() => page.isDisabled('[data-test="bring"]'));
});

test('what is no such file says so', async () => {
  await choose('');
  await page.waitForSelector('.state.bad');
  await soon.match(() => page.textContent('.state.bad'), /import\.bad_file/);
});

test('it is sound: axe, languages, widths', async () => {
  for (const [width, theme, language] of [
    [1440, 'light', 'zh-CN'],
    [360, 'dark', 'en'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(
      ([code, look]: string[]) => {
        localStorage.setItem('kintsugi.language', code!);
        localStorage.setItem('kintsugi.theme', look!);
      },
      [language, theme],
    );
    await visit.to('/sales');
    await choose(file.replaceAll('行号', '单号').replaceAll('联系', '姓名'));
    await counts();
    assert.deepEqual(await violationsOf(page, '#main'), []);
    assert.ok((await page.evaluate('document.documentElement.scrollWidth')) <= width);
    await screenshot(page, `sales-${width}-${theme}-${language}`);
  }
  assert.deepEqual(visit.watched.errors, []);
});
