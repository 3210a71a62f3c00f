// Taking a call, as an information clerk does it: by keyboard alone, with what is known chosen and
// not typed; the address read back; a machine with an open order; somebody who calls for the first
// time. In a browser against a real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { digitsOf, isWhole } from '../../api/console/src/intake/phone_number.ts';
import { mistakable, saidNumber, spoken } from '../../api/console/src/intake/spoken.ts';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { soon } from './soon.ts';
import { settled, Visit } from './visit.ts';

test('a number is known in every form in which it is typed', () => {
  for (const typed of ['13812345678', '+86 138-1234-5678', '0086 13812345678', '8613812345678'])
    assert.equal(digitsOf(typed), '13812345678', typed);
  assert.equal(digitsOf('１３８　１２３４　５６７８'), '13812345678');
  assert.equal(digitsOf('(021) 5555-0000'), '02155550000');
  assert.equal(digitsOf('电话不详'), '');
  assert.ok(isWhole('021-5555 0000') && !isWhole('5678') && !isWhole(''));
});

test('an address is read back in words, with what it may be mistaken for', () => {
  for (const [figures, said] of [
    ['4', '四'],
    ['10', '十'],
    ['14', '十四'],
    ['40', '四十'],
    ['44', '四十四'],
    ['602', '六零二'],
    ['08', '零八'],
    ['0', '零'],
  ])
    assert.equal(saidNumber(figures!), said);
  const said = spoken('明华路４号 602');
  assert.equal(said.map((one) => one.text).join(''), '明华路四号 六零二');
  assert.deepEqual(
    said.filter((one) => one.figure).map((one) => one.text),
    ['四', '六零二'],
  );
  assert.deepEqual(mistakable('明华路 4 号 602'), [['四', '十']]);
  assert.deepEqual(mistakable('明华路 25 号'), []);
  assert.deepEqual(spoken(''), []);
});

let visit: Visit;
let page: Any;
let keys = 0; // pressed, without free words

const press = async (...pressed: string[]): Promise<void> => {
  for (const key of pressed) {
    await page.keyboard.press(key);
    keys += 1;
  }
};
const typed = async (text: string): Promise<void> => {
  await page.keyboard.type(text);
  keys += text.length;
};
const orderOf = async (): Promise<Any> => {
  const id = await page.textContent('[data-test="registered"] a');
  let found: Any;
  await soon.ok(async () => (found = (await visit.api(`/v1/orders/${id}`)).order));
  return found.order;
};
const orderId = (): Promise<string> => page.textContent('[data-test="registered"] a');
const opened = async (): Promise<void> => {
  await page.goto(`${visit.server.origin}/intake`);
  await settled(page);
  await page.waitForSelector('[name="caller_phone"]:focus');
  const old = page.locator('[data-test="draft"] button');
  if (await old.count()) await old.click();
  await page.focus('[name="caller_phone"]');
  keys = 0;
};

// A customer with so many machines, none of which has an order that is open; or one that has.
async function known(machines: number, open = false): Promise<Any> {
  const { items } = await visit.api('/v1/assets?limit=500');
  const of = new Map<string, Any[]>();
  for (const one of items as Any[]) of.set(one.customer, [...(of.get(one.customer) ?? []), one]);
  for (const [customer, owned] of of) {
    if (owned.length !== machines) continue;
    if (owned.some((one: Any) => one.open_orders.length > 0) !== open) continue;
    const all = await visit.api(`/v1/assets?customer=${customer}`);
    if (all.items.length !== machines) continue;
    return { ...(await visit.api(`/v1/customers/${customer}`)).item, machines: all.items };
  }
  throw new Error(`nobody has ${machines} machines`);
}

before(async () => {
  visit = await Visit.begin([/409 \(Conflict\)/]);
  page = visit.page;
  await page.goto(visit.server.origin);
  await page.evaluate(async () => {
    const { items } = await (await fetch('/v1/doors')).json();
    const door = items.find((one: Any) => one.duty === 'call_centre');
    await fetch('/v1/doors', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator: door.operator }),
    });
  });
});

after(() => visit?.end());

test('a returning caller has his order with 25 keys, beside what he says', async () => {
  const caller = await known(1);
  await opened();
  await typed(caller.phone.slice(-11));
  await page.waitForSelector(`[data-caller="${caller.id}"]`);
  await press('Enter');
  await page.waitForSelector(`[data-machine="${caller.machines[0].id}"][aria-pressed="true"]`);
  await page.waitForSelector('[name="symptom"]:focus');
  await page.keyboard.type('不制冷，外机不转'); // free words
  await page.waitForSelector('.read-back');
  await press('Alt+r');
  await page.waitForSelector('[data-test="read-back"][aria-pressed="true"]');
  await page.waitForSelector('.slots button:not(:disabled)');
  await press('Alt+t', '1');
  await page.waitForSelector('.slots [aria-checked="true"]');
  await soon.equal(() => page.textContent('[data-test="lacking"]'), '');
  await screenshot(page, 'intake');
  await press('Control+Enter');
  await page.waitForSelector('[data-test="registered"]');
  assert.ok(keys <= 25, `${keys} keys`);
  const order = await orderOf();
  assert.equal(order.customer, caller.id);
  assert.equal(order.asset, caller.machines[0].id);
  assert.equal(order.symptom, '不制冷，外机不转');
  assert.equal(order.service_type, 'repair');
  assert.equal(order.address, caller.address);
  assert.ok(order.outlet && order.window_from && order.window_until);
  // The call is among the contacts, though nobody logged it.
  const calls = await visit.api(`/v1/interactions?order=${await orderId()}`);
  assert.equal(calls.items.length, 1);
  assert.equal(calls.items[0].channel, 'phone');
  assert.equal(calls.items[0].customer, caller.id);
  // The next call: nothing of this one is left.
  await page.waitForSelector('[name="caller_phone"]:focus');
  await soon.equal(() => page.inputValue('[name="address"]'), '');
  await soon.equal(() => page.locator('[data-machine]').count(), 0);
});

test('a call of which no order comes is kept, and seen at the next one', async () => {
  const caller = await known(2);
  const told = await visit.send('/v1/customers/set_customer_contacts', {
    customer: caller.id,
    contacts: [{ name: '赵家属', duty: '', phone: '13655556666', note: '' }],
  });
  await visit.api(`/v1/customers?min_position=${told.position}&wait=10s&limit=1`);
  await opened();
  await typed('13655556666'); // another one of the household
  await page.waitForSelector(`[data-caller="${caller.id}"]`);
  await press('Enter');
  await press('Alt+n');
  await page.waitForSelector('[data-outcome]:focus');
  await page.fill('[name="contact_summary"]', '问过滤网多久洗一次');
  await page.focus('[data-outcome]');
  await press('1');
  await page.waitForSelector('[data-test="logged"]');
  const id = await page.textContent('[data-test="logged"] a');
  const kept = (await visit.api(`/v1/interactions/${id}?wait=10s`)).item;
  assert.equal(kept.status, 'closed');
  assert.equal(kept.outcome, 'answered');
  assert.equal(kept.customer, caller.id);
  assert.equal(kept.phone, '13655556666');
  assert.equal(kept.summary, '问过滤网多久洗一次');
  // Nothing of it is left, and whoever takes his next call sees it.
  await page.waitForSelector('[name="caller_phone"]:focus');
  await soon.equal(() => page.locator('[data-outcome]').count(), 0);
  await typed('13655556666');
  await page.waitForSelector(`[data-caller="${caller.id}"]`);
  await press('Enter');
  await soon.match(() => page.textContent('[data-test="lately"]'), /问过滤网多久洗一次.*已答复/);
});

test('a machine with an open order asks for a reason first', async () => {
  const caller = await known(1, true);
  await opened();
  await typed(caller.phone.slice(-11));
  await page.waitForSelector(`[data-caller="${caller.id}"]`);
  await press('Enter');
  await page.waitForSelector('[data-test="still-open"]');
  const open = caller.machines[0].open_orders[0].order;
  await soon.equal(
    () => page.getAttribute('[data-test="still-open"] a', 'href'),
    `/orders/${open}`,
  );
  await soon.match(() => page.textContent('[data-test="lacking"]'), /另开的原因/);
  await page.waitForSelector('[name="address"]');
  await press('Control+Enter');
  await page.waitForSelector('.notice.bad');
  await soon.match(() => page.textContent('.notice.bad'), /open_order_exists/);
  await page.fill('[name="override_reason"]', '另一处故障，与那张单无关');
  await press('Control+Enter');
  await page.waitForSelector('[data-test="registered"]');
  assert.equal((await orderOf()).asset, caller.machines[0].id);
  await soon.match(() => page.textContent('[data-test="registered"]'), /没有复述/);
});

test('who calls for the first time is registered with his order', async () => {
  const area = (await known(1)).area;
  const brand = (await visit.api('/v1/words/brand')).items[0].value;
  await opened();
  await typed('13911112222');
  await page.waitForSelector('[data-test="new-caller"]');
  await press('Enter');
  await page.fill('[name="brand"]', brand);
  await page.fill('[name="contact"]', '钱新');
  await page.fill('[name="area"]', area);
  await page.fill('[name="address"]', '新路 14 号');
  await soon.match(() => page.textContent('.read-back'), /十四/);
  await press('Control+Enter');
  const end = await page.waitForSelector('[data-test="registered"], .notice.bad');
  await soon.equal(() => end.getAttribute('data-test'), 'registered', await end.textContent());
  const order = await orderOf();
  assert.ok(order.customer);
  const file = (await visit.api(`/v1/customers/${order.customer}`)).item;
  assert.equal(file.name, '钱新');
  assert.equal(file.phone, '13911112222');
  assert.equal(file.area, area);
});

test('a maker’s number that is taken is seen before the order is sent', async () => {
  const caller = await known(1);
  const { brand } = caller.machines[0];
  const outlet = await visit.outlet();
  const told = await visit.send('/v1/work_orders/register_work_order', {
    order: 'WO-MAKER-1',
    service_type: 'repair',
    source: 'manufacturer',
    brand,
    maker_number: 'MK-WEB-0071',
    phone: '13900001111',
    address: '工业路 1 号',
    outlet,
  });
  await visit.api(`/v1/maker_numbers?min_position=${told.position}&wait=10s`);
  await opened();
  await typed('13922223333');
  await page.waitForSelector('[data-test="new-caller"]');
  await press('Enter');
  await page.fill('[name="brand"]', brand);
  assert.equal(await page.locator('[name="maker_number"]').count(), 0, 'one’s own has none');
  await press('Alt+m');
  await page.waitForSelector('[name="maker_number"]:focus');
  await page.waitForSelector('[data-value="manufacturer"][aria-checked="true"]');
  await page.waitForFunction(() =>
    /厂家单号/.test(document.querySelector('[data-test="lacking"]')!.textContent!),
  );
  await typed('mk web 0071'); // however it is typed
  await page.waitForSelector('[data-test="maker-number-taken"] a[href="/orders/WO-MAKER-1"]');
  await screenshot(page, 'intake-maker-number');
  await page.fill('[name="maker_number"]', 'MK-WEB-0072');
  await page.waitForSelector('[data-test="maker-number-taken"]', { state: 'detached' });
  await page.fill('[name="contact"]', '周全');
  await page.fill('[name="area"]', caller.area);
  await page.fill('[name="address"]', '新路 14 号');
  await press('Control+Enter');
  const end = await page.waitForSelector('[data-test="registered"], .notice.bad');
  assert.equal(await end.getAttribute('data-test'), 'registered', await end.textContent());
  const order = await orderOf();
  assert.equal(order.source, 'manufacturer');
  assert.equal(order.maker_number, 'MK-WEB-0072');
});

test('a machine that nobody can name is asked about once, and taken with a reason', async () => {
  const { area } = await known(1);
  await opened();
  await typed('13933334444');
  await page.waitForSelector('[data-test="new-caller"]');
  await press('Enter');
  await page.fill('[name="contact"]', '田老伯');
  await page.fill('[name="area"]', area);
  await page.fill('[name="address"]', '新路 15 号');
  await page.waitForFunction(() =>
    /哪一台/.test(document.querySelector('[data-test="lacking"]')!.textContent!),
  );
  await press('Control+Enter');
  await page.waitForSelector('.notice.bad .confirm [name="confirm_reason"]:focus');
  assert.match(await page.innerText('.notice.bad'), /请说明是什么机器/);
  await page.keyboard.type('老人说不清，上门再看');
  await press('Control+Enter');
  await page.waitForSelector('[data-test="registered"]');
  const order = await orderOf();
  assert.equal(`${order.brand}${order.category}${order.serial}`, '');
});

test('what service a caller is entitled to is seen before his order is taken', async () => {
  const caller = await known(1);
  const segment = caller.segment === 'needs_care' ? 'key_account' : 'needs_care';
  const { position } = await visit.send('/v1/customers/classify_customer', {
    customer: caller.id,
    segment,
  });
  await visit.api(`/v1/customers/${caller.id}?min_position=${position}&wait=10s`);
  await opened();
  await typed(caller.phone.slice(-11));
  await page.waitForSelector(`[data-caller="${caller.id}"] [data-segment="${segment}"]`);
  await press('Enter');
  await page.waitForSelector(`.file [data-segment="${segment}"]`);
  const label = segment === 'needs_care' ? '需特别关照' : '重点客户';
  await soon.equal(() => page.innerText('.file [data-segment]'), label);
  await screenshot(page, 'intake-segment');
});

test('in English, dark and at 360 px it is accessible and fits', async () => {
  const caller = await known(1);
  for (const [width, dark, language] of [
    [1440, false, 'zh-CN'],
    [1440, true, 'en'],
    [360, true, 'zh-CN'],
    [360, false, 'en'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(
      ([code, theme]: string[]) => {
        localStorage.setItem('kintsugi.language', code!);
        localStorage.setItem('kintsugi.theme', theme!);
      },
      [language, dark ? 'dark' : 'light'],
    );
    await opened();
    await typed(caller.phone.slice(-11));
    await page.waitForSelector(`[data-caller="${caller.id}"]`);
    await press('Enter');
    await page.waitForSelector('.slots');
    assert.deepEqual(await violationsOf(page), [], `${width} ${dark} ${language}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px of ${width}`);
    await screenshot(page, `intake-${width}-${dark ? 'dark' : 'light'}-${language}`);
  }
});
