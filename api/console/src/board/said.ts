// What the engine says of a candidate, in a few words.
import { listText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { enumLabel, refusalLabel } from '../state/schema.ts';
import type { Candidate, CheckVerdict } from './types.ts';

export const marks: Record<CheckVerdict, string> = {
  pass: '✓',
  overridden: '✓',
  override: '!',
  refused: '✗',
};
export const digits = ['①', '②', '③', '④'] as const;
export const compared_most = 4;
const unknown = '—';

// The mark in front of him: which choice he is; or that he needs another person, or cannot go.
export const markOf = (one: Candidate, index: number): string =>
  one.verdict === 'refused'
    ? '✗'
    : one.verdict === 'override'
      ? '!'
      : (digits[index] ?? '·');

// "D3 时段空闲" without its number.
export const checkText = (check: string): string =>
  enumLabel('dispatch_check', check).replace(/^D\d+ /, '');

export const lacking = (one: Candidate): string[] =>
  one.checks.filter((check) => check.verdict === 'override').map((check) => check.check);

// The first thing that stops him, without the check's number.
const whyNot = (one: Candidate): string =>
  refusalLabel(one.refusal?.code ?? '', one.refusal?.title).replace(/^D\d+ /, '');

export function verdictText(one: Candidate): string {
  if (one.verdict === 'pass') return t('board_all_pass');
  if (one.verdict === 'override') return t('board_override_n', { n: lacking(one).length });
  return whyNot(one);
}

export const distanceText = (metres: number | null): string =>
  metres === null ? unknown : `${(metres / 1000).toFixed(1)} km`;

export const handText = (one: Candidate): string =>
  one.parts.length === 0
    ? unknown
    : one.parts
        .map((part) => `${quantityText(part.carried)}/${quantityText(part.needed)}`)
        .join(' ');

export const overrideText = (one: Candidate): string =>
  t('board_by_another', { checks: listText(lacking(one).map(checkText)) });

export const refusedText = (one: Candidate): string => t('board_refused', { why: whyNot(one) });
