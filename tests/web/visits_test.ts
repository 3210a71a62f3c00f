// What a visit leaves behind, on the screen: install cards and their ledger, a unit in the
// workshop, the fault report as it is printed with the facts that it cites.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { Caller } from './shop.ts';
import { soon } from './soon.ts';
import { Visit } from './visit.ts';

let visit: Visit;
let page: Any;
let dispatcher: Caller;
let order: string;
let report: string;

before(async () => {
  visit = await Visit.begin([], few_orders);
  page = visit.page;
  await visit.enter();
  const number = '2950';
  await visit.send('/v1/operators/register_operator', { number, name: '方敏' });
  await visit.send('/v1/operators/grant_role', { number, role: 'dispatcher', outlet: '' });
  await visit.send('/v1/operators/grant_role', { number, role: 'store_keeper', outlet: '' });
  const { url } = await visit.send('/v1/invitations', { operator: number });
  dispatcher = new Caller(visit.server.origin);
  await dispatcher.use(url);
});
after(() => visit?.end());

const reached = (): Promise<Any> =>
  dispatcher.get(`/v1/queues?min_position=${dispatcher.reached}&wait=10s`);

test('cards are printed, and their outlet answers for them', async () => {
  const outlet = await visit.outlet();
  const account = `/lists/card_accounts/${encodeURIComponent(`outlet:${outlet}`)}`;
  const owed = async (): Promise<number> => {
    await visit.to(account);
    return Number(/未交\s*(\d+)/.exec(await page.innerText('.main'))?.[1] ?? 0);
  };
  const before_ = await owed();
  await dispatcher.send('/v1/install_cards/print_install_cards', {
    card: 'AZ-0008',
    count: 3,
    outlet,
  });
  await reached();
  await visit.to('/lists/install_cards/AZ0008');
  await soon.match(() => page.innerText('.main'), /AZ0008[^]*在库/);
  await screenshot(page, 'install-cards');
  assert.equal(await owed(), before_ + 3);
  await screenshot(page, 'card-account');
});

test('a unit that was fetched waits with the day on which it is due', async () => {
  const id = 'WO-UNIT-1';
  await dispatcher.send('/v1/work_orders/register_work_order', {
    order: id,
    service_type: 'repair',
    source: 'own',
    category: 'aircon',
    phone: '13800218814',
    address: '明华路 4 号 602',
    contact: '王小明',
    symptom: '不制冷',
    outlet: await visit.outlet(),
    override_reason: '铭牌磨损',
  });
  const unit = { order: id, receipt: 'QJ-1', technician: 'T-01' };
  await dispatcher.send('/v1/work_orders/pick_up_unit', unit);
  await reached();
  await visit.to('/queues/units_in_workshop');
  await soon.match(() => page.innerText('.main'), new RegExp(id));
  await screenshot(page, 'units-in-workshop');
  await visit.to(`/orders/${id}`);
  await soon.match(() => page.innerText('.main'), /机器在修/);
});

test('a fault report is a page to print, with the facts of its order', async () => {
  const done = '/v1/work_orders?status=completed,followed_up,posted&limit=50';
  const { items } = await dispatcher.get(done);
  order = items.find((one: Any) => one.order.fault_code).id;
  const steps = (await dispatcher.get(`/v1/orders/${order}/timeline?limit=200`)).items;
  const fact = steps.find((one: Any) => one.command === 'record_diagnosis') ?? steps[0];
  await dispatcher.send('/v1/work_orders/issue_fault_report', {
    order,
    cause: '管路接头开裂，制冷剂泄漏',
    finding: '低压侧压力 0.2 MPa',
    advice: '更换铜管并补充制冷剂',
    facts: [fact.position],
  });
  // What is another order's is refused, in words.
  const other = items.find((one: Any) => one.id !== order)!.id;
  const foreign = (await dispatcher.get(`/v1/orders/${other}/timeline?limit=1`)).items[0];
  const told = await dispatcher.ask('POST', '/v1/work_orders/issue_fault_report', {
    order,
    cause: '管路接头开裂',
    finding: '压力低',
    facts: [foreign.position],
  });
  assert.equal(told.body.code, 'fault_report.foreign_fact');
  await reached();
  report = `${order}-R1`;
  await visit.to(`/lists/fault_reports/${report}`);
  await page.click(`a[href="/fault_reports/${report}"]`);
  await page.waitForSelector('.paper-facts tr');
  const text = await page.innerText('[data-test="fault-report"]');
  assert.match(text, /故障分析报告[^]*制冷剂泄漏[^]*更换铜管/);
  await soon.equal(() => page.locator('.paper-facts tr').count(), 1);
});

test('kinds of parts are a tree, and what was changed of the base data is listed', async () => {
  const category = (part_category: string, parent: string): Promise<Any> =>
    visit.send('/v1/part_categories/register_part_category', { part_category, parent });
  await category('制冷系统', '');
  const { position } = await category('压缩机', '制冷系统');
  await visit.send('/v1/part_categories/move_part_category', {
    part_category: '压缩机',
    parent: '',
  });
  await visit.to('/lists/part_categories');
  await soon.match(() => page.innerText('.main'), /制冷系统/);
  const below = await visit.api(
    `/v1/part_categories?parent=${encodeURIComponent('制冷系统')}&as_of=${position}`,
  );
  assert.deepEqual(
    below.items.map((one: Any) => one.id),
    ['压缩机'],
  );
  await visit.to('/master?about=part_category');
  await page.waitForSelector('.main table tbody tr');
  const text = await page.innerText('.main');
  assert.match(text, /基础资料变更[^]*调整备件类别[^]*登记备件类别/);
  await visit.to('/reports/record_books');
  await soon.equal(() => page.locator('nav a[aria-current="page"]').count(), 1);
});

test('it is sound: axe, widths, both languages', async () => {
  const wrong: string[] = [];
  for (const language of ['zh-CN', 'en'])
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await page.evaluate((l: string) => localStorage.setItem('kintsugi.language', l), language);
      await visit.to(`/fault_reports/${report}`);
      await page.waitForSelector('.paper-facts tr');
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      if (wide > 0) wrong.push(`${language} ${width}: ${wide} px too wide`);
      for (const one of await violationsOf(page)) wrong.push(`${language} ${width}: ${one}`);
      await screenshot(page, `fault-report-${language}-${width}`);
    }
  assert.deepEqual(wrong, []);
  assert.deepEqual(visit.watched.errors, []);
});
