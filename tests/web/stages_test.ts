// The stages of an order: what was promised for each, the earlier of two, and a clock that stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stagesOf } from '../../api/console/src/state/stages.ts';

const stage = (row: Record<string, unknown>, name: string) =>
  stagesOf(row).find((one) => one.name === name)!;
const never = '1970-01-01T00:00:00Z';

test('somebody is there by the window or by the promise, whichever is earlier', () => {
  const promise = { arrive_by: '2026-03-03T04:30:00Z', policy_version: 1 };
  const later = { window_until: '2026-03-03T06:00:00Z', promise };
  assert.equal(stage(later, 'stage_there').due, '2026-03-03T04:30:00Z');
  const sooner = { window_until: '2026-03-03T03:00:00Z', promise };
  assert.equal(stage(sooner, 'stage_there').due, '2026-03-03T03:00:00Z');
  assert.equal(stage({ window_until: never, promise }, 'stage_there').due, promise.arrive_by);
  assert.equal(stage({ window_until: never }, 'stage_there').due, null);
});

test('the work is done by the promise, whose clock stands still on hold', () => {
  const promise = { complete_by: '2026-03-03T12:00:00Z', policy_version: 1 };
  const running = stage({ status: 'in_progress', promise }, 'stage_reported');
  assert.equal(running.due, '2026-03-03T12:00:00Z');
  assert.equal(running.still, false);
  const held = stage(
    { status: 'on_hold', promise: { complete_by: never, policy_version: 1 } },
    'stage_reported',
  );
  assert.equal(held.due, null);
  assert.equal(held.still, true);
  assert.equal(stage({ status: 'on_hold' }, 'stage_reported').still, false);
});
