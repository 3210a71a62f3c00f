// A value that a schema allows, short and as people would write it. Pure.
import { resolved, type OpenApi, type Schema } from './document.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const depth_max = 6;
// Ids by what they name; numbers as the demo company has them.
const ids: Record<string, string> = {
  work_order: 'WO-20260301-0001',
  technician: 'T-01',
  outlet: 'OUT-1',
  warehouse: 'WH-1',
  operator: '1001',
  customer: 'C-0001',
  part: 'P-0001',
};

function textOf(name: string, schema: Schema): string {
  if (schema.format === 'date-time') return '2026-03-01T14:05:09Z';
  if (schema.format === 'date') return '2026-03-01';
  if (schema.format === 'month') return '2026-03';
  if (schema.format === 'phone') return '13800000001';
  if (schema.format === 'uri') return 'https://service.example';
  if (schema.contentEncoding === 'base64') return 'AAAA';
  if (schema.pattern === '^[0-9]{1,18}$' || schema.pattern === '^-?[0-9]+$') return '1';
  const ref = schema['x-ref'];
  if (ref) return ids[ref] ?? `${ref.toUpperCase().replaceAll('_', '-')}-1`;
  const long = schema.maxLength ?? 1000;
  return (schema['x-label']?.zh || name || 'text').slice(0, Math.max(long, 1));
}

function numberOf(schema: Schema): number {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
  return Math.min(Math.max(schema['x-unit'] === 'fen' ? 10_000 : 1, minimum), maximum);
}

// Of an object the members that are needed; of a union one; of what is optional nothing.
function objectOf(document: OpenApi, schema: Schema, depth: number): Json {
  const all = Object.entries(schema.properties ?? {});
  const needed = all.filter(([name]) => schema.required?.includes(name));
  const shown = needed.length === 0 && schema.minProperties === 1 ? all.slice(0, 1) : needed;
  return Object.fromEntries(
    shown.map(([name, its]) => [name, exampleOf(document, its, name, depth + 1)]),
  );
}

export function exampleOf(document: OpenApi, given: Schema, name = '', depth = 0): Json {
  const schema: Schema = { ...resolved(document, given), ...labelsOf(given) };
  if (depth > depth_max) return null;
  if (schema.enum)
    return schema.enum.find((one) => one !== given.not?.const && one !== 'none') ?? null;
  if (schema.anyOf) return exampleOf(document, schema.anyOf[0]!, name, depth + 1);
  switch ([schema.type].flat().find((one) => one !== 'null')) {
    case 'object':
      return objectOf(document, schema, depth);
    case 'array':
      return [exampleOf(document, schema.items ?? {}, name, depth + 1)];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'string':
      return textOf(name, schema);
    default:
      return null;
  }
}

function labelsOf(schema: Schema): Schema {
  const { 'x-label': label, 'x-ref': ref } = schema;
  return { ...(label && { 'x-label': label }), ...(ref && { 'x-ref': ref }) };
}
