// A moment that somebody types reaches the server as what it means everywhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocalInput, typedMoment } from '../../api/console/src/forms/moment.ts';

test('a day alone goes as it is: the server takes its end', () => {
  assert.equal(typedMoment(' 2026-03-17 '), '2026-03-17');
});

test('a time is one of Shanghai, unless it says of where', () => {
  assert.equal(typedMoment('2026-03-17 14:05:09'), '2026-03-17T06:05:09Z');
  assert.equal(typedMoment('2026-03-17 14:05'), '2026-03-17T06:05:00Z');
  for (const text of ['2026-03-17T06:05:09Z', '2026-03-17T14:05:09+08:00'])
    assert.equal(typedMoment(text), text);
});

test('what is no time is none', () => {
  for (const text of ['', 'x', '2026-03-17 25:00', '17.3.2026'])
    assert.equal(typedMoment(text), null);
  assert.equal(fromLocalInput('2026-03-17'), null);
});
