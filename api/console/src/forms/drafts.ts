// What was typed and not sent: kept in this browser for a day, for the same operator, form and
// thing only. Survives a reload, signing out and a session's end; a secret is never kept.
import type { TypeInfo } from '../edge/types.ts';
import { session } from '../state/session.ts';
import type { RawFields } from './value.ts';

const kept_ms = 24 * 3600_000;
const prefix = 'kintsugi.draft.';

export interface Draft {
  at: number;
  raw: RawFields; // of the fields that he touched
}

// `about`: the values that are fixed in the form, which say what it is about.
export function draftKey(info: TypeInfo, about: RawFields): string | null {
  const who = session.peek();
  if (!who) return null;
  const thing = Object.keys(about)
    .sort()
    .map((name) => `${name}=${JSON.stringify(about[name])}`)
    .join('&');
  return `${prefix}${JSON.stringify([who.tenant, who.operator, info.name, thing])}`;
}

const storage = (): Storage | null => {
  try {
    return window.localStorage;
  } catch {
    return null; // a browser that keeps nothing still works
  }
};

export function readDraft(key: string | null, now = Date.now()): Draft | null {
  const text = key && storage()?.getItem(key);
  if (!text) return null;
  try {
    const draft = JSON.parse(text) as Draft;
    return now - draft.at < kept_ms && typeof draft.raw === 'object' ? draft : null;
  } catch {
    return null;
  }
}

export function dropDraft(key: string | null): void {
  if (key) storage()?.removeItem(key);
}

export function keepDraft(key: string | null, info: TypeInfo, raw: RawFields): void {
  const secret = new Set(info.fields.filter((f) => f.format === 'secret').map((f) => f.name));
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !secret.has(name)));
  if (!key) return;
  if (Object.keys(kept).length === 0) return dropDraft(key);
  try {
    storage()?.setItem(key, JSON.stringify({ at: Date.now(), raw: kept } satisfies Draft));
  } catch {
    // Full: what is on the screen stays there.
  }
}

// Drafts hold personal data: what is older than a day goes, whosever it is.
export function sweepDrafts(now = Date.now()): void {
  const all = storage();
  if (!all) return;
  for (const key of Object.keys(all).filter((name) => name.startsWith(prefix)))
    if (!readDraft(key, now)) all.removeItem(key);
}
