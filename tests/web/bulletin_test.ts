// A defect is announced: each machine that it affects gets its order by one button on the
// bulletin's card, once. In a browser against a real server with a shop and machines of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { close, firstOf, newMachine, people, shop, sitDown, to, violations } from './hands.ts';
import { soon } from './soon.ts';

const bulletin = 'QX-7700';
const card = `/lists/bulletins/${bulletin}`;
let machines: { order: string; asset: string; serial: string }[] = [];

before(async () => {
  await sitDown(['clerk']);
  machines = [await newMachine(310_000), await newMachine(310_000), await newMachine(310_000)];
  const serials = machines.map((one) => one.serial);
  await shop.admin.send('/v1/bulletins/publish_bulletin', {
    bulletin,
    brand: '海蓝',
    model: 'KFR-35GW',
    serial_from: serials[0],
    serial_until: serials[2],
    title: '电容批次异常',
    text: '上门更换启动电容',
  });
});
after(close);

const ordered = async (): Promise<Any[]> =>
  (await people.clerk!.api.get(`/v1/bulletin_machines?bulletin=${bulletin}&limit=50`)).items;

test('an order for one machine, asked as any other', async () => {
  const { page } = people.clerk!;
  await to(people.clerk!, card);
  await page.waitForSelector('[data-test="affected"] li');
  await soon.equal(() => page.locator('[data-test="affected"] li').count(), 3);
  await page.click('[data-test="affected"] li:first-child button');
  await page.click('form[data-command="order_for_bulletin"] button.primary');
  await page.waitForFunction(
    () => document.querySelectorAll('[data-test="affected"] li').length === 2,
  );
  assert.equal((await ordered()).length, 1);
});

test('for each of the others at once, after asking once; then none is left', async () => {
  const { page } = people.clerk!;
  await page.click('[data-test="affected-all"]');
  const sure = page.locator('[role="alertdialog"]');
  await soon.match(() => sure.innerText(), /2 台/);
  await screenshot(page, 'bulletin-sure');
  await sure.locator('button:not(.primary)').click(); // no
  assert.equal((await ordered()).length, 1);
  await page.click('[data-test="affected-all"]');
  await sure.locator('button.primary').click();
  await page.waitForSelector('[data-test="affected-done"]');
  await soon.match(() => page.innerText('[data-test="affected-done"]'), /已开 2 张工单/);
  await page.waitForFunction(
    () => document.querySelectorAll('[data-test="affected"] li').length === 0,
  );
  await screenshot(page, 'bulletin-done');
  assert.deepEqual(await violations(people.clerk!), []);
  const rows = await ordered();
  assert.deepEqual(
    rows.map((one) => one.asset).toSorted(),
    machines.map((one) => one.asset).toSorted(),
  );
  for (const row of rows) {
    const { order } = await people.clerk!.api.get(`/v1/orders/${row.order}`);
    assert.equal(order.order.asset, row.asset);
    assert.equal(order.order.symptom, '电容批次异常');
    assert.ok(!machines.some((one) => one.order === row.order), 'an order of its own');
  }
});

test('owners are told once, of those machines that wait for an order', async () => {
  const { page, api } = people.clerk!;
  const more = [await newMachine(310_000), await newMachine(310_000)];
  const [first, last] = more.map((one) => one.serial);
  const assets = `/v1/assets?q=${last}`;
  const quiet = await firstOf(people.clerk!, assets, (one) => one.id === more[1]!.asset);
  await api.send('/v1/contact_wishes/opt_out_of_calls', {
    customer: quiet.customer,
    reason: '不要打扰',
  });
  const other = 'QX-7701';
  await shop.admin.send('/v1/bulletins/publish_bulletin', {
    bulletin: other,
    brand: '海蓝',
    model: 'KFR-35GW',
    serial_from: first,
    serial_until: last,
    title: '风扇支架开裂',
    text: '上门检查',
  });
  await to(people.clerk!, `/lists/bulletins/${other}`);
  await page.click('[data-test="affected-tell-all"]');
  await page.locator('[role="alertdialog"] button.primary').click();
  await page.waitForSelector('[data-test="told-done"]');
  await page.waitForFunction(() => {
    const said = document.querySelector('[data-test="affected"]')!.textContent ?? '';
    return said.includes('已通知') && said.includes('用户不愿打扰');
  });
  await screenshot(page, 'bulletin-told');
  assert.equal(await page.locator('[data-test="tell-owner"]').count(), 0);
  const counted = (one: Any): boolean => one.id === other && one.told === 1 && one.unreached === 1;
  await firstOf(people.clerk!, '/v1/bulletins?limit=50', counted);
  const queued = (one: Any): boolean => one.bulletin === other && /风扇支架开裂/.test(one.text);
  await firstOf(people.clerk!, '/v1/notifications?status=queued&limit=200', queued);
  assert.deepEqual(await violations(people.clerk!), []);
});
