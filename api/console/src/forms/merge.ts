// What he typed and what others changed meanwhile, in one form. Pure.
import type { Raw, RawFields } from './value.ts';

const same = (a: Raw | undefined, b: Raw | undefined): boolean =>
  JSON.stringify(a ?? '') === JSON.stringify(b ?? '');

export interface Merged {
  raw: RawFields;
  clashes: Record<string, Raw>; // fields that both changed: what the others made of it
  taken: string[]; // fields that only the others changed
}

// What he typed stays; what he did not touch becomes as it is now.
export function merge(before: RawFields, mine: RawFields, now: RawFields): Merged {
  const out: Merged = { raw: { ...mine }, clashes: {}, taken: [] };
  for (const name of Object.keys(mine)) {
    if (same(before[name], now[name])) continue;
    if (same(before[name], mine[name])) {
      out.raw[name] = now[name] ?? mine[name]!;
      out.taken.push(name);
    } else if (!same(mine[name], now[name])) {
      out.clashes[name] = now[name] ?? '';
    }
  }
  return out;
}
