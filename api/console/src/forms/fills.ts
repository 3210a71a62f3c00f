// What a chosen thing tells of other fields of the form, by its own declaration ($fills), or, where
// the command is about the thing itself, by what its card says that the command begins with.
import type { CardAnswer, FieldInfo, TypeInfo } from '../edge/types.ts';
import { get } from '../edge/client.ts';
import { listOf, mayRead, valueIn } from '../state/lists.ts';
import { filledValue } from './filled.ts';
import { toRawFields, type RawFields } from './value.ts';

export interface Fill {
  raw: RawFields;
  version: string | null; // of the thing, where the command is about it
}

// Null where nothing is declared, or the thing is not his to see.
export async function fillOf(info: TypeInfo, field: FieldInfo, id: string): Promise<Fill | null> {
  const list = listOf(field.ref);
  const own = info.stream === field.ref;
  if (!list || !mayRead(list) || (!field.fills?.length && !own)) return null;
  const { data } = await get<CardAnswer>(`/v1/${list.name}/${encodeURIComponent(id)}`);
  if (own) {
    const fill = data.commands.find((one) => one.command === info.name)?.fill ?? {};
    const values = Object.fromEntries(
      info.fields
        .filter((other) => other.name in fill && other.name !== field.name)
        .map((other) => [other.name, filledValue(other, fill[other.name])]),
    );
    return { raw: toRawFields(info.fields, values), version: data.version ?? null };
  }
  const values = Object.fromEntries(
    field.fills!.map((one) => {
      const [name = '', from = name] = one.split('=');
      return [name, valueIn(data.item, from)];
    }),
  );
  return { raw: toRawFields(info.fields, values), version: null };
}
