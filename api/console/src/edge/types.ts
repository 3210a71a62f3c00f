// The envelopes of the HTTP contract. What lies in rows and events is described by /v1/schema.
export interface Text {
  zh: string;
  en: string;
}
export interface Session {
  operator: string;
  name: string;
  roles: string[];
  outlet: string;
  all_outlets: boolean;
  tenant: string;
  language: string;
  commands: string[];
}
export interface FieldInfo {
  name: string;
  type: string;
  format: string;
  ref: string;
  required: boolean;
  label: Text;
  doc: string;
  min: string | null;
  max: string | null;
  max_length: number | null;
  enum: string | null;
  struct: string | null;
  // Of a list; on the wire its type, enum and struct only, see state/schema.ts.
  element: FieldInfo | null;
}
export interface TypeInfo {
  name: string;
  kind?: string;
  stream: string;
  plural: string;
  route: string;
  roles: string[];
  label: Text;
  doc: string;
  fields: FieldInfo[];
}
export interface EnumInfo {
  name: string;
  values: { name: string; label: Text }[];
}
export interface Schema {
  version: string;
  commands: TypeInfo[];
  events: TypeInfo[];
  states: TypeInfo[];
  rows: TypeInfo[];
  structs: TypeInfo[];
  enums: EnumInfo[];
  refusals: { code: string; zh: string; en: string }[];
}
export type Row = Record<string, unknown>;
export interface List<T = Row> {
  items: T[];
  next_cursor: string | null;
  position: string;
}
export interface QueueCount {
  queue: string;
  count: number;
  label?: Text;
  oldest_at?: string | null;
}
export interface EventInStream extends Row {
  stream: string;
  type: string;
}
export interface Step {
  position: string;
  recorded_at: string;
  business_at?: string | null;
  operator: string;
  operator_name?: string;
  role?: string;
  command: string;
  accepted: boolean;
  refusal?: { code: string; title: string; detail?: string } | null;
  events: EventInStream[];
  streams?: string[];
  stream?: string;
  cause?: string | null;
  seen_position?: string | null;
}
export interface CommandAnswer {
  command_id: string;
  command: string;
  position: string;
  events: EventInStream[];
  streams: { stream: string; version: string }[];
}
export interface FieldProblem {
  pointer: string;
  code: string;
  title?: string;
}
export interface Density {
  from: string;
  to: string;
  bucket_ms: string;
  counts: number[];
  first_position: string;
  last_position: string;
  first_at: string;
  last_at: string;
}
export interface Moment {
  position: string;
  recorded_at: string;
}
export interface ReportInfo {
  id: string;
  name: Text;
  columns: { name: string; label: Text; format: string }[];
  parameters?: { name: string; label?: Text }[];
}
export interface ReportResult {
  report: string;
  position: string;
  columns: { name: string; label: Text; format: string }[];
  rows: unknown[][];
}
