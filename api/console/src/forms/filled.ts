// Numbers as the engine keeps them, to what a form begins with.
import type { FieldInfo } from '../edge/types.ts';

export function filledValue(field: FieldInfo, value: unknown): unknown {
  if (field.type === 'bool') return value === 1 || value === true;
  if (typeof value !== 'number') return value;
  if (field.format === 'instant') return value === 0 ? '' : new Date(value).toISOString();
  if (field.format === 'date')
    return value === 0 ? '' : new Date(value * 86_400_000).toISOString().slice(0, 10);
  return value;
}
