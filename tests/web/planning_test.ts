// A day is planned and a line taken; its ticket is printed on A5, with a QR code, and counted; an
// order without an outlet has one proposed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;
let outlet: string;
let order: string;

before(async () => {
  visit = await Visit.begin([], few_orders);
  page = visit.page;
  await visit.enter();
  await page.evaluate('window.print = () => { window.printed = (window.printed ?? 0) + 1; }');
  for (const role of ['dispatcher', 'call_centre', 'auditor'])
    await visit.send('/v1/operators/grant_role', { number: 'admin', role, outlet: '' });
  const technicians = await visit.api('/v1/technicians?status=active&limit=1');
  outlet = technicians.items[0].outlet;
  for (let n = 1; n <= 3; n += 1)
    await visit.send('/v1/work_orders/register_work_order', {
      order: `WO-PLAN-${n}`,
      service_type: 'repair',
      source: 'own',
      category: 'aircon',
      phone: '13800000001',
      address: `工业路${n}号`,
      contact: '王小明',
      symptom: '不制冷',
      latitude: 30_250_000 + n * 3000,
      longitude: 120_150_000,
      ...(n === 3 ? {} : { outlet, override_reason: '铭牌磨损' }),
    });
  await page.reload();
  await page.evaluate('window.print = () => { window.printed = (window.printed ?? 0) + 1; }');
});
after(() => visit?.end());

const isClean = async (what: string): Promise<void> =>
  assert.deepEqual(await violationsOf(page, '#main'), [], what);

test('a day is proposed, and a line is accepted', async () => {
  await page.click('.nav a[href^="/plan"]');
  await page.selectOption('[name="outlet"]', outlet);
  await page.waitForSelector('[data-command="propose_schedule"]:not([disabled])');
  await page.click('[data-command="propose_schedule"]');
  await page.waitForSelector('.plan-lines li');
  await screenshot(page, 'plan');
  await isClean('plan');
  const first = page.locator('.plan-lines li', { hasText: 'WO-PLAN-' }).first();
  order = await first.locator('a').first().innerText();
  await first.locator('[data-command="accept_proposal_line"]').click();
  await first.locator('.badge').waitFor();
  const booked = await visit.api(`/v1/orders/${order}?min_position=0`);
  assert.equal(booked.order.order.bookings.length, 1);
});

test('its ticket says which copy it is, and bears the number as a QR code', async () => {
  await page.click('.plan-lines a[href*="' + order + '"]');
  await settled(page);
  await page.click('.title a[href*="/ticket/1"]');
  await page.waitForSelector('.ticket .qr path');
  await soon.match(() => page.innerText('[data-test="ticket-copy"]'), /未打印/);
  await soon.match(() => page.innerText('[data-test="ticket-doubt"]'), /地址未向用户复述/);
  for (const copy of [/第 1 份$/, /第 2 份 · 副本/]) {
    await page.click('[data-command="print_dispatch_ticket"]');
    await page.waitForFunction(
      (text: string) =>
        new RegExp(text).test(document.querySelector('[data-test="ticket-copy"]')!.textContent!),
      copy.source,
    );
  }
  await soon.equal(() => page.evaluate('window.printed'), 2);
  await screenshot(page, 'ticket');
  await isClean('ticket');
  const prints = await visit.api(`/v1/ticket_prints?outlet=${outlet}&limit=100`);
  assert.equal(prints.items.filter((one: Any) => one.order === order).length, 2);
  const pdf: Buffer = await page.pdf({ preferCSSPageSize: true });
  assert.match(pdf.toString('latin1'), /MediaBox \[0 0 4(19|20)[^ ]* 59[456]/, 'A5');
});

test('on a narrow screen it fits', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await screenshot(page, 'ticket-360');
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  assert.ok(wide <= 360, `${wide}`);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('an address that was not read back is marked where the order waits', async () => {
  await visit.to('/queues/registered');
  const row = page.locator('.inbox li[data-id="work_order:WO-PLAN-3"]');
  await soon.match(
    () => row.locator('[data-test="address-unconfirmed"]').innerText(),
    /地址未复述/,
  );
  await row.locator('[data-menu] summary').click();
  await screenshot(page, 'inbox-address');
  await isClean('inbox of an address that was not read back');
  await row.locator('[data-command="confirm_address"]').click();
  await page.waitForSelector('.inbox li.done[data-id="work_order:WO-PLAN-3"]');
  await visit.to('/queues/registered');
  await soon.equal(() => row.count(), 1);
  await soon.equal(() => row.locator('[data-test="address-unconfirmed"]').count(), 0);
});

test('the coverage is a screen', async () => {
  await page.click('.nav a[href^="/coverage"]');
  await page.waitForSelector('.plan-lines li');
  await screenshot(page, 'coverage');
  await isClean('coverage');
  const areas = (): Promise<string[]> =>
    page.$$eval('.plan-lines [data-area]', (all: HTMLElement[]) =>
      all.map((one) => one.dataset.area!),
    );
  const each = await areas();
  await page.selectOption('select[name="level"]', 'city');
  const cities = [...new Set(each.map((one) => one.split('-')[0]))].toSorted();
  await soon.deepEqual(async () => (await areas()).toSorted(), cities);
  await page.reload();
  await soon.deepEqual(async () => (await areas()).toSorted(), cities);
});

test('an order without an outlet has some to choose from', async () => {
  await page.goto(`${visit.server.origin}/orders/WO-PLAN-3`);
  await page.waitForSelector('[data-outlet] button');
  await screenshot(page, 'outlets-for');
  await isClean('outlets');
  await page.locator('[data-outlet] button').first().click();
  await page.waitForSelector('dialog[open]');
});
