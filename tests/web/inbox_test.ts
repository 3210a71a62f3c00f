// Inboxes and workbenches: acting in the row, several rows at once, by keyboard, with nothing typed
// that the system knows; in a browser against a real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, screenshot, type Any } from './browser.ts';
import { soon } from './soon.ts';
import { password, settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any; // the administrator's
let store: Any; // a store keeper's
let dispatcher: Any;
let accountant: Any;

// Signs somebody in, in a browser of his own, by an invitation.
async function asOperator(number: string): Promise<Any> {
  const { url } = await visit.send('/v1/invitations', { operator: number });
  const other = (await open(visit.browser, [/401 \(Unauthorized\)/, /409 \(Conflict\)/])).page;
  other.setDefaultTimeout(20_000);
  await other.goto(url);
  await other.fill('input[name="password"]', `${password}-${number}`);
  await other.fill('input[name="again"]', `${password}-${number}`);
  await other.click('button.primary');
  await other.waitForSelector('.nav');
  return other;
}

// Somebody who has the duty.
async function numberOf(role: string): Promise<string> {
  const { items } = await visit.api('/v1/operators?limit=200');
  const found = items.find((one: Any) =>
    (one.grants ?? []).some((grant: Any) => grant.role === role),
  );
  return found.id;
}

const api = (of: Any, path: string): Promise<Any> =>
  of.evaluate(async (url: string) => (await fetch(url)).json(), path);

const waits = async (of: Any, queue: string): Promise<Any[]> =>
  (await api(of, `/v1/queue_items?queue=${queue}&limit=200`)).items;

// So many parts wait to be approved at least, whatever the demo company has left over: asked for by
// a dispatcher, for orders of his that have a technician, of shelves that have plenty.
async function requestParts(number: number): Promise<void> {
  const queues = ['to_accept', 'to_visit', 'in_service', 'on_hold'];
  const open_ = (await Promise.all(queues.map((queue) => waits(dispatcher, queue)))).flat();
  const orders = [...new Set(open_.filter((one) => one.technician).map((one) => one.order))];
  const { items: shelves } = await visit.api('/v1/stock_items?limit=200');
  const full = shelves.filter((one: Any) => one.condition === 'good' && one.available >= 5000);
  for (let n = 0; n < number; ++n) {
    const part = full[n % full.length].part;
    const body = { order: orders[n % orders.length], part, quantity: 1000 };
    await visit.send('/v1/part_requests/request_part', body, dispatcher);
  }
  for (let tries = 0; (await waits(page, 'parts_to_approve')).length < number; ++tries) {
    assert.ok(tries < 100, 'a source is found for each');
    await page.waitForTimeout(100);
  }
}

before(async () => {
  visit = await Visit.begin([/409 \(Conflict\)/]);
  page = visit.page;
  await visit.enter();
  store = await asOperator(await numberOf('store_keeper'));
  dispatcher = await asOperator(await numberOf('dispatcher'));
  accountant = await asOperator(await numberOf('accountant'));
  await requestParts(8);
});

after(() => visit?.end());

const rowsOf = (of: Any): Promise<string[]> =>
  of.$$eval('.inbox li[data-id]:not(.done)', (all: Element[]) =>
    all.map((row) => row.getAttribute('data-id')!),
  );
const chosen = (of: Any): Promise<string | null> =>
  of.evaluate(
    () => document.querySelector('.inbox li[aria-current]')?.getAttribute('data-id') ?? null,
  );

test('a row is approved where it stands, and the next one is chosen', async () => {
  await visit.to('/queues/parts_to_approve');
  await page.waitForSelector('.inbox li [data-command="approve_part_request"]');
  const [first, second] = await rowsOf(page);
  await page.click(`.inbox li[data-id="${first}"] [data-command="approve_part_request"]`);
  await page.waitForSelector(`.inbox li.done[data-id="${first}"]`);
  await page.waitForSelector(`.inbox li[data-id="${second}"][aria-current]`);
  const item = await api(page, `/v1/part_requests/${first!.split(':').slice(1).join(':')}`);
  assert.equal(item.item.status, 'approved');
  await soon.match(() => page.textContent('.inbox [role="status"]'), /办好了/);
  // After some seconds it is gone.
  await page.waitForSelector(`.inbox li[data-id="${first}"]`, { state: 'detached' });
});

test('by keyboard: J to the next, its letter acts', async () => {
  await visit.to('/queues/parts_to_approve');
  await page.waitForSelector('.inbox li [data-command="approve_part_request"]');
  const [, second] = await rowsOf(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await chosen(page), second);
  await page.waitForSelector(`.inbox li[data-id="${second}"] button.primary kbd:has-text("A")`);
  await page.keyboard.press('a');
  await page.waitForSelector(`.inbox li.done[data-id="${second}"]`);
});

test('several rows at once, a result for each', async () => {
  await visit.to('/queues/parts_to_approve');
  await page.waitForSelector('.inbox li [data-command="approve_part_request"]');
  const [first, second] = await rowsOf(page);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  // Somebody else was faster with one of them.
  const request = first!.split(':').slice(1).join(':');
  await visit.send('/v1/part_requests/reject_part_request', { request, reason: '不用了' });
  const many = page.locator('[data-together="approve_part_request"]');
  if (await many.count()) await many.click();
  await page.waitForSelector(`.inbox li.done[data-id="${second}"]`);
});

test('what the row asks is asked below it, one reason', async () => {
  await visit.to('/queues/parts_to_approve');
  await page.waitForSelector('.inbox li [data-command="reject_part_request"]');
  const [first] = await rowsOf(page);
  await page.click(`.inbox li[data-id="${first}"] [data-command="reject_part_request"]`);
  const below = `.inbox li[data-id="${first}"] form.below`;
  await page.waitForSelector(below);
  await soon.equal(() => page.locator(`${below} [name="request"]`).count(), 0, 'the row knows it');
  await page.fill(`${below} [name="reason"]`, '型号不对');
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.inbox li.done[data-id="${first}"]`);
});

test('the store bench: issue in the row, and where each piece is', async () => {
  await store.goto(`${visit.server.origin}/store`);
  await settled(store);
  for (const queue of ['parts_to_approve', 'parts_to_issue', 'counts_to_approve', 'below_minimum'])
    await store.waitForSelector(`[data-queue-section="${queue}"]`);
  const row = store.locator('[data-queue-section="parts_to_issue"] li').first();
  await row.waitFor();
  const id = await row.getAttribute('data-id');
  await row.click();
  await store.waitForSelector('.part .flow');
  const { items } = await api(store, `/v1/queue_items?queue=parts_to_issue&limit=20&sort=since`);
  const item = items.find((one: Any) => one.id === id);
  const stock = await api(store, `/v1/stock_items?part=${item.part}&limit=200`);
  const custody = await api(store, `/v1/custodies?part=${item.part}&limit=200`);
  const good =
    stock.items
      .filter((one: Any) => one.condition === 'good')
      .reduce((sum: number, one: Any) => sum + one.item.on_hand, 0) +
    custody.items.reduce((sum: number, one: Any) => sum + one.quantity, 0);
  const shown = (good / 1000).toLocaleString('en-US');
  await soon.ok(async () => (await store.textContent('.part')).includes(`良品 ${shown} =`), shown);
  await screenshot(store, 'store');
  await store.keyboard.press('i');
  const below = `.inbox li[data-id="${id}"] form.below`;
  await store.waitForSelector(below);
  await soon.equal(() => store.locator(`${below} input`).count(), 0, 'nothing is typed');
  await store.keyboard.press('Enter');
  await store.waitForSelector(`.inbox li.done[data-id="${id}"]`);
});

test('a minimum makes a shelf wait, and what it lacks is filled in', async () => {
  const { items } = await api(store, '/v1/stock_items?limit=200');
  const shelf = items.find((one: Any) => one.condition === 'good');
  const minimum = Math.ceil(shelf.available / 1000) * 1000 + 5000;
  const body = { warehouse: shelf.warehouse, part: shelf.part, minimum };
  await visit.send('/v1/stock_items/set_stock_minimum', body, store);
  await store.goto(`${visit.server.origin}/store`);
  const row = store.locator('[data-queue-section="below_minimum"] li').first();
  await row.waitFor();
  const id = await row.getAttribute('data-id');
  await row.locator('[data-command="receive_stock"]').click();
  const field = store.locator(`.inbox li[data-id="${id}"] form.below [name="quantity"]`);
  await field.waitFor();
  // Whichever of those that wait stands first.
  const first = await api(store, `/v1/stock_items/${id!.split(':').slice(1).join(':')}`);
  const lacks = first.item.item.minimum - first.item.available;
  await soon.equal(
    async () => Number((await field.inputValue()).replaceAll(',', '')) * 1000,
    lacks,
  );
  await screenshot(store, 'below-minimum');
  await store.keyboard.press('Enter');
  await store.waitForSelector(`.inbox li.done[data-id="${id}"]`);
});

test('what was just done is taken back by U', async () => {
  await dispatcher.goto(`${visit.server.origin}/queues/tripped`);
  await settled(dispatcher);
  // Of those that nobody has acknowledged yet.
  const acknowledge = '[data-command="acknowledge_alarm"]';
  const row = dispatcher.locator(`.inbox li:has(.acts > ${acknowledge}:enabled)`).first();
  const button = row.locator(acknowledge);
  await button.waitFor();
  const id = (await row.getAttribute('data-id'))!;
  await button.click();
  await dispatcher.waitForSelector(`.inbox li.done[data-id="${id}"] [data-test="undo"]`);
  const alarm = `/v1/alarms/${encodeURIComponent(id.slice('alarm:'.length))}`;
  assert.equal((await api(dispatcher, alarm)).item.status, 'acknowledged');
  await dispatcher.keyboard.press('u');
  await dispatcher.waitForSelector(`.inbox li[data-id="${id}"]:not(.done)`);
  assert.equal((await api(dispatcher, alarm)).item.status, 'tripped');
});

// A claim for an order of the dispatcher's that is about a machine; its order.
async function claimed(): Promise<string> {
  const queues = ['to_accept', 'to_visit', 'in_service', 'on_hold', 'papers_due'];
  for (const queue of queues)
    for (const { order } of await waits(dispatcher, queue)) {
      const { item } = await api(dispatcher, `/v1/work_orders/${order}`);
      const known = item.order ?? item;
      if (!known.asset) continue;
      const { serial } = (await api(dispatcher, `/v1/assets/${known.asset}`)).item;
      const body = { order, invoice: 'FP-20250107', serial };
      const sent = await visit.send('/v1/warranty_claims/claim_warranty', body, dispatcher).then(
        () => true,
        () => false, // claimed already
      );
      if (sent) return order;
    }
  throw new Error('no order of his is about a machine');
}

test('a claim is refused in its row: the verdict, and why', async () => {
  const order = await claimed();
  await accountant.goto(`${visit.server.origin}/queues/warranty_to_audit`);
  await settled(accountant);
  const id = `warranty_claim:${order}`;
  await accountant.click(`.inbox li[data-id="${id}"] button[data-command="audit_warranty"]`);
  const below = `.inbox li[data-id="${id}"] form.below`;
  await accountant.waitForSelector(below);
  await accountant.selectOption(`${below} [name="verdict"]`, 'refuse');
  await accountant.fill(`${below} [name="reason"]`, '发票与机号不符');
  await screenshot(accountant, 'inbox-claim-refused');
  await accountant.click(`${below} button.primary`);
  await accountant.waitForSelector(`.inbox li.done[data-id="${id}"]`);
  const { item } = await api(accountant, `/v1/warranty_claims/${order}`);
  assert.deepEqual([item.status, item.reason], ['refused', '发票与机号不符']);
});

test('a row knows what it is about, and says nothing that somebody else has said', async () => {
  const { items: queues } = await visit.api('/v1/queues');
  for (const { queue } of queues.filter((one: Any) => one.count > 0)) {
    const asked = `/v1/queue_items?queue=${queue}&limit=20&commands=true`;
    for (const row of (await visit.api(asked)).items)
      for (const act of row.acts) {
        const where = `${row.id} ${act.command}`;
        const { fill, fixed } = act;
        if (act.command === 'record_progress') assert.equal(fill.note, undefined, where);
        if (act.command === 'withdraw_failed_visit') assert.ok(fixed.includes('booking'), where);
        if (act.command === 'close_asset_date') assert.ok(fixed.includes('date_kind'), where);
        if (act.command === 'override_dispatch_check')
          assert.ok(
            ['technician', 'check'].every((name) => fixed.includes(name)),
            where,
          );
      }
  }
});

test('a payment begins with what is owed', async () => {
  const queues = ['papers_due', 'in_service', 'on_hold'];
  const [{ order }] = (await Promise.all(queues.map((queue) => waits(dispatcher, queue)))).flat();
  const charge = {
    order,
    item: '高空作业',
    quantity: 1000,
    payer: 'customer',
    manual_price: 12300,
    reason: '七层外墙',
  };
  const added = await visit.send('/v1/work_orders/add_charge', charge, dispatcher);
  const { line } = added.events.find((event: Any) => event.type === 'charge_added');
  await visit.send('/v1/work_orders/approve_charge', { order, line }, accountant);
  const card = async (): Promise<Any> => api(accountant, `/v1/work_orders/${order}`);
  await soon.ok(async () => (await card()).item.due >= 12300);
  const { item, commands } = await card();
  const { fill } = commands.find((one: Any) => one.command === 'collect_payment');
  assert.equal(fill.amount, item.due - item.paid);
});

test('nothing is sent in the past', async () => {
  const { position } = await visit.api('/v1/queues');
  await visit.to(`/queues/parts_to_approve?as_of=${BigInt(position) - 5n}`);
  await page.waitForSelector('.inbox li button[data-command]:disabled');
  await soon.equal(() => page.locator('.inbox li button[data-command]:not(:disabled)').count(), 0);
});
