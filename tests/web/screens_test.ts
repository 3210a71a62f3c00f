// Every screen in both languages, both themes, wide and on a phone, now and in the past: accessible
// (axe), nothing wider than the screen, nothing cut off, no error, no request to another origin.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { chooseLook, misfitsOf, violationsOf, type Theme } from './looks.ts';
import { Visit } from './visit.ts';

interface Facts {
  id: string; // of an order with a history
  middle: string; // a step of it
  first: string;
  half: string; // of the log
  head: string;
  card: string; // a stock card
  report: string;
  request: string; // for a part
  cell: string; // of a declared report
  serial: string; // of a machine that was repaired
  asset: string;
  customer: string;
}
const screens: [string, (facts: Facts) => string][] = [
  ['overview', () => '/'],
  ['overview in the past', ({ half }) => `/?as_of=${half}`],
  ['overview compared', ({ half, head }) => `/?as_of=${half}&against=${head}`],
  ['orders', () => '/orders'],
  ['orders in the past', ({ half }) => `/orders?as_of=${half}`],
  ['orders, none', () => '/orders?q=nobody'],
  ['order', ({ id }) => `/orders/${id}`],
  ['order in the past', ({ id, middle }) => `/orders/${id}?as_of=${middle}`],
  ['order before it was', ({ id, first }) => `/orders/${id}?as_of=${BigInt(first) - 1n}`],
  ['order compared', ({ id, middle, head }) => `/orders/${id}?as_of=${middle}&against=${head}`],
  ['queues', () => '/queues/tripped'],
  ['queue with rows', () => '/queues/parts_to_approve'],
  ['bench', () => '/store'],
  ['bench of money', () => '/bench/accountant'],
  ['intake', () => '/intake'],
  ['commands', () => '/commands'],
  ['complaints', () => '/complaints'],
  ['complaints in the past', ({ half }) => `/complaints?as_of=${half}`],
  ['exchanges', () => '/exchanges'],
  ['exchanges in the past', ({ half }) => `/exchanges?as_of=${half}`],
  ['list', () => '/lists/stock_items'],
  [
    'list filtered, with a card',
    ({ request }) => `/lists/part_requests?status=closed&row=${request}`,
  ],
  ['card', ({ request }) => `/lists/part_requests/${request}`],
  ['card with parts and relations', () => '/lists/technicians/T-01'],
  ['ledger', ({ card }) => `/inventory/${card}`],
  ['report', ({ report }) => `/reports/${report}`],
  ['report explained', ({ cell }) => `/reports/${cell}`],
  ['report with heat', () => '/reports/product_repairs?columns=brand,category,repairs'],
  ['report with a line', () => '/reports/wage_assessment?technician=T-01&period=2026-10'],
  [
    'report compared',
    ({ middle }) => `/reports/wage_assessment?technician=T-01&period=2026-10&against=${middle}`,
  ],
  ['rosters', () => '/rosters'],
  ['machine', ({ serial }) => `/machines?serial=${serial}`],
  ['customer', ({ customer }) => `/lists/customers/${customer}`],
  ['asset', ({ asset }) => `/lists/assets/${asset}`],
  ['list of install cards', () => '/lists/install_cards'],
  ['list of interactions', () => '/lists/interactions'],
  ['units in the workshop', () => '/queues/units_in_workshop'],
  ['audit', () => '/audit'],
  ['system', () => '/system'],
  ['about', () => '/about'],
  ['nowhere', () => '/nowhere'],
];

let visit: Visit;
let page: Any;
let facts: Facts;

// All reports are drawn alike; axe takes a minute for one of many rows.
async function shortReport(): Promise<string> {
  const { items } = await visit.api('/v1/reports');
  const found: { id: string; rows: number }[] = [];
  for (const { id } of items) {
    const { rows } = await visit.api(`/v1/reports/${encodeURIComponent(id)}?format=json`);
    if (rows.length > 0) found.push({ id, rows: rows.length });
  }
  return encodeURIComponent(found.sort((a, b) => a.rows - b.rows)[0]!.id);
}

async function shortCell(): Promise<string> {
  const { ids } = await visit.api('/v1/reports/installer_wages?technician=T-01');
  return `installer_wages?technician=T-01&row=${encodeURIComponent(ids[0])}&column=total`;
}

before(async () => {
  visit = await Visit.begin([/404 \(Not Found\)/]); // an order before it was registered
  page = visit.page;
  await page.emulateMedia({ reducedMotion: 'reduce' }); // colours are looked at when they have come
  await visit.enter();
  const { id, steps } = await visit.busyOrder();
  const head = (await visit.api('/v1/queues')).position;
  const { items: stock } = await visit.api('/v1/inventory?limit=1');
  const card = [stock[0].warehouse, stock[0].part, stock[0].condition].map(encodeURIComponent);
  const repaired = (await visit.api('/v1/asset_repairs?limit=1')).items[0];
  facts = {
    id,
    middle: steps[Math.floor(steps.length / 2)].position,
    first: steps[0].position,
    half: String(BigInt(head) / 2n),
    head,
    card: card.join('/'),
    report: await shortReport(),
    request: (await visit.api('/v1/part_requests?limit=1')).items[0].id,
    cell: await shortCell(),
    serial: repaired.serial,
    asset: repaired.asset,
    customer: repaired.customer,
  };
});

after(() => visit?.end());

const misfits = (): Promise<string[]> => misfitsOf(page);
const violations = (): Promise<string[]> => violationsOf(page);

const choose = (theme: Theme, width: number): Promise<void> => chooseLook(page, theme, width);

const chinese = async (): Promise<string[]> => {
  // A heading with a number or name in it says what a thing is called, which is not translated.
  const said = '.nav a, .time button, :is(th, h2):not(:has(.mono, bdi))';
  const texts: string[] = await page.$$eval(said, (all: Element[]) =>
    all.map((element) => element.textContent ?? ''),
  );
  return texts.filter((text) => /\p{Script=Han}/u.test(text));
};

for (const [name, path] of screens) {
  test(`${name}: in both languages and themes, wide and on a phone`, async () => {
    const wrong: string[] = [];
    for (const language of ['zh-CN', 'en']) {
      await page.evaluate((chosen: string) => {
        localStorage.setItem('kintsugi.language', chosen);
      }, language);
      await visit.to(path(facts));
      // What fits depends on words and width, colours on the theme: each of them twice.
      for (const [theme, width] of [
        ['light', 1280],
        ['dark', 360],
      ] as const) {
        await choose(theme, width);
        const look = `${language} ${theme} ${width}`;
        const found = await misfits();
        // What axe looks at does not depend on the language.
        if ((language === 'en') === (theme === 'dark')) found.push(...(await violations()));
        wrong.push(...found.map((text) => `${look}: ${text}`));
        await screenshot(page, `${name} ${look}`.replaceAll(/\W+/g, '-'));
      }
      if (language === 'en') wrong.push(...(await chinese()).map((text) => `Chinese: ${text}`));
    }
    assert.deepEqual(wrong, []);
  });
}

test('a form and the doors are accessible too', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit.to('/commands');
  await page.click('button[data-command="register_outlet"]');
  await page.waitForSelector('dialog form');
  await page.click('dialog button.primary');
  await page.waitForSelector('dialog [aria-invalid="true"]');
  assert.deepEqual(await violations(), []);
  await page.keyboard.press('Escape');
  await page.click('[data-test="sign-out"]');
  await visit.byPassword();
  assert.deepEqual(await violations(), []);
});

test('who wants less motion gets none', async () => {
  const moving = await page.$$eval('*', (all: Element[]) =>
    all
      .filter((element) => {
        const style = getComputedStyle(element);
        return style.animationName !== 'none' || !/^0s(, 0s)*$/.test(style.transitionDuration);
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(moving, []);
});

test('in all this: no error in the console, no request to another origin', () => {
  assert.deepEqual(visit.watched.errors, []);
  assert.ok(visit.watched.requests.length > 200);
  const foreign = visit.watched.requests.filter(
    (url) => !url.startsWith(`${visit.server.origin}/`) && !url.startsWith('data:'),
  );
  assert.deepEqual(foreign, []);
});
