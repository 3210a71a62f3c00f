// What inboxes compute by themselves: keys of commands, and what a ledger should have said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCorrections } from '../../api/console/src/parts/ledger_lines.ts';
import { lettersOf, shortLabels } from '../../api/console/src/parts/letters.ts';

test('each command has the first letter that nothing else has', () => {
  const letters = lettersOf([
    'approve_charge',
    'withdraw_charge',
    'acknowledge_alarm',
    'clear_alarm',
  ]);
  assert.deepEqual([...letters.values()], ['a', 'w', 'c', 'l']);
  // J, K, X and U walk, choose and take back.
  assert.equal(lettersOf(['unfreeze_warehouse']).get('unfreeze_warehouse'), 'n');
});

const line = (number: number, movement: string, quantity: number, at: string, happened = at) => ({
  line: number,
  movement,
  quantity,
  at: `2026-03-${at}T00:00:00Z`,
  happened_at: `2026-03-${happened}T00:00:00Z`,
});

test('a movement told late says what the balances before it should have been', () => {
  const rows = [
    { ...line(1, 'received', 6000, '07'), balance: 6000 },
    { ...line(2, 'issued', -1000, '11'), balance: 5000 },
    { ...line(3, 'reserved', 1000, '12'), balance: 5000 },
    { ...line(4, 'issue_withdrawn', -2000, '15', '11'), balance: 3000 },
  ];
  const lines = withCorrections(rows);
  assert.deepEqual(
    lines.map((one) => one.corrected),
    [null, 3000, 3000, null],
  );
  assert.deepEqual(
    lines.map((one) => one.corrects),
    [false, false, false, true],
  );
});

test('what the commands of a row are all about is not said on each button', () => {
  assert.deepEqual(shortLabels(['批准配件申请', '驳回配件申请', '选择货源', '取消配件申请']), [
    '批准',
    '驳回',
    '选择货源',
    '取消',
  ]);
  assert.deepEqual(shortLabels(['Approve a part request', 'Reject a part request', 'Choose']), [
    'Approve',
    'Reject',
    'Choose',
  ]);
  // Not torn from its article.
  assert.deepEqual(
    shortLabels(['Ship the new unit', 'Collect the old unit', 'Receive the old unit']),
    ['Ship the new unit', 'Collect', 'Receive'],
  );
  assert.deepEqual(shortLabels(['出库', '取消配件申请']), ['出库', '取消配件申请']);
  assert.deepEqual(shortLabels(['派工', '定级']), ['派工', '定级']);
});
