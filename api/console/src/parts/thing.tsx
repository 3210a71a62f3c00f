// A thing by its stream ("stock_item/W1:P-1:good"): what it is, its number or name, a way to it.
import { named } from '../state/names.ts';
import type { Names } from '../edge/types.ts';
import { nameIn, thingPath } from '../state/lists.ts';
import { enumInfo, enumLabel, say, schema } from '../state/schema.ts';
import { Link } from './link.tsx';

export const kindText = (kind: string): string =>
  say(schema.value?.states.find((state) => state.stream === kind)?.label, kind);

// Kinds of words that stand in ids.
const enums = ['part_condition', 'alarm_kind', 'milestone'];

// A part of an id that is a word of the schema is said in the person's language.
function partText(part: string): string {
  for (const word of [part, `order_${part}`]) {
    const of = enums.find((name) => enumInfo(name)?.values.some((one) => one.name === word));
    if (of) return enumLabel(of, word); // "arrival" is an order's
  }
  // "stock_item.minimum": whose it is; which of its kinds stands beside it.
  const kind = /^([a-z_]+)(\.[a-z_]+)?$/.exec(part)?.[1];
  return kind ? kindText(kind) : part;
}

// What tells one thing from others, without a name: "WO-20261116-0014 · 网点签收 · 1".
export const idWords = (id: string): string =>
  id.includes(':') ? id.split(':').map(partText).join(' · ') : id;

function idText(kind: string, id: string): string {
  const [first = '', ...others] = id.split(':');
  return [named(kind, partText(first)), ...others.map(partText)].join(' · ');
}

export function thingText(stream: string): string {
  const slash = stream.indexOf('/');
  if (slash < 0) return stream;
  const [kind, id] = [stream.slice(0, slash), stream.slice(slash + 1)];
  return `${kindText(kind)} ${idText(kind, id)}`;
}

export function Thing({ stream }: { stream: string }) {
  const slash = stream.indexOf('/');
  if (slash < 0) return <>{stream}</>;
  const [kind, id] = [stream.slice(0, slash), stream.slice(slash + 1)];
  const path = thingPath(kind, id);
  const text = idText(kind, id);
  return (
    <>
      {kindText(kind)}{' '}
      {path ? (
        <Link class="link mono" to={path}>
          {text}
        </Link>
      ) : (
        <span class="mono">{text}</span>
      )}
    </>
  );
}

// "启动电容 KT-0421"
export function NamedThing({ kind, id, names }: { kind: string; id: string; names: Names }) {
  const name = nameIn(names, kind, id);
  const path = thingPath(kind, id);
  const shown = (
    <>
      {name && name !== id && <>{name} </>}
      <span class="mono">{id}</span>
    </>
  );
  return path ? (
    <Link class="link" to={path}>
      {shown}
    </Link>
  ) : (
    shown
  );
}
