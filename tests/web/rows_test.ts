// What rows know before anything is sent: the outlet that serves an order, what a reported order
// lacks, by what a claim is judged, whose machine it is; in a browser against a real server with
// the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { soon } from './soon.ts';
import { password, settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any; // the administrator's
let clerk: Any;

async function asOperator(role: string): Promise<Any> {
  const { items } = await visit.api('/v1/operators?limit=200');
  const found = items.find((one: Any) => one.grants.some((grant: Any) => grant.role === role));
  const { url } = await visit.send('/v1/invitations', { operator: found.id });
  const other = (await open(visit.browser, [/401 \(Unauthorized\)/])).page;
  other.setDefaultTimeout(20_000);
  await other.goto(url);
  await other.fill('input[name="password"]', `${password}-${found.id}`);
  await other.fill('input[name="again"]', `${password}-${found.id}`);
  await other.click('button.primary');
  await other.waitForSelector('.nav');
  return other;
}

before(async () => {
  visit = await Visit.begin();
  page = visit.page;
  await visit.enter();
  clerk = await asOperator('call_centre');
});
after(() => visit?.end());

const api = (of: Any, path: string): Promise<Any> =>
  of.evaluate(async (url: string) => (await fetch(url)).json(), path);

// An order in the territory of an outlet, which nobody has assigned yet.
async function unassigned(): Promise<{ order: string; outlet: string }> {
  const { items } = await api(clerk, '/v1/outlets?status=active&limit=50');
  const served = items.find((one: Any) => one.territory?.length > 0 && one.brands?.length > 0);
  const answer = await visit.send(
    '/v1/work_orders/register_work_order',
    {
      service_type: 'repair',
      brand: served.brands[0],
      category: 'aircon',
      phone: '13800218814',
      address: `${served.territory[0]}明华路 4 号`,
      area: served.territory[0],
      confirm_reason: '用户口述',
    },
    clerk,
  );
  const order = answer.streams
    .map((one: Any) => String(one.stream))
    .find((one: string) => one.startsWith('work_order/'))!
    .split('/')[1]!;
  const choices = `/v1/orders/${order}/outlets?min_position=${answer.position}&wait=5s`;
  const proposed = (await api(clerk, choices)).items.find((one: Any) => one.proposed);
  return { order, outlet: proposed.outlet };
}

const row = (order: string): string => `.inbox li[data-id="work_order:${order}"]`;
const outletOf = async (order: string): Promise<string> =>
  (await api(clerk, `/v1/orders/${order}`)).order.order.outlet;

test('an order is assigned to the outlet that serves it, with nothing typed', async () => {
  const { order, outlet } = await unassigned();
  await clerk.goto(`${visit.server.origin}/queues/registered`);
  await clerk.click(`${row(order)} button[data-command="assign_outlet"]`);
  const below = `${row(order)} form.below[data-command="assign_outlet"]`;
  await clerk.waitForSelector(`${below} [name="outlet"]`);
  await screenshot(clerk, 'row-outlet-proposed');
  await clerk.keyboard.press('Enter');
  await clerk.waitForSelector(`${row(order)}.done`);
  await soon.equal(() => outletOf(order), outlet);
});

test('several orders go to their outlets at once', async () => {
  const some = [await unassigned(), await unassigned()];
  await clerk.goto(`${visit.server.origin}/queues/registered`);
  for (const { order } of some) await clerk.click(`${row(order)} input[type="checkbox"]`);
  await clerk.click('[data-together="assign_outlet"]');
  for (const { order, outlet } of some) {
    await clerk.waitForSelector(`${row(order)}.done`);
    await soon.equal(() => outletOf(order), outlet);
  }
});

test('a reported order says what it lacks, in its row and on its page', async () => {
  const asked = '/v1/queue_items?queue=papers_due&commands=true&limit=200';
  const { items } = await visit.api(asked);
  const of = (item: Any): Any =>
    item.acts.find((act: Any) => act.command === 'complete_work_order');
  const item = items.find((one: Any) => of(one).lacks.length > 0);
  assert.ok(item, 'some papers are out');
  const { refusals } = await visit.api('/v1/schema');
  const said: string[] = of(item).lacks.map(
    (code: string) => refusals.find((one: Any) => one.code === code).zh,
  );
  await visit.to('/queues/papers_due');
  for (const one of said)
    await soon.ok(async () => (await page.innerText(row(item.order))).includes(one));
  await screenshot(page, 'row-lacks');
  await visit.to(`/orders/${item.order}`);
  for (const one of said)
    await soon.ok(async () => (await page.innerText('[data-test="lacks"]')).includes(one));
  assert.deepEqual(await violationsOf(page), []);
});

const claims = async (): Promise<Any[]> =>
  (await visit.api('/v1/queue_items?queue=warranty_to_audit&limit=200')).items;

// Of a machine on whose order nobody has claimed anything; at some hours all claims are decided.
async function claimOne(): Promise<void> {
  for (const queue of ['papers_due', 'to_follow_up', 'to_post', 'in_service', 'to_visit']) {
    const { items } = await visit.api(`/v1/queue_items?queue=${queue}&limit=200`);
    for (const { order } of items) {
      const { item } = await visit.api(`/v1/work_orders/${order}`);
      const { asset } = item.order ?? item;
      if (!asset) continue;
      if ((await visit.api(`/v1/warranty_claims?order=${order}`)).items.length > 0) continue;
      const { serial } = (await visit.api(`/v1/assets/${asset}`)).item;
      if (!serial) continue;
      const body = { order, invoice: 'FP-20260107', serial };
      await visit.send('/v1/warranty_claims/claim_warranty', body, clerk);
      return;
    }
  }
}

test('a claim is judged by what stands beside it, and its row says of which machine', async () => {
  const accountant = await asOperator('accountant');
  if ((await claims()).length === 0) await claimOne();
  await soon.ok(async () => (await claims()).length > 0);
  const items = await claims();
  const [claim] = items;
  for (const one of items)
    assert.ok(one.brand && one.category && one.contact, JSON.stringify(one));
  const at = `row=${encodeURIComponent(claim.id)}`;
  await accountant.goto(`${visit.server.origin}/queues/warranty_to_audit?${at}`);
  await settled(accountant);
  await soon.match(() => accountant.innerText('[data-test="claim-serial"]'), /机号/);
  await soon.match(() => accountant.innerText('.card.side'), /三包权益/);
  const chosen = `.inbox li[data-id="${claim.id}"]`;
  await accountant.click(`${chosen} button[data-command="audit_warranty"]`);
  const reason = accountant.locator(`${chosen} form.below [name="reason"]`);
  await soon.ok(async () => (await reason.boundingBox()).width > 150);
  await screenshot(accountant, 'row-claim');
});

test('nothing stands in a queue about which nobody can do anything', async () => {
  const { items } = await visit.api('/v1/queue_items?commands=true&limit=500');
  for (const one of items) {
    const next = one.acts.find((act: Any) => act.in_time);
    assert.ok(next, `${one.id} in ${one.queue}`);
  }
});
