// Both catalogues have the same sentences, filled, with the same places to fill in, and none is
// unused.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { board } from '../../api/console/src/i18n/board.ts';
import { developers } from '../../api/console/src/i18n/developers.ts';
import { en as first_en } from '../../api/console/src/i18n/en.ts';
import { intake } from '../../api/console/src/i18n/intake.ts';
import { newcomers } from '../../api/console/src/i18n/newcomers.ts';
import { phone } from '../../api/console/src/i18n/phone.ts';
import { zh as first_zh } from '../../api/console/src/i18n/zh.ts';

// What is loaded at first, and what comes with its screens.
const later = [board, developers, intake, newcomers, phone];
const zh: Record<string, string> = Object.assign({ ...first_zh }, ...later.map((one) => one.zh));
const en: Record<string, string> = Object.assign({ ...first_en }, ...later.map((one) => one.en));

const sources = new URL('../../api/console/src/', import.meta.url);
const places = (sentence: string): string[] => (sentence.match(/\{\w+\}/g) ?? []).sort();

test('the catalogues have the same names', () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort());
});

// As they are written: a name that two areas have would lose one of its sentences.
test('no name is in two areas, nor twice in one', () => {
  const folder = new URL('i18n/', sources);
  for (const [language, other] of [
    ['zh', 'en'],
    ['en', 'zh'],
  ] as const) {
    const all = readdirSync(folder)
      .filter((file) => /^(?!index|words)\w+\.ts$/.test(file) && file !== `${other}.ts`)
      .flatMap((file) => {
        const text = readFileSync(new URL(file, folder), 'utf8');
        const start = text.search(new RegExp(`const ${language}\\b`));
        return [...text.slice(start, text.indexOf('\n}', start)).matchAll(/^ {2}'?(\w+)'?:/gm)];
      })
      .map((one) => one[1]!);
    const names = Object.keys(language === 'zh' ? zh : en);
    assert.deepEqual(all.toSorted(), names.toSorted(), language);
  }
});

test('each sentence is filled and has the same places in both', () => {
  for (const [name, sentence] of Object.entries(zh)) {
    const other = en[name] ?? '';
    assert.ok(sentence.trim() && other.trim(), name);
    assert.deepEqual(places(sentence), places(other), name);
  }
});

test('one of a thing is said as one', () => {
  // A number before a word in the plural stands in a sentence that knows the singular too. What has
  // a bound that is never 1 stays as it is.
  const bounds = new Set(['password_short', 'reconnecting', 'docs_all_codes']);
  for (const [name, sentence] of Object.entries(en))
    assert.ok(bounds.has(name) || !/\{n\} [a-z]+s\b/.test(sentence), `${name}: ${sentence}`);
});

test('the English catalogue is English, the Chinese one is not', () => {
  const han = /\p{Script=Han}/u;
  const bilingual = new Set(['switch_language']);
  for (const [name, sentence] of Object.entries(en))
    assert.ok(bilingual.has(name) || !han.test(sentence), `${name}: ${sentence}`);
  for (const [name, sentence] of Object.entries(zh))
    assert.ok(han.test(sentence) || /^CSV|^\{/.test(sentence), `${name}: ${sentence}`);
});

test('no sentence is left that no screen says', () => {
  const code = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n'))
    .map((file) => readFileSync(new URL(file, sources), 'utf8'))
    .join('\n');
  for (const name of Object.keys(zh)) assert.ok(new RegExp(`['"]${name}['"]`).test(code), name);
});
