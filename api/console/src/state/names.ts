// What things that are shown by number are called: learned once a session, for those few kinds
// whose names people know. A name that is not known is not missed: the number is always there.
import { signal } from '@preact/signals';
import type { List, Names } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { mayChoose } from './session.ts';

const kinds = ['technician', 'outlet', 'warehouse', 'brand', 'fault_code'] as const;
const most = 200; // of a kind; a larger company sees the numbers of the others

const names = signal(new Map<string, string>());

export async function learnNames(): Promise<void> {
  for (const kind of kinds.filter(mayChoose)) {
    const { data } = await getTimeless<List<{ id: string; label: string }>>(`/v1/lookup/${kind}`, {
      limit: most,
    });
    names.value = new Map([
      ...names.peek(),
      ...data.items.map((item) => [`${kind}/${item.id}`, item.label] as const),
    ]);
  }
}

// What was seen with its name is known by it from then on.
export function remember(kind: string, items: { id: string; label: string }[]): void {
  const fresh = items.filter((item) => names.peek().get(`${kind}/${item.id}`) !== item.label);
  if (fresh.length === 0) return;
  names.value = new Map([
    ...names.peek(),
    ...fresh.map((item) => [`${kind}/${item.id}`, item.label] as const),
  ]);
}

const asked = new Set<string>();
// Asks once what one thing is called.
export function askName(kind: string, id: string): void {
  const key = `${kind}/${id}`;
  if (id === '' || names.peek().has(key) || asked.has(key) || !mayChoose(kind)) return;
  asked.add(key);
  getTimeless<List<{ id: string; label: string }>>(`/v1/lookup/${kind}`, { q: id, limit: 20 }).then(
    ({ data }) => remember(kind, data.items),
    () => {}, // it stays a number
  );
}

// It was seen: such a thing is there.
export const isKnown = (kind: string, id: string): boolean => names.value.has(`${kind}/${id}`);

export function nameOf(kind: string, id: string): string | undefined {
  const name = names.value.get(`${kind}/${id}`);
  return name === id ? undefined : name;
}

// Numbers have a brand in small letters ("beifeng:BF-BCD215").
export function brandOfPart(part: string): { code: string; name: string } | undefined {
  if (!/^[a-z]/.test(part)) return undefined;
  for (const [key, name] of names.value) {
    const code = key.startsWith('brand/') ? key.slice('brand/'.length) : '';
    if (code.toLowerCase() === part) return { code, name };
  }
  return undefined;
}

// "李芳 T-02"; of what is known by its code "E1 压缩机不启动"
export function named(kind: string, id: string, at: 'before' | 'after' = 'before'): string {
  const name = nameOf(kind, id);
  if (!name) return id;
  return at === 'before' ? `${name} ${id}` : `${id} ${name}`;
}

// The same of a place that a movement only names: a technician, a warehouse, who approved a count.
export function namedPlace(names: Names | undefined, id: string): string {
  for (const kind of ['technician', 'warehouse', 'operator']) {
    const name = names?.[kind]?.[id];
    if (name) return `${name} ${id}`;
  }
  return id;
}
