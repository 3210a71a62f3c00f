// The board of agents, and an agent at his contact: on duty, routed to who has been free longest,
// taken into the form of a call, its order linked to it, joined to one that is open, or closed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byChannel, freeAt, type Contact, type Sitting } from '../../api/console/src/desk/types.ts';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { Caller, Shop } from './shop.ts';
import { soon } from './soon.ts';
import { password, settled, Visit } from './visit.ts';

const sits = (id: string, status: string, since: string, outlet = ''): Sitting =>
  ({ id, agent: id, status, since, outlet, contacts: [], handled: 0 }) as unknown as Sitting;
const came = (channel: string, status: string, started_at: string): Contact =>
  ({ id: started_at, channel, status, started_at }) as unknown as Contact;

test('the next one is who has been free longest at the desk where it arrived', () => {
  const agents = [
    sits('1', 'free', '2026-03-02T02:00:00Z'),
    sits('2', 'busy', '2026-03-02T00:00:00Z'),
    sits('3', 'free', '2026-03-02T01:00:00Z'),
    sits('4', 'free', '2026-03-01T00:00:00Z', 'OUT-2'),
  ];
  assert.deepEqual(
    freeAt(agents, '').map((one) => one.id),
    ['3', '1'],
  );
  assert.deepEqual(freeAt(agents, 'OUT-3'), []);
});

test('what waits is counted by channel, who waits longest first', () => {
  assert.deepEqual(
    byChannel([
      came('chat', 'open', '2026-03-02T02:00:00Z'),
      came('phone', 'routed', '2026-03-02T00:00:00Z'),
      came('email', 'open', '2026-03-02T01:00:00Z'),
      came('chat', 'open', '2026-03-02T03:00:00Z'),
    ]),
    [
      { channel: 'email', waiting: 1, since: '2026-03-02T01:00:00Z', in_hand: 0 },
      { channel: 'chat', waiting: 2, since: '2026-03-02T02:00:00Z', in_hand: 0 },
      { channel: 'phone', waiting: 0, since: null, in_hand: 1 },
    ],
  );
});

let visit: Visit;
let shop: Shop;
let other: Caller; // an agent who works elsewhere
let page: Any;
let minutes = 0;

const row = (contact: string): string => `[data-contact="${contact}"]`;

// A contact at the shop's desk; its number.
async function comes(more: Record<string, unknown>): Promise<string> {
  const told = await shop.dispatcher.send('/v1/interactions/log_interaction', {
    outlet: shop.outlet,
    started_at: new Date(Date.now() - ++minutes * 60_000).toISOString(),
    ...more,
  });
  const stream = told.streams
    .map((one: Any) => one.stream as string)
    .find((one: string) => one.startsWith('interaction/'))!;
  await shop.settled();
  return stream.slice('interaction/'.length);
}
const contact = async (id: string): Promise<Any> => {
  const path = `/v1/interactions/${id}?min_position=${shop.dispatcher.reached}&wait=10s`;
  return (await shop.dispatcher.get(path)).item;
};

before(async () => {
  visit = await Visit.begin([/4\d\d \(/], few_orders);
  page = visit.page;
  shop = new Shop(visit.server.origin);
  await shop.open(visit.server.setupLink);
  other = new Caller(visit.server.origin);
  await shop.hire('2960', '秦岚', 'call_centre', other);
  await shop.hire('2961', '许诺', 'call_centre');
  await page.goto(visit.server.origin);
  await visit.byPassword();
  await page.fill('input[name="operator"]', '2961');
  await page.fill('input[name="password"]', password);
  await page.click('button.primary');
  await settled(page);
});
after(() => visit?.end());

test('one goes on duty; what waits goes to who has been free longest', async () => {
  await other.send('/v1/agents/go_on_duty', { agent: '2960', outlet: shop.outlet });
  const one = await comes({ channel: 'chat', handle: '小叶子', summary: '冰箱一直响' });
  await visit.to('/agents');
  await page.waitForSelector('[data-agent="2960"][data-status="free"] .next');
  await page.click('[data-command="go_on_duty"]');
  await page.waitForSelector('[data-agent="2961"]');
  await page.waitForSelector('[data-command="go_off_duty"]');
  await soon.match(() => page.innerText(row(one)), /小叶子[^]*冰箱一直响[^]*秦岚/);
  await soon.equal(() => page.innerText('[data-channel="chat"] [data-test="waiting"]'), '1');
  await screenshot(page, 'agents');
  await page.click(`${row(one)} [data-command="route_interaction"]`);
  await page.waitForSelector('[data-agent="2960"][data-status="busy"]');
  assert.equal((await contact(one)).agent, '2960');
  await other.send('/v1/agents/go_off_duty', { agent: '2960' });
  await page.waitForSelector(`${row(one)}[data-status="open"]`); // it waits again, by itself
});

test('he takes an e-mail into the form: its words beside it, its order linked', async () => {
  const id = await comes({
    channel: 'email',
    channel_message_id: 'M-AG-1',
    phone: '13800218899',
    handle: 'ye@example.org',
    summary: '空调不制冷，外机不转',
  });
  await visit.to('/agents');
  await page.click(`${row(id)} [data-test="take"]`);
  await page.waitForSelector('[data-test="contact-text"]');
  assert.equal((await contact(id)).status, 'routed');
  await soon.match(() => page.innerText('.contact'), /ye@example\.org[^]*外机不转/);
  await soon.equal(() => page.inputValue('[name="caller_phone"]'), '13800218899');
  await soon.equal(() => page.inputValue('[name="symptom"]'), '空调不制冷，外机不转');
  await page.waitForSelector('[data-test="new-caller"]');
  await page.click('[data-test="new-caller"]');
  for (const [name, value] of [
    ['brand', '海蓝'],
    ['category', 'aircon'],
    ['model', 'KFR-35GW'],
    ['serial', 'AG-000001'],
    ['contact', '叶子'],
    ['area', '新桥镇'],
    ['address', '新路 14 号'],
  ])
    await page.fill(`[name="${name}"]`, value);
  await screenshot(page, 'intake-contact');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('[data-test="registered"], .confirm textarea, .notice.bad');
  await soon.equal(
    () => page.locator('.notice.bad').count(),
    0,
    await page.innerText('.main').catch(() => ''),
  );
  const order = await page.innerText('[data-test="registered"] a');
  await page.waitForFunction(() => document.querySelector('.contact .badge')?.textContent);
  const linked = await contact(id);
  assert.equal(linked.status, 'linked');
  assert.ok(linked.order.endsWith(order) || order === linked.order);
});

test('what is under way is joined with one key: no second order', async () => {
  await shop.dispatcher.send('/v1/customers/register_customer', {
    customer: 'C-AG1',
    name: '罗敏',
    phone: '13800217777',
    outlet: shop.outlet,
  });
  await shop.dispatcher.send('/v1/assets/register_asset', {
    asset: 'A-AG1',
    category: 'aircon',
    brand: '海蓝',
    model: 'KFR-35GW',
    serial: 'AG-000002',
    customer: 'C-AG1',
  });
  const told = await shop.dispatcher.send('/v1/work_orders/register_work_order', {
    order: 'WO-AG1',
    service_type: 'repair',
    asset: 'A-AG1',
    customer: 'C-AG1',
    contact: '罗敏',
    phone: '13800217777',
    address: '新桥镇明华路 4 号',
    area: '新桥镇',
    symptom: '漏水',
    outlet: shop.outlet,
  });
  assert.ok(told.position);
  const id = await comes({ channel: 'wechat', customer: 'C-AG1', summary: '什么时候来修？' });
  await visit.to(`/intake?interaction=${id}`);
  await page.waitForSelector('[data-test="join"]');
  await page.keyboard.press('Alt+j');
  await page.waitForSelector('[data-test="joined"]');
  assert.equal((await contact(id)).order, 'WO-AG1');
  // A call that nobody logged is logged with it.
  await visit.to('/intake');
  await page.fill('[name="caller_phone"]', '13800217777');
  await page.click('[data-caller="C-AG1"]');
  await page.waitForSelector('[data-test="join"]');
  await page.click('[data-test="join"]');
  await page.waitForSelector('[data-test="joined"]');
  await shop.settled();
  const calls = `/v1/interactions?order=WO-AG1&channel=phone&wait=10s`;
  for (let tries = 0; tries < 20; ++tries) {
    if ((await shop.dispatcher.get(calls)).items.length > 0) break;
    await page.waitForTimeout(250);
  }
  const { items } = await shop.dispatcher.get(calls);
  assert.equal(items.length, 1);
  assert.equal(items[0].customer, 'C-AG1');
});

test('where no order comes of it, it is closed with what came of it', async () => {
  const id = await comes({ channel: 'web', handle: '访客', summary: '问清洗价格' });
  await visit.to('/queues/contacts');
  await visit.to(`/lists/interactions/${id}`);
  await page.click('a.button.primary');
  await page.waitForSelector('[data-test="contact-text"]');
  await page.click('.contact [data-command="close_interaction"]');
  await page.selectOption('dialog [name="outcome"]', 'answered');
  await page.click('dialog button.primary');
  await page.waitForSelector('.contact', { state: 'detached' });
  assert.equal((await contact(id)).status, 'closed');
});

test('as of a moment it only shows; axe, languages, widths', async () => {
  const { position } = await shop.dispatcher.get('/v1/log/position');
  const id = await comes({ channel: 'phone', phone: '13800210000', ivr_path: '1>2' });
  for (const [width, theme, language] of [
    [1440, 'light', 'zh-CN'],
    [360, 'dark', 'en'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(
      ([code, look]: string[]) => {
        localStorage.setItem('kintsugi.language', code!);
        localStorage.setItem('kintsugi.theme', look!);
      },
      [language, theme],
    );
    for (const path of ['/agents', `/intake?interaction=${id}`, `/agents?as_of=${position}`]) {
      await visit.to(path);
      if (path.includes('as_of')) {
        await soon.equal(() => page.locator(row(id)).count(), 0);
        await soon.equal(() => page.locator('[data-command], [data-test="take"]').count(), 0);
      }
      assert.deepEqual(await violationsOf(page, '#main'), [], path);
      assert.ok((await page.evaluate('document.documentElement.scrollWidth')) <= width);
      const name = path.includes('as_of') ? 'past' : path.split(/[/?]/)[1];
      await screenshot(page, `agents-${name}-${width}-${theme}-${language}`);
    }
  }
  assert.deepEqual(visit.watched.errors, []);
});
