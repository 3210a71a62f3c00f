// Forms that lose nothing: what is known is chosen, what a choice fills in is shown, times are
// typed in one go, drafts survive, a 412 says what others changed, nonsense is asked about; in a
// browser against a real server with the demo company.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { soon } from './soon.ts';
import { password, settled, Visit } from './visit.ts';

let visit: Visit;
let clerk: Any; // a page of somebody of the call centre, in a profile of his own

// Somebody of that duty, let in by the administrator's invitation.
async function signedIn(role: string): Promise<Any> {
  const { items } = await visit.api('/v1/operators?limit=200');
  const person = items.find(
    (item: Any) => item.status === 'active' && item.grants.some((one: Any) => one.role === role),
  );
  await visit.to('/system');
  await visit.page.fill('input[name="operator"]', person.id);
  await visit.page.click('form:has(input[name="operator"]) button');
  const link = await visit.page.textContent('.link-text');
  const context = await visit.browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1280, height: 900 },
    geolocation: { latitude: 30.2718, longitude: 120.1598, accuracy: 12 },
    permissions: ['geolocation'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(link);
  await page.fill('input[name="password"]', password);
  await page.fill('input[name="again"]', password);
  await page.click('button.primary');
  await page.waitForSelector('[data-test="tiles"]');
  return page;
}

const intake = 'form[data-command="register_work_order"]';
const at = (name: string): string => `${intake} [name="${name}"]`;
const api = (page: Any, path: string): Promise<Any> =>
  page.evaluate(async (url: string) => (await fetch(url)).json(), path);

async function openIntake(): Promise<void> {
  await clerk.goto(`${visit.server.origin}/intake/form`);
  await settled(clerk);
  await clerk.waitForSelector(intake);
}

// The bodies that are sent from now on.
function sentBy(page: Any): Any[] {
  const bodies: Any[] = [];
  page.on('request', (request: Any) => {
    if (request.method() === 'POST' && request.headers()['idempotency-key'])
      bodies.push({ body: request.postDataJSON(), match: request.headers()['if-match'] });
  });
  return bodies;
}

before(async () => {
  visit = await Visit.begin([/409 \(Conflict\)/, /412 \(Precondition/]);
  await visit.enter();
  clerk = await signedIn('call_centre');
});

after(() => visit?.end());

test('a machine is chosen; what it tells stands in the form, and can be changed', async () => {
  await openIntake();
  const { items } = await api(clerk, '/v1/assets?limit=50');
  const asset = items.find((item: Any) => item.serial && item.brand && item.customer);
  await clerk.click(at('asset'));
  await clerk.keyboard.type(asset.serial);
  await clerk.waitForSelector(`${intake} [role="option"][data-value="${asset.id}"]`);
  await clerk.keyboard.press('ArrowDown');
  await clerk.keyboard.press('Enter');
  await clerk.waitForFunction(
    ([selector, brand]: string[]) =>
      document.querySelector(selector!)!.getAttribute('data-value') === brand,
    [at('brand'), asset.brand],
  );
  await clerk.waitForFunction(
    (selector: string) => document.querySelector<HTMLInputElement>(selector)!.value !== '',
    at('address'),
  );
  await soon.equal(() => clerk.getAttribute(at('customer'), 'data-value'), asset.customer);
  for (const name of ['brand', 'model', 'customer', 'phone', 'address'])
    await soon.ok(() => clerk.locator(`${intake} .field.filled [name="${name}"]`).count(), name);
  await screenshot(clerk, 'forms-filled');
  await clerk.fill(at('address'), '中山路 1 号');
  await soon.equal(() => clerk.locator(`${intake} .field.filled [name="address"]`).count(), 0);
});

test('a brand is found by its first letters, and a new one can be typed', async () => {
  const words = await api(clerk, '/v1/words/brand');
  const brand = words.items[0];
  await openIntake();
  await clerk.click(`${intake} [data-test="draft"] button`).catch(() => {});
  await clerk.fill(at('brand'), brand.find.split(' ').at(-1).slice(0, 3));
  await clerk.waitForSelector(`${intake} [role="option"][data-value="${brand.value}"]`);
  await clerk.click(`${intake} [role="option"][data-value="${brand.value}"]`);
  await soon.equal(() => clerk.getAttribute(at('brand'), 'data-value'), brand.value);
  await clerk.fill(at('brand'), '没有的牌子');
  await clerk.keyboard.press('Tab');
  await soon.equal(() => clerk.inputValue(at('brand')), '没有的牌子');
});

test('half a time is an error at its field; a whole one is told in full', async () => {
  await openIntake();
  const bodies = sentBy(clerk);
  await clerk.fill(at('window_from'), '11-');
  await clerk.click(`${intake} footer button.primary`);
  await clerk.waitForSelector(`${at('window_from')}[aria-invalid="true"]`);
  assert.equal(bodies.length, 0, 'nothing is dropped in silence');
  await clerk.fill(at('window_from'), '11-29');
  await clerk.click(`${intake} footer button.primary`);
  await soon.match(() => clerk.textContent(`${intake} [data-field="window_from"] .wrong`), /几点/);
  await clerk.fill(at('window_from'), '明早9点');
  const meant = await clerk.textContent(`${intake} [data-field="window_from"] [data-test="meant"]`);
  assert.match(meant, /\d{4}-\d\d-\d\d 周. 09:00（上海时间 UTC\+8）/);
  await clerk.keyboard.press('Tab');
  await clerk.waitForFunction(
    (selector: string) =>
      /^\d{4}-\d\d-\d\d 09:00$/.test(document.querySelector<HTMLInputElement>(selector)!.value),
    at('window_from'),
  );
  await screenshot(clerk, 'forms-time');
});

test('a place is that of the device, or pasted', async () => {
  await openIntake();
  await clerk.click(`${intake} [data-test="locate"]`);
  await clerk.waitForFunction(
    (selector: string) => document.querySelector<HTMLInputElement>(selector)!.value !== '',
    at('latitude'),
  );
  await soon.equal(() => clerk.inputValue(at('latitude')), '30.271800, 120.159800');
  await soon.equal(() => clerk.inputValue(at('datum')), 'wgs84');
  await clerk.fill(at('latitude'), 'https://uri.amap.com/marker?position=120.1598,30.2718');
  await clerk.keyboard.press('Tab');
  await soon.equal(() => clerk.inputValue(at('latitude')), '30.271800, 120.159800');
  await soon.equal(() => clerk.inputValue(at('datum')), 'gcj02');
  await soon.equal(() => clerk.locator(at('longitude')).count(), 0);
});

test('nonsense is asked about, and taken with a reason', async () => {
  await openIntake();
  await clerk.click(`${intake} [data-test="draft"] button`).catch(() => {});
  const bodies = sentBy(clerk);
  await clerk.selectOption(at('service_type'), 'repair');
  await clerk.fill(at('brand'), 'Qwertz');
  await clerk.fill(at('phone'), '13800000000');
  await clerk.fill(at('address'), '中山路 1 号');
  await clerk.fill(at('symptom'), '不制冷\n有异响');
  await soon.equal(() => clerk.locator(at('confirm_reason')).count(), 0, 'asked for when needed');
  await clerk.click(`${intake} footer button.primary`);
  await clerk.waitForSelector(`${intake} .confirm textarea:focus`);
  await soon.match(() => clerk.textContent(`${intake} .notice.bad`), /品牌/);
  await screenshot(clerk, 'forms-questioned');
  await clerk.fill(at('confirm_reason'), '客户确认是进口品牌');
  await clerk.click(`${intake} [data-test="confirm"]`);
  await clerk.waitForSelector('.timeline .step');
  assert.equal(bodies.at(-1).body.confirm_reason, '客户确认是进口品牌');
  assert.equal(bodies.at(-1).body.symptom, '不制冷\n有异响', 'lines stay lines');
});

test('a draft survives a reload and signing out, for the same person only', async () => {
  await openIntake();
  await clerk.fill(at('contact'), '王女士');
  await clerk.fill(at('symptom'), '第一行\n第二行');
  await clerk.reload();
  await clerk.waitForSelector(`${intake} [data-test="draft"]`);
  await soon.equal(() => clerk.inputValue(at('contact')), '王女士');
  await soon.equal(() => clerk.inputValue(at('symptom')), '第一行\n第二行');
  await clerk.evaluate(async () => fetch('/v1/session', { method: 'DELETE' }));
  const operator = await clerk.evaluate(
    () =>
      JSON.parse(
        Object.keys(localStorage)
          .find((key) => key.startsWith('kintsugi.draft'))!
          .slice(15),
      )[1],
  );
  await clerk.goto(`${visit.server.origin}/intake/form`);
  await clerk.click('[data-test="by-password"]'); // the door shows who he could be instead
  await clerk.fill('input[name="operator"]', operator);
  await clerk.fill('input[name="password"]', password);
  await clerk.click('button.primary');
  await clerk.waitForSelector(`${intake} [data-test="draft"]`);
  await soon.equal(() => clerk.inputValue(at('contact')), '王女士');
  await clerk.click(`${intake} [data-test="draft"] button`);
  await soon.equal(() => clerk.inputValue(at('contact')), '');
  await clerk.reload();
  await clerk.waitForSelector(intake);
  await soon.equal(() => clerk.locator(`${intake} [data-test="draft"]`).count(), 0);
  // Another's draft, and one of yesterday, are not his.
  await clerk.evaluate((me: string) => {
    const key = (who: string): string =>
      `kintsugi.draft.${JSON.stringify(['main', who, 'register_work_order', ''])}`;
    const kept = (at_: number): string => JSON.stringify({ at: at_, raw: { contact: '别人' } });
    localStorage.setItem(key('somebody'), kept(Date.now()));
    localStorage.setItem(key(me), kept(Date.now() - 25 * 3600_000));
  }, operator);
  await clerk.reload();
  await clerk.waitForSelector(intake);
  await soon.equal(() => clerk.inputValue(at('contact')), '');
});

test('after a 412: what others changed, and what he typed is kept', async () => {
  const { items } = await api(clerk, '/v1/customers?limit=5');
  const customer = items.find((item: Any) => item.name && item.phone);
  await clerk.goto(`${visit.server.origin}/lists/customers/${encodeURIComponent(customer.id)}`);
  await settled(clerk);
  await clerk.click('.can [data-command="change_customer"]');
  const form = 'dialog form[data-command="change_customer"]';
  await clerk.fill(`${form} [name="address"]`, '我的地址 1 号');
  await clerk.fill(`${form} [name="name"]`, '我写的名字');
  // Meanwhile somebody else, with the same duty.
  await clerk.evaluate(async (old: Any) => {
    const { id, name, phone, ...rest } = old;
    const kept = Object.fromEntries(
      ['kind', 'address', 'area', 'parent']
        .filter((key) => rest[key])
        .map((key) => [key, rest[key]]),
    );
    const body = { ...kept, customer: id, name: `${name}二`, phone, note: '要提前一天打电话' };
    const answer = await fetch('/v1/customers/change_customer', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': '"other-1"' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }, customer);
  await clerk.click(`${form} footer button.primary`);
  await clerk.waitForSelector(`${form} [data-test="stale"]`);
  await soon.match(() => clerk.textContent(`${form} [data-test="stale"]`), /要提前一天打电话/);
  await screenshot(clerk, 'forms-stale');
  await clerk.click(`${form} [data-test="reapply"]`);
  await clerk.waitForSelector(`${form} .clashed [name="name"]`);
  await soon.equal(() => clerk.inputValue(`${form} [name="name"]`), '我写的名字');
  await soon.equal(() => clerk.inputValue(`${form} [name="address"]`), '我的地址 1 号');
  await soon.equal(() => clerk.inputValue(`${form} [name="note"]`), '要提前一天打电话');
  await clerk.click(`${form} footer button.primary`);
  await clerk.waitForFunction((s: string) => !document.querySelector(s), form);
  const after_ = await api(clerk, `/v1/customers/${encodeURIComponent(customer.id)}`);
  assert.equal(after_.item.name, '我写的名字');
  assert.equal(after_.item.note, '要提前一天打电话');
});

test('the usual next step is the one button; the others are behind "more"', async () => {
  const { items } = await api(clerk, '/v1/orders?status=registered&limit=5');
  await clerk.goto(`${visit.server.origin}/orders/${encodeURIComponent(items[0].id)}`);
  await settled(clerk);
  await clerk.waitForSelector('.title button.primary');
  await soon.equal(
    () => clerk.getAttribute('.title button.primary', 'data-command'),
    'assign_outlet',
  );
  await soon.equal(() => clerk.locator('.title [data-command]').count(), 1);
  await soon.ok(() => clerk.locator('[data-test="more-commands"]').count());
});

test('the same said again counts up, three at most are shown, each can be dismissed', async () => {
  await clerk.goto(`${visit.server.origin}/orders`);
  await settled(clerk);
  // Nothing is answered: each try says the same.
  await clerk.goto(`${visit.server.origin}/lists/customers`);
  await settled(clerk);
  const moment = '[data-test="moment"] , .as-of input[type="text"]';
  const input = clerk.locator(moment).first();
  for (let i = 0; i < 4; ++i) {
    await input.fill('x');
    await input.press('Enter');
  }
  await clerk.waitForSelector('.toasts .notice');
  await soon.equal(() => clerk.locator('.toasts .notice').count(), 1);
  await soon.match(() => clerk.textContent('.toasts .notice'), /×4/);
  await clerk.click('.toasts .notice button');
  await clerk.waitForFunction(() => !document.querySelector('.toasts .notice'));
});

test('at 360 px the choices fit the screen', async () => {
  await clerk.setViewportSize({ width: 360, height: 740 });
  await openIntake();
  await clerk.click(at('brand'));
  await clerk.waitForSelector(`${intake} [role="option"]`);
  const wide = await clerk.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} px`);
  await screenshot(clerk, 'forms-360');
});
