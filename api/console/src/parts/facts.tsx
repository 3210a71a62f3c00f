// A few fields of one thing, one below the other.
import type { FieldInfo } from '../edge/types.ts';
import { fieldLabel } from '../state/schema.ts';

export function FactList({ items }: { items: { field: FieldInfo; text: string }[] }) {
  return (
    <dl class="facts">
      {items.map(({ field, text }) => [
        <dt key={field.name}>{fieldLabel(field)}</dt>,
        <dd key={`${field.name}=`}>{text}</dd>,
      ])}
    </dl>
  );
}
