// Every request of the console goes through here: as_of, language, what the operator saw, and
// errors.
import { language } from '../state/preferences.ts';
import { asOf, seenPosition } from '../state/time.ts';
import { session, sessionNow } from '../state/session.ts';
import { outlet } from '../state/location.ts';
import { signal } from '@preact/signals';
import type { FieldProblem, Row } from './types.ts';

export type Params = Record<string, string | number | undefined | null>;
export interface Answer<T> {
  data: T;
  position: string | null;
  etag: string | null;
}

// An RFC 9457 problem, or the network's own failure (status 0).
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: FieldProblem[];
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.title ?? body.code ?? status));
    this.status = status;
    this.code = String(body.code ?? 'network');
    this.detail = String(body.detail ?? '');
    this.fields = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [];
    this.body = body;
  }
}

// The position that the operator's own last command reached: later reads wait for it.
export const reached = signal<bigint>(-1n);

export function query(params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

// The parameters that every read of the business takes: the moment, the outlet, one's own writes.
export function withMoment(params: Params, moment: string | null = asOf.peek()): Params {
  if (moment !== null) return { outlet: outlet.peek(), ...params, as_of: moment };
  const own = reached.peek();
  return {
    outlet: outlet.peek(),
    ...params,
    ...(own >= 0n ? { min_position: own.toString(), wait: '2s' } : {}),
  };
}

async function ask<T>(method: string, path: string, init: RequestInit): Promise<Answer<T>> {
  const asked = sessionNow();
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      method,
      headers: {
        'Accept-Language': language.peek(),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause;
    throw new Problem(0, { code: 'network', detail: String(cause) });
  }
  const text = [204, 304].includes(response.status) ? '' : await response.text();
  let body: unknown = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    throw new Problem(response.status, { code: 'network', detail: text.slice(0, 200) });
  }
  if (!response.ok && response.status !== 304) {
    const problem = new Problem(response.status, (body ?? {}) as Record<string, unknown>);
    const out = problem.code === 'session.missing' || problem.code === 'session.expired';
    if (out && asked === sessionNow()) session.value = null;
    throw problem;
  }
  return {
    data: body as T,
    position: response.headers.get('Kintsugi-Position'),
    etag: response.headers.get('ETag'),
  };
}

// A read that has no moment: the session, the schema, the log's own clock. With If-None-Match among
// the headers, `data` is null where nothing changed.
export function getTimeless<T>(
  path: string,
  params: Params = {},
  signal?: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  return ask<T>('GET', path + query(params), { headers, ...(signal ? { signal } : {}) });
}

// A read of the business, as of the moment on the bar (or of `moment`).
export function get<T>(
  path: string,
  params: Params = {},
  signal?: AbortSignal,
  moment?: string | null,
): Promise<Answer<T>> {
  const full = withMoment(params, moment === undefined ? asOf.peek() : moment);
  return ask<T>('GET', path + query(full), signal ? { signal } : {});
}

export function send<T>(
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Answer<T>> {
  return ask<T>(method, path, {
    ...(signal ? { signal } : {}),
    body: JSON.stringify(body ?? {}),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

// A file as it is; what it is said to be decides how it is read.
export function upload<T>(
  path: string,
  params: Params,
  file: Blob,
  type: string,
): Promise<Answer<T>> {
  if (asOf.peek() !== null) throw new Problem(0, { code: 'past' });
  return ask<T>('POST', path + query(params), { body: file, headers: { 'Content-Type': type } });
}

export interface BatchLine {
  command: string;
  body: unknown;
  key: string;
}

function noteOwn(position: string | undefined): void {
  if (position && BigInt(position) > reached.peek()) reached.value = BigInt(position);
}

// Many commands, each under its own key, decided in their order; an answer or a problem for each.
export async function commands<T extends { position?: string }>(
  lines: BatchLine[],
): Promise<(T | Problem)[]> {
  if (asOf.peek() !== null) throw new Problem(0, { code: 'past' });
  const seen = seenPosition();
  const response = await fetch('/v1/commands', {
    method: 'POST',
    body: lines
      .map(({ command: name, body, key }) => JSON.stringify({ id: key, command: name, body }))
      .join('\n'),
    headers: {
      'Content-Type': 'application/x-ndjson',
      'Accept-Language': language.peek(),
      ...(seen ? { 'Kintsugi-Seen-Position': seen } : {}),
    },
  });
  const text = await response.text();
  if (!response.ok) throw new Problem(response.status, JSON.parse(text) as Row);
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const one = JSON.parse(line) as T & { status: number; problem?: Row };
      if (one.problem) return new Problem(one.status, one.problem);
      noteOwn(one.position);
      return one;
    });
}

// A command: never in the past, once per key, and it tells what the screen showed.
export async function command<T>(
  route: string,
  body: unknown,
  key: string,
  version?: string | null,
): Promise<Answer<T>> {
  if (asOf.peek() !== null) throw new Problem(0, { code: 'past' });
  const seen = seenPosition();
  const answer = await send<T>('POST', route, body, {
    'Idempotency-Key': `"${key}"`,
    ...(version ? { 'If-Match': version } : {}),
    ...(seen ? { 'Kintsugi-Seen-Position': seen } : {}),
  });
  noteOwn((answer.data as { position?: string }).position);
  return answer;
}
