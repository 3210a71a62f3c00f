// Keys of what is on the screen: whoever shows something registers its keys, `?` lists them all.
// Nothing is heard while somebody types or a dialog is open.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Key } from '../i18n/index.ts';
import { bareKeys } from './preferences.ts';

export interface KeyUse {
  key: string; // as KeyboardEvent.key has it
  label: Key;
  // Nothing: whoever shows it listens by himself.
  run?: (event: KeyboardEvent) => void;
}
interface Group {
  title: Key;
  keys: KeyUse[];
}
export const keyGroups = signal<Group[]>([]);

export function useKeys(title: Key, keys: KeyUse[]): void {
  const group = useRef<Group>({ title, keys });
  group.current.keys = keys;
  useEffect(() => {
    const own = group.current;
    keyGroups.value = [...keyGroups.peek(), own];
    return () => {
      keyGroups.value = keyGroups.peek().filter((one) => one !== own);
    };
  }, []);
}

const isLetter = (key: string): boolean => /^[a-z]$/i.test(key);

function hear(event: KeyboardEvent): void {
  const target = event.target as Element;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (target.closest('input, textarea, select, dialog')) return;
  if (event.key === 'Enter' && target.closest('a, button, summary, td')) return;
  if (isLetter(event.key) && bareKeys.peek() === 'off') return;
  const use = keyGroups
    .peek()
    .toReversed()
    .flatMap((group) => group.keys)
    .find((one) => one.run && one.key === event.key);
  if (!use?.run) return;
  event.preventDefault();
  use.run(event);
}

export function startKeys(): () => void {
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}
