import { language } from '../state/preferences.ts';
import { en } from './en.ts';
import { zh, type Key } from './zh.ts';

const catalogues: Record<string, Record<Key, string>> = { 'zh-CN': zh, en };

// The sentence of that name; {name} in it is replaced. Sentences are never put together from parts.
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const sentence = (catalogues[language.value] ?? zh)[key];
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

export type { Key };
