// Warranty: claimed by the call centre with the evidence, audited, appealed against, decided by
// another person; each by the buttons of his own screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screenshot } from './browser.ts';
import {
  becomes,
  begin,
  close,
  fill,
  inbox,
  newMachine,
  people,
  sitDown,
  to,
  violations,
} from './hands.ts';
import { soon } from './soon.ts';

const queue = 'warranty_to_audit';
let machine: { order: string; asset: string; serial: string };
let row = '';
let path = '';

before(async () => {
  await sitDown(['clerk', 'second', 'accountant', 'auditor']);
  machine = await newMachine(280_000);
  row = `warranty_claim:${machine.order}`;
  path = `/v1/warranty_claims/${machine.order}`;
});
after(close);

test('the call centre claims it with the invoice and the serial', async () => {
  const { clerk } = people;
  await to(clerk!, '/lists/warranty_claims');
  await begin(clerk!, 'claim_warranty', {
    order: machine.order,
    invoice: `FP-${machine.serial}`,
    serial: machine.serial,
    note: '用户出示发票',
  });
  const claim = await becomes(path, 'waiting');
  assert.equal(claim.claimant, clerk!.number);
  assert.equal(claim.asset, machine.asset);
});

test('who audits it finds it in his inbox; a refusal says why', async () => {
  const { accountant, clerk } = people;
  // Below the row the verdict is asked, and why.
  await to(accountant!, `/queues/${queue}?row=${encodeURIComponent(row)}`);
  await accountant!.page.click(`.inbox li[data-id="${row}"] [data-command="audit_warranty"]`);
  const below = '.inbox form.below[data-command="audit_warranty"]';
  await fill(accountant!.page, below, { verdict: 'refuse', reason: '发票抬头不是用户本人' });
  await accountant!.page.click(`${below} button.primary`);
  const claim = await becomes(path, 'refused');
  assert.equal(claim.auditor, accountant!.number);
  // His clerk sees it on the claim's card, which the list leads to by its number.
  await to(clerk!, '/lists/warranty_claims');
  const { page } = clerk!;
  await page.click(`tr[data-id="${machine.order}"] td:first-child a`);
  await page.waitForSelector('.facts');
  assert.equal(new URL(page.url()).pathname, `/lists/warranty_claims/${machine.order}`);
  await soon.match(() => page.innerText('.main'), /拒绝保修[^]*发票抬头不是用户本人/);
  await screenshot(page, 'warranty-refused');
  assert.deepEqual(await violations(clerk!), []);
});

test('it is appealed against from its card, and waits for another than who refused', async () => {
  const { clerk, accountant, second } = people;
  const { page } = clerk!;
  const form = 'form[data-command="appeal_warranty"]';
  await page.click('[data-command="appeal_warranty"]');
  await fill(page, form, { reason: '发票为用户配偶，附户口页', card: `BX-${machine.serial}` });
  await page.click(`${form} button.primary`);
  const appealed = await becomes(path, 'appealed');
  assert.equal(appealed.standing, 'refused');
  assert.equal(appealed.appeals, 1);

  // Who refused it is not asked again: the engine would say no.
  const again = await accountant!.api.ask('POST', '/v1/warranty_claims/audit_warranty', {
    order: machine.order,
    verdict: 'accept',
  });
  assert.equal(again.body.code, 'warranty_claim.same_auditor');
  await inbox(second!, queue, row, 'audit_warranty', { verdict: 'accept' });
  const claim = await becomes(path, 'accepted');
  assert.equal(claim.auditor, second!.number);
  assert.equal(claim.appellant, clerk!.number);
});

test('what was said and decided stays in its timeline', async () => {
  const { auditor } = people;
  const { page } = auditor!;
  await to(auditor!, `/lists/warranty_claims/${machine.order}`);
  const steps = await page.locator('.timeline .step').allInnerTexts();
  for (const said of ['已申请保修', '已拒绝保修', '已申诉保修审核', '已同意保修'])
    assert.ok(
      steps.some((one: string) => one.includes(said)),
      `${said} in ${steps.join('|')}`,
    );
  assert.deepEqual(await violations(auditor!), []);
});
