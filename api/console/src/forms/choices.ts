// What can be chosen in a field: things by the name, pinyin, phone or number of their list; words
// that registers use, which may also be new.
import { useEffect, useState } from 'preact/hooks';
import type { FieldInfo, List, TypeInfo } from '../edge/types.ts';
import { get } from '../edge/client.ts';
import { moneyText } from '../format.ts';
import { wordText } from '../i18n/words.ts';
import { listOf } from '../state/lists.ts';
import { remember } from '../state/names.ts';
import { schema } from '../state/schema.ts';
import { mayChoose } from '../state/session.ts';
import type { RawFields } from './value.ts';

export interface Choice {
  value: string;
  label: string;
  note: string;
  fill?: Record<string, string>;
}

// Things that commands register: numbers on paper are typed, not chosen.
export const isThing = (ref: string): boolean =>
  ref !== '' &&
  (listOf(ref)?.search ?? false) &&
  (schema.value?.commands.some((command) => command.stream === ref) ?? false);

const words = new Set([
  'brand',
  'category',
  'model',
  'area',
  'part_category',
  'charge_item',
  'fault_code',
]);
export const isWord = (field: FieldInfo): boolean =>
  field.type === 'text' && words.has(field.means ?? '');

// The number of a thing that the command makes: it is given, not chosen.
export const isNumberOfNew = (field: FieldInfo, info: TypeInfo | null): boolean =>
  info !== null &&
  info.stream === field.ref &&
  info.when?.length === 1 &&
  info.when[0] === 'none';

const choice_most = 20;
const wait_ms = 120;

interface Found {
  items: Choice[];
  asked: string; // for what; not yet: null
  loading: boolean;
}

type Thing = { id: string; label: string; phone?: string; note?: string };

export function useThings(ref: string, q: string, open: boolean): Found {
  const [found, setFound] = useState<{ items: Choice[]; q: string } | null>(null);
  const wanted = open && isThing(ref) && mayChoose(ref);
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    const timer = window.setTimeout(async () => {
      try {
        const path = `/v1/lookup/${ref}`;
        const { data } = await get<List>(path, { q, limit: choice_most }, abort.signal);
        const things = data.items as unknown as Thing[];
        remember(ref, things);
        const items = things.map((one) => ({
          value: one.id,
          label: one.label,
          note: [one.note, one.phone].filter(Boolean).join(' · '),
        }));
        setFound({ items, q });
      } catch {
        if (!abort.signal.aborted) setFound({ items: [], q });
      }
    }, wait_ms);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [wanted, ref, q]);
  return { items: found?.items ?? [], asked: found?.q ?? '', loading: wanted && found?.q !== q };
}

type Word = {
  value: string;
  times: number;
  find: string;
  name?: string;
  unit_price?: number;
  of?: string;
  fill?: Record<string, string>;
};

// What else is said that words go by.
const goes_by: Record<string, string[]> = {
  charge_item: ['order', 'tariff'],
  model: ['brand', 'category'],
  fault_code: ['order'],
};
const beside = (means: string, raw: RawFields): Record<string, string> =>
  Object.fromEntries(
    (goes_by[means] ?? [])
      .map((name) => [name, String(raw[name] ?? '')] as const)
      .filter(([, value]) => value !== ''),
  );

const termsOf = (means: string, one: Word): string[] => [
  ...one.find.split(' '),
  bare(wordText(means, one.value)),
];

const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

export function useWords(means: string, q: string, open: boolean, raw: RawFields): Found {
  const [found, setFound] = useState<{ items: Word[]; key: string } | null>(null);
  const params = beside(means, raw);
  const key = JSON.stringify([means, params]);
  useEffect(() => {
    if (!open || !words.has(means)) return;
    const abort = new AbortController();
    get<List>(`/v1/words/${means}`, params, abort.signal).then(
      ({ data }) => {
        const items = data.items as unknown as Word[];
        const called = items.filter((one) => one.name);
        remember(means, called.map((one) => ({ id: one.value, label: one.name ?? '' })));
        setFound({ items, key });
      },
      () => !abort.signal.aborted && setFound({ items: [], key }),
    );
    return () => abort.abort();
  }, [open, key]);
  const typed = bare(q);
  const items = (found?.items ?? [])
    .filter((one) => typed === '' || termsOf(means, one).some((term) => term.startsWith(typed)))
    .map((one) => ({
      value: one.value,
      label: one.name ?? wordText(means, one.value),
      note: one.unit_price === undefined ? '' : `${moneyText(one.unit_price)} · ${one.of ?? ''}`,
      ...(one.fill && { fill: one.fill }),
    }));
  return { items, asked: q, loading: open && found?.key !== key };
}
