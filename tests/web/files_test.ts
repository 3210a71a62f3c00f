// A file becomes its fingerprint: chosen in a form, looked at again on a card; the file itself is
// sent nowhere.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axePath, screenshot, type Any } from './browser.ts';
import { settled, Visit } from './visit.ts';

const photo = { name: '现场 1.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(2_345_678, 7) };
const another = { ...photo, name: '别的.jpg', buffer: Buffer.from('another file') };
const hash = createHash('sha256').update(photo.buffer).digest('hex');
const axe = readFileSync(axePath, 'utf8');

let visit: Visit;
let inspection = '';

async function violations(page: Any): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (window as Any).axe.run(document, { resultTypes: ['violations'] }),
  );
  return found.violations.map((one: Any) => `${one.id} ${one.nodes[0]?.html}`);
}

const form = 'form[data-command="record_inspection_finding"]';
const field = `${form} [data-field="photo_hash"]`;

async function openForm(page: Any): Promise<void> {
  await page.goto(`${visit.server.origin}/lists/inspections/${inspection}`);
  await settled(page);
  await page.click('[data-command="record_inspection_finding"]');
  await page.waitForSelector(`${field} [data-test="choose-file"]`);
}

before(async () => {
  visit = await Visit.begin();
  await visit.enter();
  const { streams } = await visit.send('/v1/inspections/open_inspection', {
    subject: 'conduct',
    outlet: await visit.outlet(),
    note: '现场抽查',
  });
  inspection = streams
    .map((one: Any) => one.stream as string)
    .find((stream: string) => stream.startsWith('inspection/'))!
    .slice('inspection/'.length);
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
  assert.match(await page.textContent(field), /文件留在您处/);
  await page.setInputFiles(`${field} [data-file="choose-file"]`, photo);
  await page.waitForSelector(`${field} [data-test="chosen-file"]`);
  assert.match(await page.textContent(`${field} [data-test="chosen-file"]`), /现场 1\.jpg.*2\.3/);
  assert.equal(await page.inputValue(`${field} input[name="photo_hash"]`), hash);
  await page.fill(`${form} [name="text"]`, '未佩戴工牌');
  await page.fill(`${form} [name="latitude"]`, '30.2718, 120.1598');
  await screenshot(page, 'files-chosen');
  assert.deepEqual(await violations(page), []);
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
  assert.match(await check.textContent(), new RegExp(hash));
  await check.locator('[data-file="check-file"]').setInputFiles(another);
  await check.locator('.red').waitFor();
  assert.match(await check.textContent(), /是另一个文件/);
  await check.locator('[data-file="check-file"]').setInputFiles(photo);
  await page.waitForFunction(
    () => /就是这个文件/.test(document.querySelector('[data-test="file-check"]')!.textContent!),
  );
  await screenshot(page, 'files-checked');
  assert.deepEqual(await violations(page), []);
});

test('what is pasted in capitals is taken as it is meant', async () => {
  const { page } = visit;
  await openForm(page);
  const input = `${field} input[name="photo_hash"]`;
  await page.fill(input, hash.toUpperCase().replace(/(.{8})/g, '$1 '));
  await page.keyboard.press('Tab');
  assert.equal(await page.inputValue(input), hash);
});
