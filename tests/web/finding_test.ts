// Finding: the search over everything, and the way back to where one was; in a browser against a
// real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;
let customer: Any;

before(async () => {
  visit = await Visit.begin([/404 \(Not Found\)/]);
  page = visit.page;
  await visit.enter();
  customer = (await visit.api('/v1/customers?limit=1')).items[0];
});

after(() => visit?.end());

const box = '.search input';
const options = (): Promise<string[]> =>
  page.$$eval('.found [role="option"]', (all: Element[]) => all.map((one) => one.id));
const answered = (): Promise<void> =>
  page.waitForFunction(() => {
    const told = document.querySelector('.search [role="status"]')?.textContent ?? '';
    return /\d|“/.test(told);
  });
const type = async (text: string): Promise<void> => {
  await page.fill(box, '');
  await page.click(box);
  await page.keyboard.type(text, { delay: 5 });
  await answered();
};
const violations = (): Promise<string[]> => violationsOf(page);

test('a slash comes to it; before anything is typed it says what can be found', async () => {
  await visit.to('/');
  await page.keyboard.press('/');
  await page.waitForSelector(`${box}:focus`);
  const hint = await page.innerText('.found');
  assert.match(hint, /客户/);
  assert.match(hint, /工单/);
  assert.match(hint, /末四位/);
  await page.keyboard.press('Escape');
  await soon.equal(() => page.locator('.found:visible').count(), 0);
  await soon.equal(() => page.locator(`${box}:focus`).count(), 0);
});

test('a phone in any form, its last four, a name and its pinyin find a customer', async () => {
  const { id, phone, name } = customer;
  for (const typed of [phone, `+86 ${phone}`, phone.slice(-4), name, id.toLowerCase()]) {
    await type(typed);
    assert.ok((await options()).includes(`found-customers-${id}`), typed);
  }
  await screenshot(page, 'finding');
  const groups: string[] = await page.$$eval('.found [role="group"]', (all: Element[]) =>
    all.map((one) => one.getAttribute('aria-labelledby')!),
  );
  assert.equal(groups[0], 'found-customers', 'what has that number stands first');
  assert.ok((await page.$$eval('.found mark', (all: Element[]) => all.length)) > 0);
});

test('arrows choose, Enter opens; what was typed is in no address', async () => {
  await visit.to('/');
  await type(customer.phone);
  const all = await options();
  await page.keyboard.press('ArrowDown');
  await soon.equal(() => page.getAttribute(box, 'aria-activedescendant'), all[0]);
  if (all.length > 1) {
    await page.keyboard.press('ArrowDown');
    await soon.equal(() => page.getAttribute(box, 'aria-activedescendant'), all[1]);
    await page.keyboard.press('ArrowUp');
  }
  const before_ = await page.evaluate(() => history.length);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.location.pathname !== '/');
  await settled(page);
  assert.ok(!page.url().includes(customer.phone), page.url());
  assert.equal(await page.evaluate(() => history.length), before_ + 1);
  await soon.equal(() => page.locator('.found:visible').count(), 0);
  await page.goBack();
  await settled(page);
  assert.equal(new URL(page.url()).pathname, '/');
});

test('Enter before the answer opens the best of it', async () => {
  const { id } = await visit.busyOrder();
  await visit.to('/');
  await page.route('**/v1/search*', async (route: Any) => {
    await new Promise((done) => {
      setTimeout(done, 400);
    });
    await route.continue();
  });
  await page.fill(box, id.toLowerCase());
  await page.press(box, 'Enter');
  await page.waitForFunction((to: string) => window.location.pathname === `/orders/${to}`, id);
  await page.unroute('**/v1/search*');
});

test('few questions while one types, older ones given up, the last answer shown', async () => {
  await visit.to('/');
  const asked: string[] = [];
  await page.route('**/v1/search*', async (route: Any) => {
    const typed = new URL(route.request().url()).searchParams.get('q')!;
    asked.push(typed);
    if (typed !== customer.id)
      await new Promise((done) => {
        setTimeout(done, 1500);
      });
    await route.continue().catch(() => {}); // given up meanwhile
  });
  await page.click(box);
  await page.keyboard.type('zzzz', { delay: 20 });
  await page.waitForTimeout(300);
  await page.fill(box, customer.id);
  await answered();
  await page.waitForTimeout(1600);
  assert.deepEqual(asked, ['zzzz', customer.id]);
  assert.ok((await options()).includes(`found-customers-${customer.id}`));
  await page.unroute('**/v1/search*');
});

test('nothing found says so, and what can be found', async () => {
  await visit.to('/');
  await type('qzxvqzxv');
  await soon.match(() => page.innerText('.found'), /没有找到“qzxvqzxv”[\s\S]*可以查/);
  await screenshot(page, 'finding nothing');
  await page.keyboard.press('Escape');
  await soon.equal(() => page.inputValue(box), '');
});

test('it is of the moment on the bar, and what it opens is too', async () => {
  const late = (await visit.api('/v1/orders?limit=1')).items[0].id;
  await visit.to('/?as_of=30');
  await type(late);
  assert.deepEqual(await options(), [], 'it was not there yet');
  const head = (await visit.api('/v1/queues')).position;
  await visit.to(`/?as_of=${head}`);
  await type(late);
  await page.keyboard.press('Enter');
  await page.waitForFunction((to: string) => window.location.pathname === `/orders/${to}`, late);
  assert.equal(visit.params().get('as_of'), head);
});

test('in both languages, both themes, on a phone: accessible, and it fits', async () => {
  for (const [language, theme, width] of [
    ['en', 'light', 1440],
    ['zh-CN', 'dark', 360],
  ] as const) {
    await page.setViewportSize({ width, height: 740 });
    await page.evaluate(
      ([one, other]: string[]) => {
        localStorage.setItem('kintsugi.language', one!);
        localStorage.setItem('kintsugi.theme', other!);
      },
      [language, theme],
    );
    await visit.to('/');
    await type(customer.phone.slice(-4));
    await page.keyboard.press('ArrowDown');
    const frame = await page.locator('.found').boundingBox();
    assert.ok(frame.x >= 0 && frame.x + frame.width <= width, `${width}: ${frame.x}`);
    const wide: number = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(wide <= 0, `${width}: ${wide} px too wide`);
    await screenshot(page, `finding ${language} ${theme} ${width}`);
    assert.deepEqual(await violations(), [], `${language} ${theme} ${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => localStorage.clear());
});

// --- the way back

test('Back returns to the same list, the same row, the same height', async () => {
  for (const path of ['/lists/customers?sort=', '/lists/technicians', '/orders']) {
    await visit.to(path);
    await page.setViewportSize({ width: 1000, height: 600 }); // a row opens its own page there
    await page.waitForSelector('tbody tr');
    const row = page.locator('tbody tr').nth(12);
    const id = await row.getAttribute('data-id');
    await row.scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollBy(0, 60));
    const top = await page.evaluate(() => window.scrollY);
    assert.ok(top > 0, path);
    const url = page.url();
    await row.locator('a').first().click();
    await page.waitForFunction((old: string) => window.location.href !== old, url);
    await settled(page);
    assert.equal(await page.evaluate(() => window.scrollY), 0, 'another screen from its top');
    await page.goBack();
    await settled(page);
    assert.equal(page.url(), url);
    await page.waitForFunction((was: number) => Math.abs(window.scrollY - was) < 2, top);
    await page.waitForFunction(
      (was: string) => document.activeElement?.closest('tr')?.getAttribute('data-id') === was,
      id,
    );
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('links from a filtered list keep the moment and outlet, Back the filters', async () => {
  const outlet = await visit.outlet();
  const head = (await visit.api('/v1/queues')).position;
  const address = `/lists/work_orders?outlet=${outlet}&as_of=${head}&q=1&sort=`;
  await visit.to(address);
  const url = page.url();
  const links: string[] = await page.$$eval('.listing tbody a', (all: HTMLAnchorElement[]) =>
    all.map((link) => link.href),
  );
  assert.ok(links.length > 0);
  for (const link of links) {
    const { searchParams } = new URL(link);
    assert.equal(searchParams.get('as_of'), head, link);
    assert.equal(searchParams.get('outlet'), outlet, link);
  }
  await page.click('.listing tbody tr:first-child a');
  await page.waitForFunction((old: string) => window.location.href !== old, url);
  await settled(page);
  await page.goBack();
  await settled(page);
  assert.equal(page.url(), url);
  await soon.equal(() => page.inputValue('.main input[name="q"]'), '1');
});

test('what is typed in a field makes no history', async () => {
  for (const path of ['/', '/orders', '/lists/customers', '/audit', '/system', '/intake']) {
    await visit.to(path);
    const before_ = await page.evaluate(() => history.length);
    const fields = await page.locator('.shell :is(input[type="text"], input[type="search"])').all();
    for (const field of fields) {
      if (!(await field.isEditable()) || !(await field.isVisible())) continue;
      await field.focus();
      await page.keyboard.type('wang');
    }
    assert.ok((await page.evaluate(() => history.length)) <= before_ + fields.length, path);
  }
});

test('Back closes a dialog and stays on the screen; closing it leaves nothing behind', async () => {
  await visit.to('/orders');
  await visit.to('/lists/outlets');
  await page.waitForSelector('tbody tr');
  const url = page.url();
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector('dialog'));
  assert.equal(page.url(), url);
  await page.locator('.main button', { hasText: '登记' }).first().click();
  await page.waitForSelector('dialog[open]');
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector('dialog'));
  assert.equal(page.url(), url);
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog'));
  await page.waitForFunction(() => !history.state?.layer);
  await page.goBack();
  await page.waitForFunction(() => window.location.pathname === '/orders');
});

// What the screen shows: its words, and what stands in its fields.
const view = (): Promise<string> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll('.main :is(input, select), .top > select')]
      .filter((field) => (field as HTMLElement).offsetParent !== null)
      .map((field) => `${field.getAttribute('name')}=${(field as HTMLInputElement).value}`);
    const rows = [...document.querySelectorAll('.main :is(h1, h2, th, td, dd)')].map(
      (one) => (one as HTMLElement).innerText,
    );
    return JSON.stringify([fields, rows], null, 1);
  });

test('every screen is the same after it was loaded again, with all its parameters', async () => {
  const outlet = await visit.outlet();
  const head = (await visit.api('/v1/queues')).position;
  const half = String(BigInt(head) / 2n);
  const row = (await visit.api(`/v1/technicians?as_of=${head}&limit=3`)).items[2].id;
  const page_2 = (await visit.api(`/v1/customers?as_of=${head}&limit=50`)).next_cursor;
  const { ids } = await visit.api(`/v1/reports/installer_wages?technician=T-01&as_of=${head}`);
  const cell = ids?.[0] ? `&row=${encodeURIComponent(ids[0])}&column=total` : '';
  for (const path of [
    `/?as_of=${half}&outlet=${outlet}`,
    `/?as_of=${half}&against=${head}`,
    `/orders?as_of=${head}&status=posted&q=1`,
    `/orders?as_of=${head}&technician=T-01&outlet=${outlet}`,
    `/queues/tripped?as_of=${head}`,
    `/lists/technicians?as_of=${head}&row=${row}`,
    `/lists/technicians?as_of=${head}&sort=-name&columns=id,name,phone`,
    `/lists/technicians?as_of=${head}&name.has=${encodeURIComponent('王')}&status=active`,
    `/lists/work_orders?as_of=${head}&registered_at.from=2026-01-01&q=wang`,
    `/lists/customers?as_of=${head}&cursor=${encodeURIComponent(page_2 ?? '')}`,
    `/reports/installer_wages?as_of=${head}&technician=T-01${cell}`,
    '/reports/product_repairs?columns=brand,category,repairs&sort=-repairs&as_of=' + head,
    `/audit?as_of=${head}&command=register_work_order`,
    `/audit?as_of=${head}&operator=1001`,
  ]) {
    await visit.to(path);
    await page.waitForLoadState('networkidle').catch(() => {});
    const before_ = await view();
    const url = page.url();
    await page.reload();
    await settled(page);
    assert.equal(page.url(), url);
    const until = Date.now() + 5000;
    while ((await view()) !== before_ && Date.now() < until) await page.waitForTimeout(100);
    assert.equal(await view(), before_, path);
    const asked = new URL(path, visit.server.origin).searchParams;
    for (const [name, value] of asked) assert.equal(visit.params().get(name), value, path);
  }
});

test('nothing went wrong on the way', () => {
  assert.deepEqual(visit.watched.errors, []);
});
