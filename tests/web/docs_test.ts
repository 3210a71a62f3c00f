// The API page: every route is there in both languages, its examples are what the server takes, the
// lines of its tabs run as they stand, and it can be read by whoever is not signed in.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { soon } from './soon.ts';
import { Visit } from './visit.ts';
import { beginning, callOf, keyOf } from '../../api/console/src/docs/call.ts';
import { groupsOf, type OpenApi, type Operation } from '../../api/console/src/docs/document.ts';
import type { Json } from '../../api/console/src/docs/example.ts';
import { curlOf, pythonOf, typescriptOf, type Call } from '../../api/console/src/docs/snippets.ts';
import { summaries } from '../../api/console/src/docs/summaries.ts';

let visit: Visit;
let page: Any;
let document_: OpenApi;
let operations: Operation[];
let folder: string;
let token: string;

const ask = async (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(visit.server.origin + path, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
  });

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kintsugi-docs-'));
  visit = await Visit.begin([/40[0-9] \(/, /412 \(/], few_orders);
  page = visit.page;
  await visit.enter();
  // Duties beside the administrator's, so that nothing is closed.
  for (const role of ['auditor', 'accountant', 'dispatcher', 'store_keeper', 'call_centre'])
    await visit.send('/v1/operators/grant_role', { number: 'admin', role });
  token = (await visit.send('/v1/tokens', { name: 'lines' })).token;
  document_ = (await (await ask('/openapi.json')).json()) as OpenApi;
  operations = groupsOf(document_).flatMap((group) => group.operations);
});

after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await visit?.end();
});

const find = (method: string, path: string): Operation => {
  const found = operations.find((one) => one.method === method && one.path === path);
  assert.ok(found, `${method} ${path}`);
  return found;
};

test('every route is there, in both languages', () => {
  const served = Object.values(document_.paths).flatMap((methods) => Object.keys(methods));
  assert.equal(operations.length, served.length);
  assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
  const silent = operations.filter(
    (one) => !one.label?.zh && !one.list?.zh && !summaries[`${one.method} ${one.path}`],
  );
  assert.deepEqual(
    silent.map((one) => `${one.method} ${one.path}`),
    [],
    'docs/summaries.ts says in Chinese what they are for',
  );
  const gone = Object.keys(summaries).filter(
    (name) => !operations.some((one) => `${one.method} ${one.path}` === name),
  );
  assert.deepEqual(gone, []);
});

test('every command takes its example: it may be refused, but never as malformed', async () => {
  const wrong: string[] = [];
  for (const operation of operations.filter((one) => one.command)) {
    const { body } = beginning(document_, operation);
    const answer = await ask(operation.path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    });
    if (answer.status === 400 || answer.status >= 500)
      wrong.push(`${operation.path} ${body} ${await answer.text()}`);
  }
  assert.deepEqual(wrong, []);
});

const run = (command: string, args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((done) => {
    const env = { ...process.env, KINTSUGI_TOKEN: token };
    execFile(command, args, { env, timeout: 60_000 }, (error, out, err) =>
      done({ code: error ? Number(error.code ?? 1) : 0, out: out + err }),
    );
  });

// `other` makes each of them a wish of its own.
async function lines(call: Call, other: (by: string) => Json | undefined = () => call.body) {
  const python = join(folder, 'lines.py');
  const typescript = join(folder, 'lines.mts');
  const by = (name: string): Call => ({ ...call, body: other(name) });
  writeFileSync(python, pythonOf(by('PYTHON')));
  writeFileSync(typescript, typescriptOf(by('TYPESCRIPT')));
  for (const [command, args] of [
    ['bash', ['-c', curlOf(by('CURL'))]],
    ['python3', [python]],
    [process.execPath, [typescript]],
  ] as [string, string[]][]) {
    const { code, out } = await run(command, args);
    assert.equal(code, 0, `${command}\n${args.join(' ')}\n${out}`);
    assert.match(out, /[{\[]|ok|#|^\d/, command);
  }
}

test('the lines of the tabs run: reads, a search with quotes, open ones, a command', async () => {
  const { items } = (await (await ask('/v1/work_orders?limit=1')).json()) as Any;
  const filled = (operation: Operation, values: Record<string, string>) => {
    const begun = beginning(document_, operation);
    return callOf(visit.server.origin, operation, {
      ...begun,
      values: { ...begun.values, ...values },
    });
  };
  await lines(filled(find('GET', '/v1/work_orders'), { 'query status': 'completed,canceled' }));
  await lines(filled(find('GET', '/v1/work_orders/{id}'), { 'path id': items[0].id }));
  await lines(filled(find('GET', '/v1/customers'), { 'query q': `张's "家" & $HOME` }));
  await lines(filled(find('GET', '/v1/queues'), { 'query as_of': '2026-11-01' }));
  await lines(filled(find('GET', '/version'), {}));
  const register = find('POST', '/v1/customers/register_customer');
  const call = filled(register, {});
  const name = `O'Brien "$HOME" \\ 王`;
  await lines(call, (by) => ({ customer: `C-${by}`, name, phone: '13800000001' }));
  for (const by of ['CURL', 'PYTHON', 'TYPESCRIPT']) {
    const made = await (await ask(`/v1/streams/customer/C-${by}`)).text();
    assert.ok(made.includes(JSON.stringify(name)), made);
  }
});

test('a failing request ends with an error and says why', async () => {
  const call = callOf(visit.server.origin, find('GET', '/v1/work_orders/{id}'), {
    values: { [keyOf({ name: 'id', in: 'path', schema: {} })]: 'none' },
    body: '',
  });
  writeFileSync(join(folder, 'fails.py'), pythonOf(call));
  for (const [command, args] of [
    ['bash', ['-c', curlOf(call)]],
    ['python3', [join(folder, 'fails.py')]],
  ] as [string, string[]][]) {
    const { code, out } = await run(command, args);
    assert.notEqual(code, 0, command);
    assert.match(out, /stream\.not_found/, command);
  }
});

test('a feed is opened by its lines', async () => {
  const operation = find('GET', '/v1/stream');
  const call = callOf(visit.server.origin, operation, {
    values: { 'query topics': 'position' },
    body: '',
  });
  const { out } = await run('bash', ['-c', `timeout 3 ${curlOf(call)}`]);
  assert.match(out, /event: position/);
  assert.match(typescriptOf(call), /feed\/tickets[^]*EventSource/);
});

test('what help points to says what it means and what to do, without a script too', async () => {
  const refused = (await (await fetch(`${visit.server.origin}/v1/queues`)).json()) as Any;
  assert.equal(refused.help, '/docs/problems/session.missing');
  const text = await (await fetch(visit.server.origin + refused.help)).text();
  assert.match(text, /Sign in first/);
  assert.match(text, /Authorization/);
  assert.match(text, /lang="zh-CN"[^]*请先登录/);
  const stranger = await visit.watched.context.browser().newContext({ locale: 'en-US' });
  const tab = await stranger.newPage();
  await tab.goto(visit.server.origin + refused.help);
  await tab.waitForSelector('[data-problem="session.missing"]');
  await soon.match(() => tab.innerText('.docs-main'), /What to do/);
  for (const problem of document_['x-problems'] ?? []) {
    assert.ok(problem.todo.zh && problem.todo.en && problem.title.zh && problem.title.en);
    assert.ok(problem.status >= 400, problem.code);
  }
  await stranger.close();
});

test('a stranger reads, searches, and is told to sign in before he tries', async () => {
  const stranger = await visit.watched.context.browser().newContext({ locale: 'en-US' });
  const tab = await stranger.newPage();
  await tab.goto(`${visit.server.origin}/docs`);
  await tab.waitForSelector('.docs-groups');
  await tab.fill('input[type="search"]', 'register customer');
  await tab.waitForSelector('[data-test="found"] a');
  await tab.click('[data-test="found"] a[href*="register_customer"]');
  await tab.waitForSelector('[data-operation="register_customer"]');
  await soon.equal(() => tab.locator('[data-test="try"]').isDisabled(), true);
  await soon.match(() => tab.innerText('.docs-try'), /Sign in first/);
  await stranger.close();
});

test('each group of routes has a name in the language of who reads', async () => {
  for (const [locale, foreign] of [
    ['zh-CN', /^[^\p{Script=Han}]*$/u],
    ['en-US', /\p{Script=Han}/u],
  ] as const) {
    const reader = await visit.watched.context.browser().newContext({ locale });
    const tab = await reader.newPage();
    await tab.goto(`${visit.server.origin}/docs`);
    await tab.waitForSelector('.docs-groups a');
    const groups: string[] = await tab.locator('.docs-groups a').allInnerTexts();
    assert.deepEqual(
      groups.filter((name) => foreign.test(name)),
      [],
    );
    await reader.close();
  }
});

test('reading is tried at once, writing in the demo company too', async () => {
  await page.goto(`${visit.server.origin}/docs/customers/get_v1_customers`);
  await page.click('[data-test="try"]');
  await page.waitForSelector('[data-test="answer"]');
  await soon.match(() => page.innerText('[data-test="answer"]'), /^200/);
  await page.goto(`${visit.server.origin}/docs/customers/register_customer`);
  await page.click('[data-test="try"]');
  await page.waitForSelector('[data-test="answer"]');
  await soon.match(() => page.innerText('[data-test="answer"]'), /^(200|409)/);
  // What failed leads to its page.
  await page.goto(`${visit.server.origin}/docs/customers/get_v1_customers_id`);
  await page.waitForFunction(() =>
    (document.querySelector('[id$="path-id"]') as HTMLInputElement)?.value.startsWith('C-'),
  );
  await page.fill('[id$="path-id"]', 'nobody');
  await page.click('[data-test="try"]');
  await page.click('[data-test="answer"] a');
  await page.waitForSelector('[data-problem="stream.not_found"]');
});

test('in a real company nothing is written before somebody means it', async () => {
  await page.route('**/v1/session', async (route: Any) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), tenant: 'main' } });
  });
  await page.goto(`${visit.server.origin}/docs/customers/register_customer`);
  await page.waitForSelector('.docs-meant');
  await soon.ok(() => page.locator('[data-test="try"]').isDisabled());
  await page.check('.docs-meant input');
  await soon.ok(async () => !(await page.locator('[data-test="try"]').isDisabled()));
  await page.goto(`${visit.server.origin}/docs/customers/get_v1_customers`);
  await page.waitForSelector('[data-test="try"]:not([disabled])');
  await page.unroute('**/v1/session');
});

const violations = (): Promise<string[]> => violationsOf(page);

test('the page is sound: axe, widths, both languages and themes', async () => {
  const places = [
    '/docs',
    '/docs/customers',
    '/docs/customers/get_v1_customers',
    '/docs/work_orders/register_work_order',
    '/docs/stream/get_v1_stream',
    '/docs/problems',
    '/docs/problems/work_order.already_canceled',
    '/docs?q=booking',
    '/docs/none',
  ];
  const wrong: string[] = [];
  for (const language of ['zh-CN', 'en'])
    for (const [theme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const)
      for (const place of places) {
        const name = `${place} ${language} ${theme} ${width}`;
        await page.setViewportSize({ width, height: 740 });
        await page.evaluate(
          ([l, t]: string[]) => {
            localStorage.setItem('kintsugi.language', l!);
            localStorage.setItem('kintsugi.theme', t!);
          },
          [language, theme],
        );
        await page.goto(visit.server.origin + place);
        await page.waitForSelector('.docs-main > article');
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        if (wide > 0) wrong.push(`${name}: ${wide} px too wide`);
        // Either theme and either width once; what axe looks at does not depend on the language.
        if ((language === 'en') === (theme === 'dark'))
          wrong.push(...(await violations()).map((text) => `${name}: ${text}`));
        const text = await page.innerText('.docs-main');
        if (language === 'en' && place !== '/docs/customers/get_v1_customers')
          for (const line of text.split('\n').filter((one: string) => /\p{Script=Han}/u.test(one)))
            if (!line.includes('"')) wrong.push(`${name}: ${line}`); // examples are Chinese
        await screenshot(page, `docs-${places.indexOf(place)}-${language}-${width}`);
      }
  assert.deepEqual(wrong, []);
  assert.deepEqual(visit.watched.errors, []);
});
