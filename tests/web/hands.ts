// People of a shop of its own, each in a browser of his own, who go on with cases by the buttons of
// boards and inboxes.
import assert from 'node:assert/strict';
import { launch, open, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders, startServer, type Server } from './server.ts';
import { Caller, Shop } from './shop.ts';
import { soon } from './soon.ts';
import { password, settled } from './visit.ts';

export let server: Server;
export let shop: Shop;
let browser: Any;

// Who sits where: each a browser of his own.
export type Values = Record<string, string>;
export interface Person {
  number: string;
  page: Any;
  api: Caller;
}
export const people: Record<string, Person> = {};
const day_ms = 86_400_000;
const date = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * day_ms).toISOString().slice(0, 10);

async function sit(who: string, number: string, role: string, outlet: string): Promise<void> {
  const api = new Caller(server.origin);
  if (role !== '') await shop.hire(number, `职员${number}`, role, api, outlet);
  const { page } = await open(browser, [/401 \(Unauthorized\)/, /40[49] /]);
  page.setDefaultTimeout(30_000);
  await page.goto(server.origin);
  await page.evaluate(
    async (body: string) => {
      await fetch('/v1/session', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json' },
      });
    },
    JSON.stringify({ operator: number, password }),
  );
  await page.reload();
  await page.waitForSelector('.nav');
  const known = new Map([
    ['2900', shop.dispatcher],
    ['admin', shop.admin],
  ]);
  people[who] = { number, page, api: known.get(number) ?? api };
}

export const idOf = (answer: Any, kind: string): string =>
  answer.streams
    .map((one: Any) => one.stream as string)
    .find((stream: string) => stream.startsWith(`${kind}/`))!
    .slice(kind.length + 1);

let machines = 0;
// An order, for a machine that was sold some days ago; who asks for it is at the desk.
export async function newMachine(
  price: number,
): Promise<{ order: string; asset: string; serial: string }> {
  const { api } = people.clerk!;
  const serial = `SN7700${1000 + ++machines}`;
  const customer = `C-M${machines}`;
  await api.send('/v1/customers/register_customer', {
    customer,
    name: `新机主${machines}`,
    phone: `1380023900${machines}`,
    address: '新桥镇明华路 9 号',
    area: '新桥镇',
    outlet: shop.outlet,
  });
  const asset = idOf(
    await api.send('/v1/assets/register_asset', {
      brand: '海蓝',
      category: 'aircon',
      model: 'KFR-35GW',
      serial,
      customer,
      sold_on: date(-3),
      invoice: `FP-${serial}`,
      confirm_reason: '首台',
    }),
    'asset',
  );
  await api.send('/v1/warranties/start_warranty', {
    asset,
    source: 'invoice',
    proved_on: date(-3),
    document: `FP-${serial}`,
    price,
  });
  const order = idOf(
    await api.send('/v1/work_orders/register_work_order', {
      service_type: 'repair',
      asset,
      customer,
      symptom: '通电即报故障',
      severity: 'normal',
      outlet: shop.outlet,
    }),
    'work_order',
  );
  return { order, asset, serial };
}

const seats: [who: string, number: string, role: string, atTheOutlet?: boolean][] = [
  ['clerk', '1901', 'call_centre'],
  ['colleague', '1902', 'call_centre'],
  ['dispatcher', '2900', ''],
  ['second', '2901', 'dispatcher', true],
  ['accountant', '4901', 'accountant'],
  ['keeper', '5901', 'store_keeper', true],
  ['auditor', '6901', 'auditor'],
  ['admin', 'admin', ''],
];

// Those who are named, each in a browser of his own; the clerk always: he makes what a test needs.
export async function sitDown(wanted: string[] = seats.map(([who]) => who)): Promise<void> {
  server = await startServer(few_orders);
  shop = new Shop(server.origin);
  await shop.open(server.setupLink);
  await shop.hireTechnician('3901', 'T-901', '孙浩');
  browser = await launch();
  for (const [who, number, role, atTheOutlet] of seats) {
    if (who === 'clerk' || wanted.includes(who))
      await sit(who, number, role, atTheOutlet ? shop.outlet : '');
  }
}

export async function close(): Promise<void> {
  await browser?.close();
  await server?.stop();
}

// --- hands
export const to = async ({ page }: Person, path: string): Promise<void> => {
  await page.goto(`${server.origin}${path}`, { waitUntil: 'commit' });
  await settled(page);
};
const at = async (who: Person, path: string): Promise<void> => {
  if (new URL(who.page.url()).pathname !== path) await to(who, path);
};

export async function fill(page: Any, form: string, values: Values): Promise<void> {
  await page.waitForSelector(form);
  for (const [name, value] of Object.entries(values)) {
    const control = page.locator(`${form} [name="${name}"]`);
    const tag: string = await control.evaluate((one: Element) => one.tagName);
    if (tag === 'SELECT') await control.selectOption(value);
    else if (value === 'true') await control.check();
    else await control.fill(value);
  }
}

// On the board, at its stage: there as the feed tells it, not by looking again.
export async function stands(
  who: Person,
  board: string,
  row: string,
  stage: string,
): Promise<void> {
  await at(who, `/${board}`);
  await who.page.waitForSelector(`[data-stage="${stage}"] li[data-id="${row}"]`);
}

export async function choose(who: Person, board: string, row: string): Promise<void> {
  const { page } = who;
  await at(who, `/${board}`);
  const id = row.slice(row.indexOf(':') + 1);
  await page.click(`.stage li[data-id="${row}"] .face-head`);
  await page.waitForFunction(
    (text: string) => document.querySelector('.case-side h2')?.textContent?.includes(text),
    id,
  );
}

// No values: it is done at once. Else a form asks for them, or for a second look.
async function answer(page: Any, box: string, command: string, values?: Values): Promise<void> {
  const form = `form[data-command="${command}"]`;
  if (values) {
    await fill(page, form, values);
    await page.click(`${form} button.primary`);
  }
  await page.waitForFunction(
    ([where, asked]: string[]) =>
      !document.querySelector(asked!) ||
      document.querySelector(`${where} .why, dialog [role="alert"]`),
    [box, form],
  );
  const wrong = page.locator(`${box} .why, dialog [role="alert"]`);
  await soon.equal(() => wrong.count(), 0, `${command}: ${await wrong.allTextContents()}`);
}

// What is chosen on a board is gone on with by its button, and the words that the button asks for.
export async function step(
  who: Person,
  board: string,
  row: string,
  command: string,
  values?: Values,
): Promise<void> {
  await choose(who, board, row);
  await who.page.click(`.case-acts > .acts [data-command="${command}"]:enabled`);
  await answer(who.page, '.case-acts', command, values);
}

// The same about what waits in an inbox.
export async function inbox(
  who: Person,
  queue: string,
  row: string,
  command: string,
  values?: Values,
): Promise<void> {
  const { page } = who;
  await to(who, `/queues/${queue}?row=${encodeURIComponent(row)}`);
  await page.click(`.inbox li[data-id="${row}"] [data-command="${command}"]`);
  await answer(page, '.inbox', command, values);
}

export async function becomes(path: string, wanted: string): Promise<Any> {
  for (let tries = 0; ; ++tries) {
    const told = await shop.admin.ask('GET', path);
    if (told.body?.item?.status === wanted) return told.body.item;
    assert.ok(tries < 150, `${path} becomes ${wanted}, it is ${JSON.stringify(told.body?.item)}`);
    await new Promise((ready) => {
      setTimeout(ready, 100);
    });
  }
}

// The first row of a list that fits, as soon as it is there.
export async function firstOf(
  who: Person,
  path: string,
  fits: (row: Any) => boolean = () => true,
): Promise<Any> {
  for (let tries = 0; ; ++tries) {
    const found = (await who.api.get(path)).items.find(fits);
    if (found) return found;
    assert.ok(tries < 150, path);
    await new Promise((ready) => {
      setTimeout(ready, 100);
    });
  }
}

// What the board begins is asked in its form.
export async function begin(who: Person, command: string, values: Values): Promise<void> {
  const { page } = who;
  await page.click(`.title [data-command="${command}"]`);
  await fill(page, 'dialog form', values);
  await page.click('dialog form button.primary');
  await page.waitForSelector('dialog form', { state: 'detached' });
}

export const violations = ({ page }: Person): Promise<string[]> => violationsOf(page);
