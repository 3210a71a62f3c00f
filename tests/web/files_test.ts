// A file becomes its fingerprint: chosen in a form, photographed on the phone, looked at again on a
// card; the file itself is sent nowhere.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { Shop } from './shop.ts';
import { soon } from './soon.ts';
import { password, settled, Visit } from './visit.ts';

const photo = { name: '现场 1.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(2_345_678, 7) };
const another = { ...photo, name: '别的.jpg', buffer: Buffer.from('another file') };
const hash = createHash('sha256').update(photo.buffer).digest('hex');

let visit: Visit;
let shop: Shop;
let inspection = '';

const form = 'form[data-command="record_inspection_finding"]';
const field = `${form} [data-field="photo_hash"]`;

async function openForm(page: Any): Promise<void> {
  await page.goto(`${visit.server.origin}/lists/inspections/${inspection}`);
  await settled(page);
  await page.click('[data-command="record_inspection_finding"]');
  await page.waitForSelector(`${field} [data-test="choose-file"]`);
}

const idOf = (told: Any, kind: string): string =>
  told.streams
    .map((one: Any) => one.stream as string)
    .find((stream: string) => stream.startsWith(`${kind}/`))!
    .slice(kind.length + 1);

// Somebody of the call centre, who looks at an outlet and hears calls.
before(async () => {
  visit = await Visit.begin([/4\d\d \(/], few_orders);
  const { page, server } = visit;
  shop = new Shop(server.origin);
  await shop.open(server.setupLink);
  await shop.hire('2971', '许诺', 'call_centre');
  await page.goto(server.origin);
  await visit.byPassword();
  await page.fill('input[name="operator"]', '2971');
  await page.fill('input[name="password"]', password);
  await page.click('button.primary');
  await settled(page);
  const told = await visit.send('/v1/inspections/open_inspection', {
    subject: 'conduct',
    outlet: shop.outlet,
    note: '现场抽查',
  });
  inspection = idOf(told, 'inspection');
});

after(() => visit?.end());

test('a chosen file fills in its fingerprint, and is not sent', async () => {
  const { page } = visit;
  await openForm(page);
  const bodies: Any[] = [];
  page.on('request', (request: Any) => {
    if (request.method() === 'POST' && request.headers()['idempotency-key'])
      bodies.push(request.postData());
  });
  await soon.match(() => page.textContent(field), /文件留在您处/);
  await page.setInputFiles(`${field} [data-file="choose-file"]`, photo);
  await page.waitForSelector(`${field} [data-test="chosen-file"]`);
  await soon.match(
    () => page.textContent(`${field} [data-test="chosen-file"]`),
    /现场 1\.jpg.*2\.3/,
  );
  await soon.equal(() => page.inputValue(`${field} input[name="photo_hash"]`), hash);
  await page.fill(`${form} [name="text"]`, '未佩戴工牌');
  await page.fill(`${form} [name="latitude"]`, '30.2718, 120.1598');
  await screenshot(page, 'files-chosen');
  assert.deepEqual(await violationsOf(page), []);
  await page.click(`${form} footer button.primary`);
  await page.waitForSelector(form, { state: 'detached' });
  assert.equal(bodies.length, 1);
  assert.equal(JSON.parse(bodies[0]).photo_hash, hash);
  assert.ok(bodies[0].length < 1000, 'the file stays where it is');
});

test('on the card the same file is known again, and another one is not', async () => {
  const { page } = visit;
  await page.goto(`${visit.server.origin}/lists/inspections/${inspection}`);
  await settled(page);
  const check = page.locator('[data-test="file-check"]').first();
  await check.waitFor();
  await soon.match(() => check.textContent(), new RegExp(hash));
  await check.locator('[data-file="check-file"]').setInputFiles(another);
  await check.locator('.red').waitFor();
  await soon.match(() => check.textContent(), /是另一个文件/);
  await check.locator('[data-file="check-file"]').setInputFiles(photo);
  await page.waitForFunction(() =>
    /就是这个文件/.test(document.querySelector('[data-test="file-check"]')!.textContent!),
  );
  await screenshot(page, 'files-checked');
  assert.deepEqual(await violationsOf(page), []);
  const timeline = await page.innerText('.timeline');
  assert.ok(timeline.includes(`${hash.slice(0, 12)}…`), 'how it begins is enough there');
  assert.ok(!timeline.includes(hash));
});

test('what is pasted in capitals is taken as it is meant', async () => {
  const { page } = visit;
  await openForm(page);
  const input = `${field} input[name="photo_hash"]`;
  await page.fill(input, hash.toUpperCase().replace(/(.{8})/g, '$1 '));
  await page.keyboard.press('Tab');
  await soon.equal(() => page.inputValue(input), hash);
});

test('a recording tells its size too; in English, dark, at 360 px', async () => {
  const { page } = visit;
  const told = await visit.send('/v1/interactions/log_interaction', {
    channel: 'phone',
    summary: '来电',
    outlet: shop.outlet,
  });
  const contact = idOf(told, 'interaction');
  const context = await visit.browser.newContext({
    locale: 'en-GB',
    colorScheme: 'dark',
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    storageState: await page.context().storageState(),
  });
  const small = await context.newPage();
  small.setDefaultTimeout(15_000);
  await small.goto(`${visit.server.origin}/lists/inspections/${inspection}`);
  await settled(small);
  await small.evaluate(() => localStorage.setItem('kintsugi.language', 'en'));
  await openForm(small);
  await soon.equal(() => small.locator(`${field} [data-file="photograph"][capture]`).count(), 1);
  assert.ok(await small.evaluate('document.documentElement.scrollWidth <= 360'));
  await small.setInputFiles(`${field} [data-file="photograph"]`, photo);
  await small.waitForSelector(`${field} [data-test="chosen-file"]`);
  await small.locator(field).scrollIntoViewIfNeeded();
  await screenshot(small, 'files-360');
  assert.deepEqual(await violationsOf(small), []);

  await small.goto(`${visit.server.origin}/lists/interactions/${contact}`);
  await settled(small);
  const attach = 'form[data-command="attach_recording"]';
  await small
    .locator('details[data-test="more-commands"] summary')
    .click()
    .catch(() => {});
  await small.click('[data-command="attach_recording"]');
  await small.waitForSelector(`${attach} [data-test="choose-file"]`);
  await soon.equal(() => small.locator(`${attach} [name="octets"]`).count(), 0, 'the file says it');
  await soon.equal(() => small.locator(`${attach} [data-test="photograph"]`).count(), 0);
  await small.setInputFiles(`${attach} [data-file="choose-file"]`, another);
  await small.waitForSelector(`${attach} [data-test="chosen-file"]`);
  const sent = small.waitForRequest((request: Any) => /attach_recording/.test(request.url()));
  await small.click(`${attach} footer button.primary`);
  const body = (await sent).postDataJSON();
  assert.equal(body.octets, another.buffer.length);
  assert.equal(body.sha256, createHash('sha256').update(another.buffer).digest('hex'));
  await context.close();
});
