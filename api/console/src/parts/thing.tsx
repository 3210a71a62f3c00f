// A thing by its stream ("stock_item/W1:P-1:good"): what it is, its number or name, a way to it.
import type { Names } from '../edge/types.ts';
import { nameIn, thingPath } from '../state/lists.ts';
import { idText, kindText } from '../state/ids.ts';
import { Link } from './link.tsx';

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
        <Link class="link mono" title={text} to={path}>
          {text}
        </Link>
      ) : (
        <span class="mono" title={text}>
          {text}
        </span>
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
