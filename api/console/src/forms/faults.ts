// What is wrong with what was typed, in the person's words.
import type { FieldInfo } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { language } from '../state/preferences.ts';
import { isUnit, unitText } from '../units.ts';
import { scaleOf, shortNumber, unscaled } from './decimal.ts';
import { type Fault, type Wrong } from './value.ts';

const bound = (field: FieldInfo, value: string | null): string =>
  value === null
    ? ''
    : isUnit(field.means)
      ? unitText(Number(value), field.means, language.value === 'zh-CN')
      : shortNumber(unscaled(Number(value), scaleOf(field)));

function faultText(fault: Fault, field: FieldInfo): string {
  switch (fault) {
    case 'missing':
      return t('wrong_missing');
    case 'number':
      return t('wrong_number');
    case 'whole':
      return t('wrong_whole');
    case 'range':
      return t('wrong_range', { min: bound(field, field.min), max: bound(field, field.max) });
    case 'too_long':
      return t('wrong_too_long', { n: integerText(field.max_length ?? 0) });
    case 'place':
      return t('wrong_place');
    case 'month':
      return t('wrong_month');
    case 'duration':
      return t('wrong_duration');
    case 'day':
      return t('wrong_day');
    case 'no_time':
      return t('wrong_no_time');
    case 'no_such_day':
      return t('wrong_no_such_day');
    case 'no_such_time':
      return t('wrong_no_such_time');
    case 'nonsense':
      return t('wrong_time');
  }
}

// What is wrong, by pointer, as it stands at the fields.
export const faultTexts = (wrong: Wrong): Record<string, string> =>
  Object.fromEntries(
    Object.entries(wrong).map(([at, one]) => [at, faultText(one.fault, one.field)]),
  );
