// Some fields of a thing, in that order, as its list describes them.
import type { ListInfo, Names, Row } from '../edge/types.ts';
import { CardFacts } from '../parts/card_body.tsx';

export function SomeFacts({
  list,
  item,
  names,
  fields,
}: {
  list: ListInfo;
  item: Row;
  names: Names;
  fields: string[];
}) {
  const chosen = fields.flatMap((name) => list.fields.find((one) => one.name === name) ?? []);
  return <CardFacts list={{ ...list, fields: chosen }} item={item} names={names} />;
}

export const textOf = (item: Row, name: string): string => {
  const value = String(item[name] ?? '');
  return ['none', '1970-01-01T00:00:00Z', '1970-01-01', 'null'].includes(value) ? '' : value;
};
