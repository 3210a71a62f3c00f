import { language } from '../state/preferences.ts';
import { en } from './en.ts';
import { zh, type Key } from './zh.ts';

type Values = Record<string, string | number>;

// Gives the sentence of a name; {name} in it is replaced. Sentences are never put together from
// parts. What is loaded later has a catalogue of its own, so that the first screen need not wait.
export function sayingOf<Name extends string>(both: {
  zh: Record<Name, string>;
  en: Record<Name, string>;
}): (key: Name, values?: Values) => string {
  return (key, values = {}) => {
    const sentence = (language.value === 'en' ? both.en : both.zh)[key];
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
  };
}

export const t = sayingOf<Key>({ zh, en });

export type { Key };
