// What a person types as money or a quantity becomes the exact integer, or is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaled, unscaled } from '../../api/console/src/forms/decimal.ts';

test('decimal text becomes a scaled integer, exactly', () => {
  assert.equal(scaled('12.5', 2), 1250);
  assert.equal(scaled('0.29', 2), 29); // 0.29 * 100 is 28.999… in binary
  assert.equal(scaled(' -3 ', 3), -3000);
  assert.equal(scaled('90071992547409.91', 2), 9007199254740991);
});

test('what is no such number is refused', () => {
  for (const text of ['', 'x', '1.234', '1e3', '1,5', '.5', '5.', '--1', '90071992547409.92']) {
    assert.ok(Number.isNaN(scaled(text, 2)), text);
  }
});

test('and back', () => {
  for (const [value, text] of [
    [1250, '12.50'],
    [-5, '-0.05'],
    [0, '0.00'],
    [100, '1.00'],
  ] as const) {
    assert.equal(unscaled(value, 2), text);
    assert.equal(scaled(text, 2), value);
  }
  assert.equal(unscaled(7, 0), '7');
});
