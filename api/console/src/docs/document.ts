// The OpenAPI document as the API page reads it: routes in groups, each with what it takes and
// gives. Pure.

export interface Text {
  zh: string;
  en: string;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: (string | null)[];
  const?: unknown;
  not?: Schema;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  minProperties?: number;
  contentEncoding?: string;
  title?: string;
  description?: string;
  'x-label'?: Text;
  'x-unit'?: string;
  'x-ref'?: string;
  'x-personal'?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  explode?: boolean;
  schema: Schema;
}

interface Content {
  schema: Schema;
}
interface RawOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
  security?: unknown[];
  'x-label'?: Text;
  'x-roles'?: string[];
  'x-events'?: Record<string, Schema>;
}

export interface ProblemInfo {
  code: string;
  status: number;
  title: Text;
  todo: Text;
  commands?: string[]; // operations that may answer it
}

export interface OpenApi {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
  'x-problems'?: ProblemInfo[];
}

export interface Answer {
  status: string;
  description: string;
  types: [mediaType: string, schema: Schema][];
}

export interface Operation {
  id: string;
  method: string; // GET
  path: string;
  group: string;
  stream: string; // of a command: the kind of thing that it is sent to
  summary: string;
  label: Text | undefined; // of a command
  list: Text | undefined; // of what reads a list of the schema, or one of it
  about: string;
  roles: string[]; // whose duty sends it; none: see the summary
  open: boolean; // without signing in
  command: boolean;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | undefined;
  answers: Answer[];
  events: Record<string, Schema> | undefined; // of a feed
}

export interface Group {
  name: string;
  label: Text | undefined;
  operations: Operation[];
}

const successful = (status: string): boolean => status.startsWith('2');
export const isRead = (operation: Operation): boolean => operation.method === 'GET';

const listLabel = (document: OpenApi, name: string): Text | undefined =>
  document.components.schemas[`${name}_item`]?.['x-label'];

// "/v1/orders/{id}" belongs to "orders", "/livez" to "operations".
function groupOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'v1' ? second : 'operations';
}

function operationOf(
  document: OpenApi,
  path: string,
  method: string,
  raw: RawOperation,
): Operation {
  const group = groupOf(path);
  const isOfList = [`/v1/${group}`, `/v1/${group}/{id}`].includes(path) && method === 'get';
  const [body] = Object.entries(raw.requestBody?.content ?? {});
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    group,
    stream: raw['x-roles'] ? (raw.tags[0] ?? '') : '',
    summary: raw.summary,
    label: raw['x-label'],
    list: isOfList ? listLabel(document, group) : undefined,
    about: raw.description ?? '',
    roles: raw['x-roles'] ?? [],
    open: raw.security?.length === 0,
    command: raw['x-roles'] !== undefined,
    parameters: raw.parameters ?? [],
    body: body && { type: body[0], schema: body[1].schema },
    answers: Object.entries(raw.responses).map(([status, { description, content }]) => ({
      status,
      description,
      types: Object.entries(content ?? {}).map(([type, { schema }]) => [type, schema]),
    })),
    events: raw['x-events'],
  };
}

export function groupsOf(document: OpenApi): Group[] {
  const groups = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, raw] of Object.entries(methods)) {
      const operation = operationOf(document, path, method, raw);
      groups.set(operation.group, [...(groups.get(operation.group) ?? []), operation]);
    }
  // What reads stands before what writes; both as the document has them.
  const order = (one: Operation): number => (isRead(one) ? 0 : 1);
  return [...groups]
    .map(([name, operations]) => ({
      name,
      label: listLabel(document, name),
      operations: operations.sort((a, b) => order(a) - order(b)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export const goodAnswer = (operation: Operation): Answer | undefined =>
  operation.answers.find(({ status }) => successful(status));

export const nameOf = (schema: Schema): string | undefined => schema.$ref?.split('/').pop();

// What a reference leads to; of "this, or null" this.
export function resolved(document: OpenApi, schema: Schema): Schema {
  const name = nameOf(schema);
  if (name !== undefined) return document.components.schemas[name] ?? {};
  const real = schema.anyOf?.filter((one) => one.type !== 'null');
  return real?.length === 1 ? { ...resolved(document, real[0]!), ...own(schema) } : schema;
}
function own({ anyOf: _, ...rest }: Schema): Schema {
  return rest;
}

export const isOrNull = (schema: Schema): boolean =>
  (Array.isArray(schema.type) && schema.type.includes('null')) ||
  (schema.anyOf?.some((one) => one.type === 'null') ?? false);

// "text", "integer 0…100", "work_order_status", "list of payment".
export function typeText(document: OpenApi, schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return name;
  if (schema.anyOf)
    return schema.anyOf
      .filter((one) => one.type !== 'null')
      .map((one) => typeText(document, one))
      .join(' | ');
  const [type = 'any'] = [schema.type].flat().filter((one) => one !== 'null');
  if (type === 'array') return `${typeText(document, schema.items ?? {})}[]`;
  if (type === 'string' && schema.enum)
    return schema.enum.filter((one) => one !== null).join(' | ');
  return schema.format ? `${type} (${schema.format})` : type;
}

// What bounds a value, in the words of JSON Schema.
export function boundsText(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength } = schema;
  const parts: string[] = [];
  if (minimum !== undefined || maximum !== undefined)
    parts.push(`${minimum ?? ''}…${maximum ?? ''}`);
  if (maxLength !== undefined) parts.push(`${minLength ?? 0}…${maxLength}`);
  if (schema['x-unit']) parts.push(schema['x-unit']);
  return parts.join(', ');
}

// All words have to be in what is known of the route: its name, its fields, both languages.
export function matches(document: OpenApi, operation: Operation, words: string[]): boolean {
  const fields = operation.body
    ? Object.entries(resolved(document, operation.body.schema).properties ?? {})
    : [];
  const text = [
    operation.method,
    operation.path,
    operation.id,
    operation.summary,
    operation.about,
    operation.label?.zh,
    operation.label?.en,
    ...operation.parameters.map(({ name }) => name),
    ...fields.flatMap(([name, schema]) => [name, schema['x-label']?.zh, schema['x-label']?.en]),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
