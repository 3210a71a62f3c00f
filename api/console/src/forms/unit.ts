// What a quantity counts: the unit of the part that is chosen beside it.
import { useEffect } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { CardAnswer, FieldInfo } from '../edge/types.ts';
import { get } from '../edge/client.ts';
import { t } from '../i18n/index.ts';
import { mayRead, listOf, valueIn } from '../state/lists.ts';
import { isKnown } from '../state/names.ts';
import { enumLabel } from '../state/schema.ts';
import type { RawFields } from './value.ts';

const units = signal(new Map<string, string>()); // by part: 'metre'; '' while it is asked for

async function learn(part: string): Promise<void> {
  units.value = new Map([...units.peek(), [part, '']]);
  const list = listOf('part')!;
  try {
    const { data } = await get<CardAnswer>(`/v1/${list.name}/${encodeURIComponent(part)}`);
    units.value = new Map([...units.peek(), [part, String(valueIn(data.item, 'unit') ?? '')]]);
  } catch {
    // Half typed, or not his to see: then it is a number.
  }
}

export function useUnit(field: FieldInfo, beside: RawFields): string {
  const part = field.format === 'quantity' ? String(beside.part ?? '') : '';
  const list = listOf('part');
  const known = isKnown('part', part); // half typed it is none
  useEffect(() => {
    if (known && list && mayRead(list) && !units.peek().has(part)) void learn(part);
  }, [part, known]);
  const unit = units.value.get(part);
  if (unit && unit !== 'none') return enumLabel('part_unit', unit);
  return field.format === 'quantity' && part ? t('unit_unknown') : '';
}
