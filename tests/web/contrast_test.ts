// Text tokens reach 4.5 : 1 on ground, card and gold ground, in both themes (WCAG 2.2, 1.4.3).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(
  new URL('../../api/console/src/styles/tokens.css', import.meta.url),
  'utf8',
);

function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  assert.notEqual(start, -1, selector);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]),
  );
}

function luminance(colour: string): number {
  const parts = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (lighter + 0.05) / (darker + 0.05);
}

const text = [
  'ink',
  'muted',
  'faint',
  'accent',
  'gold',
  'slate',
  'indigo',
  'green',
  'amber',
  'violet',
  'teal',
  'red',
];
const grounds = ['ground', 'card', 'gold-ground'];
const themes = { light: tokens(':root'), dark: tokens(":root[data-theme='dark']") };

test('the formula itself: black on white is 21 : 1, grey #767676 on white just passes', () => {
  assert.equal(contrast('#000000', '#ffffff').toFixed(2), '21.00');
  assert.ok(contrast('#767676', '#ffffff') >= 4.5 && contrast('#777777', '#ffffff') < 4.5);
});

for (const [theme, token] of Object.entries(themes)) {
  test(`${theme}: every text token is readable on every ground`, () => {
    for (const name of text) {
      for (const ground of grounds) {
        const ratio = contrast(token.get(name)!, token.get(ground)!);
        assert.ok(ratio >= 4.5, `${name} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
    assert.ok(
      contrast(token.get('accent')!, token.get('accent-ground')!) >= 4.5,
      'accent on its ground',
    );
    assert.ok(contrast(token.get('card')!, token.get('accent')!) >= 4.5, 'text of the main button');
  });
}

test('both themes name the same tokens', () => {
  assert.deepEqual([...themes.light.keys()].sort(), [...themes.dark.keys()].sort());
});
