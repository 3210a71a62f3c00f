// The values of a form while it is filled in.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TypeInfo } from '../edge/types.ts';
import { draftKey, dropDraft, keepDraft, readDraft } from './drafts.ts';
import type { Raw, RawFields } from './value.ts';

const same = (a: Raw | undefined, b: Raw | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const keep_ms = 300; // after the last key

// The values of the form, with what was typed before and not sent.
export function useDraft(info: TypeInfo, start: RawFields, about: RawFields) {
  const key = useMemo(() => draftKey(info, about), [info]);
  const [draft, setDraft] = useState(() => readDraft(key));
  const [raw, setRaw] = useState<RawFields>(() => ({ ...start, ...draft?.raw, ...about }));
  const touched = (values: RawFields): RawFields =>
    Object.fromEntries(Object.entries(values).filter(([name, value]) => !same(value, start[name])));
  const latest = useRef(raw);
  latest.current = raw;
  const keep = (): void => keepDraft(key, info, touched(latest.current));
  useEffect(() => {
    const timer = window.setTimeout(keep, keep_ms);
    return () => window.clearTimeout(timer);
  }, [raw]);
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, []);
  // Sent or thrown away: the form is as it began, and nothing is kept.
  const empty = (): void => {
    latest.current = start;
    dropDraft(key);
    setDraft(null);
    setRaw({ ...start });
  };
  return { raw, setRaw, restored: draft, empty, keep };
}
