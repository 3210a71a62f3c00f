// What choices tell of other fields: it stands in the form before it is sent, marked, unless he has
// typed something else there.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldInfo, TypeInfo } from '../edge/types.ts';
import { failure } from '../parts/toasts.tsx';
import { fillOf } from './fills.ts';
import { isBlank, type RawFields } from './value.ts';

type Change<T> = (next: (old: T) => T) => void;

export function useFill(
  info: TypeInfo,
  fixed: string[],
  raw: RawFields,
  setRaw: Change<RawFields>,
  setVersion: (version: string) => void,
) {
  const [filled, setFilled] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef({ raw, filled });
  latest.current = { raw, filled };

  const fillIn = (told: RawFields): string[] => {
    const { raw: now, filled: by } = latest.current;
    const free = Object.keys(told).filter(
      (name) => name in now && !fixed.includes(name) && (isBlank(now[name]) || by.has(name)),
    );
    const values = Object.fromEntries(free.map((name) => [name, told[name]!]));
    const marked = new Set([...by, ...free.filter((name) => !isBlank(told[name]))]);
    latest.current = { raw: { ...now, ...values }, filled: marked };
    setRaw((old) => ({ ...old, ...values }));
    setFilled(marked);
    return free;
  };

  const chosen = async (field: FieldInfo, id: string, fill?: RawFields): Promise<void> => {
    if (fill) fillIn(fill);
    try {
      const told = await fillOf(info, field, id);
      if (!told) return;
      if (told.version) setVersion(told.version);
      for (const name of fillIn(told.raw)) {
        const next = info.fields.find((one) => one.name === name);
        const value = told.raw[name];
        if (next?.fills?.length && typeof value === 'string' && value !== '')
          await chosen(next, value);
      }
    } catch (failed) {
      failure(failed);
    }
  };
  // What is given by where he came from tells of the rest as a choice of his own would.
  useEffect(() => {
    for (const field of info.fields) {
      const given = raw[field.name];
      if (field.fills?.length && fixed.includes(field.name) && typeof given === 'string' && given)
        void chosen(field, given);
    }
  }, [info]);
  // He changed it himself; without a name: the form begins anew.
  const forget = (name?: string): void =>
    setFilled((old) => new Set(name ? [...old].filter((one) => one !== name) : []));
  return { filled, chosen, forget };
}
