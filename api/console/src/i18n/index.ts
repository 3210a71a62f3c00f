import { language } from '../state/preferences.ts';
import { en } from './en.ts';
import type { phone } from './phone.ts';
import { zh, type Key as FirstKey } from './zh.ts';

export type Key = FirstKey | keyof typeof phone.zh;

const catalogues: Record<string, Record<string, string>> = { 'zh-CN': { ...zh }, en: { ...en } };

// Sentences of a screen that is loaded when somebody goes there.
export function learn(more: { zh: Record<string, string>; en: Record<string, string> }): void {
  Object.assign(catalogues['zh-CN']!, more.zh);
  Object.assign(catalogues['en']!, more.en);
}

// The sentence of that name; {name} in it is replaced. Sentences are never put together from parts.
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const sentence = (catalogues[language.value] ?? catalogues['zh-CN']!)[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}
