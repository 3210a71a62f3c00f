import { language } from '../state/preferences.ts';
import { en } from './en.ts';
import type { developers } from './developers.ts';
import { zh, type Key as OwnKey } from './zh.ts';

// With those of areas that are loaded when they are first shown.
type Key = OwnKey | keyof (typeof developers)['zh'];
const catalogues: Record<string, Partial<Record<Key, string>>> = { 'zh-CN': zh, en };

// The sentences of an area, before its screens say them.
export function learn(area: Record<'zh' | 'en', Partial<Record<Key, string>>>): void {
  catalogues['zh-CN'] = { ...catalogues['zh-CN'], ...area.zh };
  catalogues.en = { ...catalogues.en, ...area.en };
}

// The sentence of that name; {name} in it is replaced. Sentences are never put together from parts.
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const sentence = catalogues[language.value]?.[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

export type { Key };
