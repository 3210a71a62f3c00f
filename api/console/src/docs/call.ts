// What was filled in for a route, as a request: for the lines that show it and for trying it. Pure.
import { isRead, type OpenApi, type Operation, type Parameter } from './document.ts';
import { exampleOf, type Json } from './example.ts';
import type { Call } from './snippets.ts';

export interface Filled {
  values: Record<string, string>; // of parameters, by place and name
  body: string; // JSON as typed
}

export const keyOf = (one: Parameter): string => `${one.in} ${one.name}`;
const isFeed = (operation: Operation): boolean => operation.events !== undefined;

// What is filled in to begin with: the body as the schema has it, a small page, names of the path.
export function beginning(document: OpenApi, operation: Operation): Filled {
  const values: Record<string, string> = {};
  for (const one of operation.parameters) {
    if (one.in === 'path') values[keyOf(one)] = String(exampleOf(document, one.schema, one.name));
    else if (one.name === 'limit') values[keyOf(one)] = '5';
    else if (one.required && one.in === 'query')
      values[keyOf(one)] = String(exampleOf(document, one.schema, one.name));
  }
  const body =
    operation.body?.type === 'application/json'
      ? JSON.stringify(exampleOf(document, operation.body.schema), null, 2)
      : '';
  return { values, body };
}

export function parsed(body: string): Json | undefined {
  if (!body.trim()) return undefined;
  return JSON.parse(body) as Json;
}

export function callOf(origin: string, operation: Operation, filled: Filled): Call {
  const value = (one: Parameter): string => filled.values[keyOf(one)] ?? '';
  let path = operation.path;
  const query: string[] = [];
  const headers: [string, string][] = [];
  for (const one of operation.parameters) {
    if (one.in === 'path') path = path.replace(`{${one.name}}`, encodeURIComponent(value(one)));
    else if (!value(one)) continue;
    else if (one.in === 'query') query.push(`${one.name}=${encodeURIComponent(value(one))}`);
    else if (one.name !== 'Idempotency-Key') headers.push([one.name, value(one)]);
  }
  let body: Json | undefined;
  try {
    body = parsed(filled.body);
  } catch {
    body = undefined; // told where it is typed
  }
  return {
    method: operation.method,
    url: `${origin}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers,
    body: isRead(operation) || operation.body === undefined ? undefined : (body ?? {}),
    open: operation.open,
    key: operation.parameters.some((one) => one.name === 'Idempotency-Key'),
    feed: isFeed(operation),
  };
}
