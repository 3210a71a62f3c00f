// The live feed across tabs: one connection a browser, silence is noticed, and what happened while
// nobody listened is shown once somebody does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Any } from './browser.ts';
import { few_orders } from './server.ts';
import { Visit } from './visit.ts';

let visit: Visit;
let made = 0;

// Chrome writes each answer of 502 to its console.
before(async () => {
  visit = await Visit.begin([/502 \(Bad Gateway\)/], few_orders);
  // As where there is no secure context.
  await visit.watched.context.addInitScript(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
  });
  await visit.enter();
  await send('operators/grant_role', { number: 'admin', role: 'call_centre' });
});
after(() => visit.end());

// Sent past the browser, so that no tab knows of it but by the feed.
async function send(command: string, body: object): Promise<void> {
  const cookies = await visit.watched.context.cookies();
  const cookie = cookies.map(({ name, value }: Any) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${visit.server.origin}/v1/${command}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': `"${crypto.randomUUID()}"`,
      Cookie: cookie,
    },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.text());
}

async function newOrder(): Promise<string> {
  const order = `WO-FEED-${++made}`;
  await send('work_orders/register_work_order', {
    order,
    service_type: 'repair',
    source: 'own',
    category: 'aircon',
    phone: '13800000001',
    address: '工业路1号',
  });
  return order;
}

const live = (page: Any): Promise<void> =>
  page.waitForSelector('.live[aria-pressed]:not(.stale)', { timeout: 60_000 });
const shows = (page: Any, order: string, timeout = 10_000): Promise<void> =>
  page.waitForFunction(
    (id: string) => document.querySelector('table.rows')?.textContent?.includes(id),
    order,
    { timeout, polling: 200 }, // a tab behind another one draws no frames
  );
const orders = async (page: Any): Promise<void> => {
  await page.goto(`${visit.server.origin}/orders`);
  await page.waitForSelector('table.rows tbody tr');
};
const feeds = (): number =>
  visit.watched.requests.filter((url) => url.includes('/v1/stream')).length;

// Alone with its feed: it leads.
async function leads(page: Any): Promise<void> {
  const before_ = feeds();
  await orders(page);
  while (feeds() === before_)
    await new Promise((done) => {
      setTimeout(done, 50);
    });
  await shows(page, await newOrder());
}

test('seven tabs have one feed', async () => {
  await leads(visit.page);
  const before_ = feeds();
  const tabs: Any[] = [];
  for (let i = 0; i < 6; ++i) {
    const tab = await visit.watched.context.newPage();
    await orders(tab);
    await live(tab);
    tabs.push(tab);
  }
  assert.equal(feeds(), before_);
  const order = await newOrder();
  for (const tab of [visit.page, ...tabs]) await shows(tab, order);
  for (const tab of tabs) await tab.close();
});

test('a tab that leaves hands over', async () => {
  const second = await visit.watched.context.newPage();
  await orders(second);
  await live(second);
  const before_ = feeds();
  await visit.page.goto('about:blank');
  const order = await newOrder();
  await shows(second, order);
  assert.equal(feeds(), before_ + 1);
  await orders(visit.page);
  await second.close();
  await shows(visit.page, await newOrder());
});

test('a leader that stands still is noticed, and follows when it wakes', async () => {
  await leads(visit.page);
  const second = await visit.watched.context.newPage();
  await orders(second);
  await shows(second, await newOrder());
  const debugged = await visit.watched.context.newCDPSession(visit.page);
  await debugged.send('Debugger.enable');
  await debugged.send('Debugger.pause');
  void visit.page.evaluate(() => 1).catch(() => {}); // it stops with the next statement
  const order = await newOrder();
  await shows(second, order, 60_000);
  await live(second);
  const before_ = feeds();
  await debugged.send('Debugger.resume');
  await debugged.send('Debugger.disable');
  await shows(visit.page, order);
  const later = await newOrder();
  await shows(visit.page, later);
  await shows(second, later);
  assert.equal(feeds(), before_, 'and none is opened for it');
  await second.close();
});

test('what happened behind a 502 is shown afterwards', async () => {
  const { page } = visit;
  await page.route('**/v1/stream*', (route: Any) =>
    route.fulfill({ status: 502, body: 'bad gateway' }),
  );
  await orders(page);
  await page.waitForSelector('.live.stale');
  const order = await newOrder();
  await page.unroute('**/v1/stream*');
  await shows(page, order);
  await live(page);
});

test('in all this: no error in the console', () => {
  assert.deepEqual(visit.watched.errors, []);
});
