// What people type for a time, a place or an amount is understood, or said to be wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainNumber, scaled } from '../../api/console/src/forms/decimal.ts';
import { merge } from '../../api/console/src/forms/merge.ts';
import { typedPlace } from '../../api/console/src/forms/typed_place.ts';
import {
  dayText,
  typedDay,
  typedMonth,
  typedTime,
} from '../../api/console/src/forms/typed_time.ts';
import { typedUnit } from '../../api/console/src/forms/typed_unit.ts';
import { unitText, withoutUnit } from '../../api/console/src/units.ts';

const now = Date.parse('2026-11-28T10:34:20+08:00'); // a Saturday

// "2026-11-29 09:00" in Shanghai.
function shown(text: string, at = now): string {
  const typed = typedTime(text, at);
  if ('fault' in typed) return typed.fault;
  return new Date(typed.ms + 8 * 3600_000).toISOString().slice(0, 16).replace('T', ' ');
}

test('date and time in one go', () => {
  for (const [text, meant] of [
    ['2026-11-29 09:00', '2026-11-29 09:00'],
    ['2026-11-29T09:00', '2026-11-29 09:00'],
    ['2026/11/29 9:00', '2026-11-29 09:00'],
    ['11-29 9:00', '2026-11-29 09:00'],
    ['11/29 9:00', '2026-11-29 09:00'],
    ['11.29 9:00', '2026-11-29 09:00'],
    ['１１－２９　９：００', '2026-11-29 09:00'],
    ['11月29日9点', '2026-11-29 09:00'],
    ['11月29号 下午3点半', '2026-11-29 15:30'],
    ['2026年11月29日 9时15分', '2026-11-29 09:15'],
    ['明天 9点', '2026-11-29 09:00'],
    ['明早9点', '2026-11-29 09:00'],
    ['明晚8点', '2026-11-29 20:00'],
    ['今天下午两点', '2026-11-28 14:00'],
    ['后天 14:00', '2026-11-30 14:00'],
    ['大后天上午十点一刻', '2026-12-01 10:15'],
    ['昨天 16:20', '2026-11-27 16:20'],
    ['周五 14:00', '2026-12-04 14:00'],
    ['周六 14:00', '2026-11-28 14:00'],
    ['下周五14:00', '2026-12-04 14:00'],
    ['下周一上午9点', '2026-11-30 09:00'],
    ['星期天 9:00', '2026-11-29 09:00'],
    ['30号 9点', '2026-11-30 09:00'],
    ['5号 9点', '2026-12-05 09:00'],
    ['tomorrow 9:00', '2026-11-29 09:00'],
    ['Tomorrow at 9am', '2026-11-29 09:00'],
    ['9am tomorrow', '2026-11-29 09:00'],
    ['29 Nov 9am', '2026-11-29 09:00'],
    ['29 November 2026, 9:30 pm', '2026-11-29 21:30'],
    ['Nov 29 9:00', '2026-11-29 09:00'],
    ['fri 14:00', '2026-12-04 14:00'],
    ['next friday 2pm', '2026-12-04 14:00'],
    ['today noon', '2026-11-28 12:00'],
    ['9:00', '2026-11-28 09:00'],
    ['下午3点', '2026-11-28 15:00'],
    ['中午12点', '2026-11-28 12:00'],
    ['晚上12点', '2026-11-29 00:00'],
    ['12am', '2026-11-28 00:00'],
    ['12pm', '2026-11-28 12:00'],
    ['+2h', '2026-11-28 12:34'],
    ['+30m', '2026-11-28 11:04'],
    ['+1d', '2026-11-29 10:34'],
    ['+1d 9:00', '2026-11-29 09:00'],
    ['in 2 hours', '2026-11-28 12:34'],
    ['2小时后', '2026-11-28 12:34'],
    ['半小时后', '2026-11-28 11:04'],
    ['now', '2026-11-28 10:34'],
    ['现在', '2026-11-28 10:34'],
    ['2026-11-29T01:00:00Z', '2026-11-29 09:00'],
    ['2026-11-29T09:00:00+09:00', '2026-11-29 08:00'],
  ] as const)
    assert.equal(shown(text), meant, text);
});

test('without a year the nearest day is meant', () => {
  const december = Date.parse('2026-12-30T23:30:00+08:00');
  assert.equal(shown('1-5 9:00', december), '2027-01-05 09:00');
  assert.equal(shown('明天 9点', december), '2026-12-31 09:00');
  assert.equal(shown('2号 9点', december), '2027-01-02 09:00');
  const january = Date.parse('2027-01-02T00:10:00+08:00'); // still the first in UTC
  assert.equal(shown('12-30 9:00', january), '2026-12-30 09:00');
  assert.equal(shown('今天 9点', january), '2027-01-02 09:00');
  assert.equal(shown('2-29 9:00', Date.parse('2028-01-10T00:00:00Z')), '2028-02-29 09:00');
});

test('half of a time, and nonsense, are said to be that', () => {
  for (const [text, fault] of [
    ['11-29', 'no_time'],
    ['明天', 'no_time'],
    ['2026-11-29', 'no_time'],
    ['tomorrow', 'no_time'],
    ['2-30 9:00', 'no_such_day'],
    ['2026-13-01 9:00', 'no_such_day'],
    ['明天 25:00', 'no_such_time'],
    ['11-29 9:61', 'no_such_time'],
    ['13pm', 'no_such_time'],
    ['11-', 'nonsense'],
    ['9', 'nonsense'],
    ['11-29 9', 'nonsense'],
    ['明天吧', 'nonsense'],
    ['soon', 'nonsense'],
    ['2026', 'nonsense'],
    ['+2x', 'nonsense'],
    ['9:00 abc', 'nonsense'],
    ['31-31 9:00', 'no_such_day'],
  ] as const)
    assert.equal(shown(text), fault, text);
});

test('days and months alone', () => {
  const day = (text: string): string => {
    const typed = typedDay(text, now);
    return 'day' in typed ? dayText(typed.day) : typed.fault;
  };
  assert.equal(day('11-29'), '2026-11-29');
  assert.equal(day('明天'), '2026-11-29');
  assert.equal(day('20261129'), '2026-11-29');
  assert.equal(day('29 Nov'), '2026-11-29');
  assert.equal(day('2026-02-30'), 'no_such_day');
  assert.equal(day('2026-1'), 'nonsense');
  assert.equal(day('11-29 9:00'), 'nonsense');
  assert.equal(typedMonth('2026-03', now), '2026-03');
  assert.equal(typedMonth('2026年3月', now), '2026-03');
  assert.equal(typedMonth('3月', now), '2026-03');
  assert.equal(typedMonth('Mar 2026', now), '2026-03');
  assert.equal(typedMonth('2026-13', now), null);
});

test('a place as people have it', () => {
  const place = (text: string): unknown => {
    const at = typedPlace(text);
    return at && [at.latitude, at.longitude, at.datum];
  };
  assert.deepEqual(place('30.2718, 120.1598'), [30271800, 120159800, null]);
  assert.deepEqual(place('30.2718，120.1598'), [30271800, 120159800, null]);
  assert.deepEqual(place('120.1598 30.2718'), [30271800, 120159800, null]);
  assert.deepEqual(place('30°16\'18"N 120°9\'35"E'), [30271667, 120159722, null]);
  assert.deepEqual(place('北纬30°16′18″ 东经120°9′35″'), [30271667, 120159722, null]);
  assert.deepEqual(place('120°9\'35"E, 30°16\'18"N'), [30271667, 120159722, null]);
  assert.deepEqual(place('30.2718° N, 120.1598° E'), [30271800, 120159800, null]);
  assert.deepEqual(place('-33.8688, 151.2093'), [-33868800, 151209300, null]);
  for (const [link, datum] of [
    ['https://www.google.com/maps/place/x/@30.2718,120.1598,17z', 'gcj02'],
    ['https://uri.amap.com/marker?position=120.1598,30.2718&name=x', 'gcj02'],
    ['https://apis.map.qq.com/uri/v1/marker?marker=coord:30.2718,120.1598', 'gcj02'],
    ['https://api.map.baidu.com/marker?location=30.2718,120.1598&title=x', 'bd09'],
    ['https://www.openstreetmap.org/#map=17/30.2718/120.1598', 'wgs84'],
    ['geo:30.2718,120.1598', 'wgs84'],
  ])
    assert.deepEqual(place(link!), [30271800, 120159800, datum], link);
  for (const text of [
    '',
    'x',
    '30.2718',
    '91, 181',
    '30271800 120159800',
    '0, 0',
    '30°61\'0"N 1°0\'0"E',
  ])
    assert.equal(place(text), null, text);
});

test('amounts as people write them', () => {
  assert.equal(scaled(plainNumber('1,234.50'), 2), 123450);
  assert.equal(scaled(plainNumber('￥1,234.5 '), 2), 123450);
  assert.equal(scaled(plainNumber('１２．５元'), 2), 1250);
  assert.equal(scaled(plainNumber('.5'), 2), 50);
  assert.equal(scaled(plainNumber('3.5 米'), 3), 3500);
  assert.equal(scaled(plainNumber('2件'), 3), 2000);
  assert.equal(scaled(plainNumber('12.5%'), 2), 1250);
  for (const text of ['1,23', '12,34.5', '1.2.3', '十元', '1e3', '--1', '1.234'])
    assert.ok(Number.isNaN(scaled(plainNumber(text), 2)), text);
});

test('what he typed stays, what others changed comes in, what both changed is marked', () => {
  const before = { name: '王', address: '一号', phone: '1', note: '' };
  const mine = { name: '王小明', address: '一号', phone: '2', note: '' };
  const now = { name: '王大明', address: '二号', phone: '2', note: '新' };
  const merged = merge(before, mine, now);
  assert.deepEqual(merged.raw, { name: '王小明', address: '二号', phone: '2', note: '新' });
  assert.deepEqual(merged.clashes, { name: '王大明' });
  assert.deepEqual(merged.taken, ['address', 'note']);
});

test('how long and how far, in the words of people, there and back', () => {
  for (const [means, text, meant] of [
    ['minutes', '90', 90],
    ['minutes', '90分钟', 90],
    ['minutes', '1小时30分', 90],
    ['minutes', '1 小时 30 分钟', 90],
    ['minutes', '1h30', 90],
    ['minutes', '1:30', 90],
    ['minutes', '1 h 30 min', 90],
    ['minutes', '1.5小时', 90],
    ['minutes', '一个半小时', 90],
    ['minutes', '两小时', 120],
    ['minutes', '半小时', 30],
    ['minutes', '2 hours', 120],
    ['minutes', '３ 天', 4320],
    ['minutes', '1 week', 10_080],
    ['hours', '3天', 72],
    ['hours', '72 小时', 72],
    ['hours', '30 分钟', Number.NaN],
    ['days', '2周', 14],
    ['days', '15 天', 15],
    ['working_days', '5个工作日', 5],
    ['months', '3年', 36],
    ['years', '10 年', 10],
    ['metres', '1.5公里', 1500],
    ['metres', '1,200 m', 1200],
    ['km_per_hour', '60 km/h', 60],
    ['minute_of_day', '21:00', 1260],
    ['minute_of_day', '21：30', 1290],
    ['minute_of_day', '晚上9点', 1260],
    ['minute_of_day', '9 pm', 1260],
    ['minute_of_day', '21', 1260],
    ['minute_of_day', '0830', 510],
    ['minute_of_day', '0:00', 0],
    ['minute_of_day', '25:00', Number.NaN],
    ['minutes', '很久', Number.NaN],
    ['minutes', '-5', Number.NaN],
    ['minutes', '1 小时 多', Number.NaN],
  ] as const)
    assert.equal(typedUnit(text, means), meant, `${means}: ${text}`);
  for (const zh of [true, false])
    for (const means of ['minutes', 'hours', 'days', 'working_days', 'months', 'minute_of_day'])
      for (const value of [1, 2, 59, 60, 61, 90, 120, 1260, 1439])
        assert.equal(typedUnit(unitText(value, means, zh), means), value, `${means} ${value}`);
  assert.equal(unitText(1260, 'minute_of_day', true), '21:00');
  assert.equal(unitText(150, 'minutes', true), '2 小时 30 分钟');
  assert.equal(unitText(150, 'minutes', false), '2 hours 30 minutes');
  assert.equal(unitText(10_080, 'minutes', false), '7 days');
  assert.equal(unitText(1, 'working_days', false), '1 working day');
  assert.equal(withoutUnit('签收期限（分钟）'), '签收期限');
  assert.equal(withoutUnit('Speed between visits (km/h)'), 'Speed between visits');
});
