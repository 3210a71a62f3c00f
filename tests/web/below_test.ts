// What is asked below a row: it stays while it is written, says what would be accepted, and goes
// on in the whole form; what is offered can be done; which of several is chosen by its words.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Any } from './browser.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin([/40[39] \(/, /503/, /Failed to load resource/]);
  page = visit.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

after(() => visit?.end());

async function become(duty: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(visit.server.origin);
  await page.click(`[data-duty="${duty}"] [data-enter]`);
  await page.waitForSelector('.shell');
  await settled(page);
}

const below = (name: string): Any => page.locator('form.below').locator(`[name="${name}"]`);
const rowOf = (id: string): Any => page.locator(`.inbox li[data-id="${id}"]`);

async function openBelow(queue: string, id: string, command: string): Promise<void> {
  await visit.to(`/queues/${queue}?row=${encodeURIComponent(id)}`);
  await rowOf(id).locator(`[data-command="${command}"]`).click();
  await page.waitForSelector(`form.below[data-command="${command}"]`);
}

const rows = async (queue: string): Promise<Any[]> =>
  (await visit.api(`/v1/queue_items?queue=${queue}&limit=200&sort=since&commands=true`)).items;

const may = (row: Any, command: string): boolean =>
  row.acts.find((act: Any) => act.command === command).allowed;
// As it is: of what is not mended a reason would be asked.
const canBePosted = (row: Any): boolean => !row.unsolved && may(row, 'post_work_order');

let unsolved = ''; // an order of which the customer says that it is not mended

test('what was written below a row is there again, also in the whole form', async () => {
  await become('call_centre');
  const id: string = (await rows('to_follow_up'))[0].id;
  await openBelow('to_follow_up', id, 'record_follow_up');
  assert.equal(await below('satisfaction').getAttribute('placeholder'), '1–5');
  await below('satisfaction').fill('2');
  await below('answer').selectOption('not_charged');
  await page.keyboard.press('Escape');
  await page.waitForSelector('form.below', { state: 'detached' });
  await openBelow('to_follow_up', id, 'record_follow_up'); // the page is loaded again, too
  await page.waitForSelector('form.below [data-test="draft"]');
  assert.equal(await below('satisfaction').inputValue(), '2');
  await page.locator('form.below button.plain', { hasText: '整张表单' }).click();
  const whole = page.locator('dialog form[data-command="record_follow_up"]');
  await soon.equal(() => whole.locator('[name="satisfaction"]').inputValue(), '2');
  await page.keyboard.press('Escape');
  await openBelow('to_follow_up', id, 'record_follow_up');
  await below('solved').selectOption('false');
  await page.click('form.below button.primary');
  await page.waitForSelector('form.below', { state: 'detached' });
  unsolved = id;
});

test('what a reason lets pass is asked for it where it was refused', async () => {
  await become('accountant');
  await openBelow('to_post', unsolved, 'post_work_order');
  await page.click('form.below button.primary');
  const reason = page.locator('form.below .confirm [name="reason"]');
  await reason.waitFor();
  await reason.fill('用户要求先结账');
  await page.click('form.below [data-test="confirm"]');
  await page.waitForSelector(`.inbox li.done[data-id="${unsolved}"]`);
});

test('while the network is away the row stays, with what is written below it', async () => {
  const row = (await rows('to_post')).find((one) => canBePosted(one) && may(one, 'reject_review'));
  await openBelow('to_post', row.id, 'reject_review');
  await below('reason').fill('少一张照片');
  const order = await another(row.id);
  await page.route('**/v1/queue_items?*', (route: Any) => route.abort('failed'));
  await visit.send('/v1/work_orders/post_work_order', { order });
  await page.waitForSelector('.main .state.bad');
  assert.equal(await below('reason').inputValue(), '少一张照片');
  await page.unroute('**/v1/queue_items?*');
  await page.click('.main .state.bad > button');
  await page.waitForSelector('.main .state.bad', { state: 'detached' });
  assert.equal(await below('reason').inputValue(), '少一张照片');
});

// Another of the queue that can be posted as it is.
async function another(than: string): Promise<string> {
  const found = (await rows('to_post')).find((one) => one.id !== than && canBePosted(one));
  return found.order;
}

test('who was slower is told that the row has left', async () => {
  const order = page.url().match(/WO-\d+-\d+/)[0];
  await visit.send('/v1/work_orders/post_work_order', { order });
  await page.waitForSelector('form.below', { state: 'detached' });
  await soon.match(() => page.textContent('.toasts'), /这一行已不在这里/);
});

test('nothing is offered that is done already, or whose step comes later', async () => {
  const drafts = await rows('drafts_to_publish');
  const policy = drafts.find((one) => one.subject.startsWith('warranty_policy/'));
  const { item } = await visit.api(`/v1/warranty_policies/${policy.subject.split('/')[1]}`);
  const { status } = item.versions.find((one: Any) => one.version === policy.number);
  assert.equal(status, 'drafted');
  assert.equal(may(policy, 'publish_warranty_policy'), false);
  await become('dispatcher');
  for (const row of await rows('to_schedule'))
    assert.equal(may(row, 'confirm_address'), row.address_unconfirmed, row.id);
  for (const row of await rows('to_visit')) {
    const { fill } = row.acts.find((act: Any) => act.command === 'reassign_booking');
    assert.equal(fill.technician, undefined, 'he has it already');
  }
});

test('which payment is meant is chosen by its sum', async () => {
  await become('accountant');
  const { items } = await visit.api('/v1/payments?limit=200');
  const ofOrder = (card: Any): Any =>
    card.commands.find((one: Any) => one.command === 'withdraw_payment');
  let card: Any;
  for (const { order } of items.filter((one: Any) => !one.withdrawn && one.amount > 0)) {
    card = await visit.api(`/v1/work_orders/${order}`);
    if (ofOrder(card).allowed) break;
  }
  const { among, fill } = ofOrder(card);
  assert.equal(among.list, 'payments');
  assert.equal(fill.number, among.numbers.length === 1 ? among.numbers[0] : undefined);
  await visit.to(`/orders/${card.id}`);
  await page.locator('[data-test="more-commands"]').selectOption('withdraw_payment');
  const number = page.locator('dialog form select[name="number"]');
  await number.waitFor();
  const payments = (card.item.order ?? card.item).payments;
  const sum = (payments[among.numbers[0] - 1].amount / 100).toFixed(2);
  assert.match((await number.locator('option').allTextContents()).join(), new RegExp(sum));
  await page.keyboard.press('Escape');
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
