// Which column of a sales file is which field (pure).
export interface Column {
  name: string;
  field: string | null;
  first: string[]; // what stands there in the first rows
}

// Field → column, as the route takes it; '-': no column is it.
export type Mapping = Record<string, string>;

// The column becomes the field; where it was another one, that one has no column now, and where
// another column was this field, it is not any more. field '': the column is not brought in. What
// was said before stays said.
export function mapped(
  columns: Column[],
  before: Mapping,
  column: string,
  field: string,
): Mapping {
  const out: Mapping = Object.fromEntries(
    Object.entries(before).filter(([, from]) => from === '-'),
  );
  for (const one of columns) {
    if (one.field) out[one.field] = one.name === column ? '-' : one.name;
  }
  if (field) out[field] = column;
  return out;
}
