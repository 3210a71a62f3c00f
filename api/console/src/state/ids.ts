// What stands in the numbers of things, in words: they are made of other numbers and of words of
// the schema.
import { brandOfPart, named } from './names.ts';
import { language } from './preferences.ts';
import { enumInfo, enumLabel, say, schema } from './schema.ts';

export const kindText = (kind: string): string =>
  say(schema.value?.states.find((state) => state.stream === kind)?.label, kind);

// Kinds of words that stand in ids.
const enums = ['part_condition', 'alarm_kind', 'milestone', 'channel'];

// What an order's own alarm watches stands in its number without the word for an order.
const spelled = (part: string): string[] => [part, `order_${part}`];

// A part of an id that is a word of the schema is said in the person's language.
export function partText(part: string): string {
  for (const word of spelled(part)) {
    const of = enums.find((name) => enumInfo(name)?.values.some((one) => one.name === word));
    if (of) return enumLabel(of, word);
  }
  const brand = brandOfPart(part);
  if (brand) return language.value === 'zh-CN' ? brand.name : brand.code;
  // "stock_item.minimum": whose it is; which of its kinds stands beside it.
  const kind = /^([a-z_]+)(\.[a-z_]+)?$/.exec(part)?.[1];
  return kind ? kindText(kind) : part;
}

// What tells one thing from others, without a name: "WO-20261116-0014 · 网点签收 · 1".
export const idWords = (id: string): string =>
  id.includes(':') ? id.split(':').map(partText).join(' · ') : id;

// The number of a thing of that kind, with what it is called.
export function idText(kind: string, id: string): string {
  const [first = '', ...others] = id.split(':');
  return [named(kind, partText(first)), ...others.map(partText)].join(' · ');
}

// "operator/2001": what it is, and which.
export function thingText(stream: string): string {
  const slash = stream.indexOf('/');
  if (slash < 0) return stream;
  const [kind, id] = [stream.slice(0, slash), stream.slice(slash + 1)];
  return `${kindText(kind)} ${idText(kind, id)}`;
}
