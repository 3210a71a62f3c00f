// A thing by its stream ("stock_item/W1:P-1:good"): what it is, its number or name, a way to it.
import { named } from '../state/names.ts';
import { thingPath } from '../state/lists.ts';
import { enumInfo, enumLabel, say, schema } from '../state/schema.ts';
import { Link } from './link.tsx';

const kindText = (kind: string): string =>
  say(schema.value?.states.find((state) => state.stream === kind)?.label, kind);

// Parts of an id that are words of the schema are said in the person's language.
function idText(kind: string, id: string): string {
  const conditions = enumInfo('part_condition')?.values.map((one) => one.name) ?? [];
  return id
    .split(':')
    .map((part) => (conditions.includes(part) ? enumLabel('part_condition', part) : part))
    .map((part, at) => (at === 0 ? named(kind, part) : part))
    .join(' · ');
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
