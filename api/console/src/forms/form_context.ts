// What the fields of one form know of each other.
import { createContext } from 'preact';
import type { FieldInfo, TypeInfo } from '../edge/types.ts';
import type { Raw, RawFields } from './value.ts';

// Of a list of the thing, those that a number in the form can name.
export interface Named {
  field: string;
  options: { value: string; label: string }[];
}

export interface FormHold {
  info: TypeInfo | null; // null: a control by itself
  raw: RawFields;
  among?: Named | undefined;
  filled: ReadonlySet<string>; // what a choice filled in, and nobody changed since
  set: (name: string, raw: Raw) => void;
  // A thing or word was chosen in a field: what it tells of other fields is filled in.
  chosen: (field: FieldInfo, id: string, fill?: Record<string, string>) => void;
}

export const FormContext = createContext<FormHold>({
  info: null,
  raw: {},
  filled: new Set(),
  set: () => {},
  chosen: () => {},
});
