// What the top bar finds as one types: asked a little after the last key, older questions given up,
// the last answer shown.
import { useEffect, useState } from 'preact/hooks';
import { get, Problem } from '../edge/client.ts';
import type { Text } from '../edge/types.ts';
import { outlet } from './location.ts';
import { asOf } from './time.ts';

export interface FoundItem {
  id: string;
  label: string;
  fit: 'same_number' | 'begin_of_number' | 'name' | 'part';
  fields: Record<string, string>;
}
export interface FoundGroup {
  list: string;
  thing: string;
  label: Text;
  items: FoundItem[];
  more: boolean;
  complete: boolean;
}
export interface SearchAnswer {
  groups: FoundGroup[];
  searched: string[];
  complete: boolean;
}
export interface Found {
  typed: string; // what it answers
  answer?: SearchAnswer;
  problem?: Problem;
}

const pause_ms = 120; // between keys: who types on is not done
const octets_max = 400;

const cut = (typed: string): string => {
  let text = typed;
  while (new TextEncoder().encode(text).length > octets_max) text = text.slice(0, -1);
  return text;
};

// Undefined until something is answered. What was found before stays while the next is looked for:
// `typed` tells for what it is.
export function useFound(typed: string): Found | undefined {
  const [found, setFound] = useState<Found | undefined>();
  const at = asOf.value;
  const where = outlet.value;
  useEffect(() => {
    if (typed === '') {
      setFound(undefined);
      return;
    }
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const { data } = await get<SearchAnswer>('/v1/search', { q: cut(typed) }, abort.signal, at);
        if (!abort.signal.aborted) setFound({ typed, answer: data });
      } catch (failed) {
        if (abort.signal.aborted) return;
        const problem =
          failed instanceof Problem ? failed : new Problem(0, { detail: String(failed) });
        setFound({ typed, problem });
      }
    };
    const timer = window.setTimeout(() => void ask(), pause_ms);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [typed, at, where]);
  return found;
}
