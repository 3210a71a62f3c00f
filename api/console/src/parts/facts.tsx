// A few fields of one thing, one below the other.
import type { FieldInfo } from '../edge/types.ts';
import { fieldLabel } from '../state/schema.ts';
import { Link } from './link.tsx';

export interface Fact {
  field: FieldInfo;
  text: string;
  to?: string | null | undefined; // the card of what is named
}

export function FactList({ items }: { items: Fact[] }) {
  return (
    <dl class="facts">
      {items.map(({ field, text, to }) => [
        <dt key={field.name}>{fieldLabel(field)}</dt>,
        <dd key={`${field.name}=`}>
          {to ? (
            <Link class="link" to={to}>
              {text}
            </Link>
          ) : (
            text
          )}
        </dd>,
      ])}
    </dl>
  );
}
