// The envelopes of the HTTP contract. What lies in rows and events is described by /v1/schema.
export interface Text {
  zh: string;
  en: string;
}
export interface Session {
  operator: string;
  name: string;
  technician: string; // that he is; empty: none
  roles: string[];
  grants: { role: string; outlet: string }[]; // outlet '': the whole company
  outlet: string;
  all_outlets: boolean;
  tenant: string;
  language: string;
  commands: string[]; // that he may send
  lists: string[]; // that he may read
  reports: string[]; // that he may read
  choices: string[]; // kinds of things that he may choose from in a form
}
export interface FieldInfo {
  name: string;
  type: string;
  format: string;
  ref: string;
  // Of whom it tells: the field that holds his id, 'id' of the thing itself, 'someone'; '': nobody.
  personal: string;
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
  means?: string; // what its values are wherever a field has them: 'brand', 'latitude'
  fills?: string[]; // of a reference in a command: 'brand', 'contact=name'
}
export interface TypeInfo {
  name: string;
  kind?: string;
  stream: string;
  plural: string;
  route: string;
  roles: string[];
  usual?: string[]; // of a command: where it is the usual next step, see state/usual.ts
  when?: string[]; // of a command: statuses of its thing; 'none': there is none yet
  back?: string; // of a command: the one by which its sender takes it back
  label: Text;
  doc: string;
  fields: FieldInfo[];
}
// How a field of a list can be filtered: equal to one of several; a range; equal, begins, has.
export type FilterKind = 'equal' | 'range' | 'text';
export interface ListField extends FieldInfo {
  filter: FilterKind;
  tree?: boolean; // names something that stands below others of its kind
}
export interface ListInfo {
  name: string;
  label: Text;
  menu: string;
  item: string; // the type that describes an item
  thing: string; // stream type that an item belongs to; '' where there is none
  elements: boolean; // several items belong to one thing
  readers: string[];
  search: boolean;
  id: string[]; // fields that make an item's id, joined by ':'
  order: string | null;
  sorts: { by: string; under: string | null }[]; // `under`: only where that field is known
  fields: ListField[];
}
// Of a queue: what is done about what waits there, the usual first; what is asked once more; the
// duties on whose bench it stands; in which order it is worked off.
export interface InboxInfo {
  commands: string[];
  confirm: string[];
  benches: string[];
  order: string; // 'due_at': what is due soonest first; else 'since'
}
export interface EnumInfo {
  name: string;
  label?: Text;
  values: { name: string; label: Text; inbox?: InboxInfo }[];
}
export interface Schema {
  version: string;
  commands: TypeInfo[];
  events: TypeInfo[];
  states: TypeInfo[];
  rows: TypeInfo[];
  structs: TypeInfo[];
  enums: EnumInfo[];
  // `yields`: to a reason in that field of the command
  refusals: { code: string; zh: string; en: string; yields?: string }[];
  lists: ListInfo[];
}
export type Row = Record<string, unknown>;
export interface List<T = Row> {
  items: T[];
  next_cursor: string | null;
  position: string;
  names?: Names; // of what it refers to
}
export type Names = Record<string, Record<string, string>>; // by kind, by id
export interface ListPage extends List {
  names: Names;
  looked_at: number;
  complete: boolean; // false: a bound stopped the search before its end
  index: string | null; // which answered; null: none did
}
export interface PossibleCommand {
  command: string;
  label: Text;
  allowed: boolean;
  in_time: boolean; // the thing's status lets it in, whoever sends it
  why: 'duty' | 'status' | 'four_eyes' | 'lacks' | null;
  proposed: string[]; // of the fill, what is no fact but a proposal
  lacks: string[]; // codes of refusals: what it would be refused for
  fill: Row;
  fixed: string[]; // of these, what names the thing: nobody would say it otherwise
  among: Among | null;
}
// Which of a list of the thing a command can name: 'number' of 'payments'.
export interface Among {
  field: string;
  list: string;
  numbers: number[];
}
export interface Relation {
  list: string;
  label: Text;
  field: string;
  href: string;
  items: Row[];
  more: boolean;
}
export interface CardAnswer {
  list: string;
  id: string;
  item: Row;
  names: Names;
  thing?: string;
  version?: string;
  timeline?: string;
  above: string[]; // of a tree: ids from the top down
  relations?: Relation[];
  commands: PossibleCommand[];
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
// What an operator did, summed up; nobody's: the system.
export interface Doer {
  operator: string;
  commands: number;
  refused: number;
  last_at: string;
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
export interface ReportColumn {
  name: string;
  label: Text;
  format: string;
  enum?: string | null;
}
export interface ReportParameter {
  name: string;
  label: Text;
  type: string;
  format: string | null;
  enum: string | null;
  ref: string | null;
  default: string | null;
}
export interface ChartInfo {
  kind: 'bar' | 'line' | 'share' | 'heat';
  along: string; // a column of the report
  across: string | null; // of heat
  figures: string[]; // none: how many rows
  mean: boolean;
}
export interface ChartMark {
  value: unknown;
  name: string | null;
}
export interface ChartAnswer {
  marks: ChartMark[];
  across: ChartMark[];
  values: (number | null)[][];
  rest: boolean; // the last mark is the rest
}
export interface ReportInfo {
  id: string;
  name: Text;
  about?: Text;
  menu?: string; // the part of the menu where it stands; without: its list's
  list?: string; // declared: its cells can be explained
  columns: ReportColumn[];
  parameters: string[];
  parameter_fields?: ReportParameter[];
  chart?: ChartInfo | null;
}
export interface ReportResult {
  report: string;
  position: string;
  columns: ReportColumn[];
  rows: unknown[][];
  ids?: string[];
  next_cursor: string | null;
}
// Of rows: null where it was not there, or is not there any more.
export interface ReportDifference {
  report: string;
  against: string;
  position: string;
  columns: ReportColumn[];
  rows: { id: string; before: unknown[] | null; after: unknown[] | null }[];
  came: number;
  went: number;
  changed: number;
  same: number;
}
export interface CellPart {
  value: unknown;
  sign: number;
  column?: string;
  list?: string;
  id?: string;
  field?: string;
}
export interface Explanation {
  is:
    | 'field'
    | 'name'
    | 'looked_up'
    | 'counted'
    | 'summed'
    | 'computed'
    | 'earliest'
    | 'latest'
    | 'gathered';
  value: unknown;
  formula?: 'total' | 'rate' | 'minutes' | 'mean' | 'average';
  parts: CellPart[];
  rule?: { stream: string; version: number };
}
