// The week's roster: what clicks make of it (pure), and in a browser a week that is clicked
// together, published and read back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addDays,
  cellOf,
  dayOf,
  hoursText,
  mondayOf,
  moved,
  shiftOf,
  stroke,
  weekFrom,
} from '../../api/console/src/planning/week.ts';
import { screenshot, type Any } from './browser.ts';
import { violationsOf } from './looks.ts';
import { few_orders } from './server.ts';
import { Visit } from './visit.ts';

const hours = { from: '08:30', until: '17:30' };
let visit: Visit;
let page: Any;

before(async () => {
  visit = await Visit.begin([], few_orders);
  page = visit.page;
  await visit.enter();
});
after(() => visit?.end());

test('a shift begins on its day by the clock of the company, and may end on the next', () => {
  assert.equal(shiftOf('T-1', '2026-03-17', hours).starts_at, '2026-03-17T00:30:00.000Z');
  const night = shiftOf('T-1', '2026-03-17', { from: '22:00', until: '06:00' });
  assert.equal(night.ends_at, '2026-03-17T22:00:00.000Z');
  assert.equal(hoursText(night), '22:00–06:00');
  assert.equal(dayOf(night.starts_at), '2026-03-17');
  assert.equal(mondayOf('2026-03-22'), '2026-03-16'); // a Sunday
});

test('a second click takes back, a click over mixed cells fills them', () => {
  const cell: [string, string] = ['T-1', '2026-03-17'];
  const other: [string, string] = ['T-2', '2026-03-17'];
  const once = stroke({}, [cell], hours);
  assert.equal(once[cellOf(...cell)]?.length, 1);
  assert.equal(stroke(once, [cell], hours)[cellOf(...cell)]?.length, 0);
  assert.equal(stroke(once, [cell, other], hours)[cellOf(...cell)]?.length, 1);
  const later = moved(once[cellOf(...cell)]!, 7);
  assert.ok(weekFrom(later)[cellOf('T-1', '2026-03-24')]);
});

test('a week is clicked together, published, and is the roster', async () => {
  const { items } = await visit.api('/v1/technicians?status=active&limit=1');
  const { id, outlet } = items[0];
  const monday = addDays(mondayOf(dayOf(Date.now())), 70); // before any is made
  await visit.to(`/rosters?at=${outlet}&week=${monday}`);
  await page.click(`[data-cell="${cellOf(id, addDays(monday, 2))}"]`);
  await page.click(`[data-cell="${cellOf(id, addDays(monday, 3))}"]`);
  await page.click('[data-command="publish_roster"]');
  await page.waitForSelector('[data-command="publish_roster"][disabled]');
  await page.waitForSelector(`[data-cell="${cellOf(id, addDays(monday, 2))}"].on:not(.changed)`);
  const { items: shifts } = await visit.api(
    `/v1/shifts?technician=${id}&day.from=${monday}&day.until=${addDays(monday, 6)}`,
  );
  assert.equal(shifts.length, 2);
  await screenshot(page, 'rosters');
});

test('it is sound: axe and widths', async () => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
    assert.deepEqual(await violationsOf(page, '#main'), []);
  }
  assert.deepEqual(visit.watched.errors, []);
});
