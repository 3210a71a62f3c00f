// An event or a step of a timeline in one line of words, from what the schema says of its fields.
import type { EventInStream, FieldInfo, Step } from '../edge/types.ts';
import { hashText, isBare, isOrder, minuteText, valueText } from '../format.ts';
import { inWords } from './asked_words.ts';
import {
  commandLabel,
  eventInfo,
  eventLabel,
  fieldLabel,
  refusalLabel,
  structFields,
} from '../state/schema.ts';

const dull = new Set([
  'type',
  'stream',
  'order',
  'round',
  'revision',
  'booking',
  'line',
  'number',
  'version',
  'session',
  'at',
  'accept_by',
  'latitude',
  'longitude',
]);

// `dispatched_at`, `checked_in_at`: when the step itself was, which is told beside it.
const itsOwnTime = /(ed|in|happened|device)_at$/;

// "11-24 13:30–15:00", or with both days where they differ.
function windowText(from: string, until: string): string {
  const [start, end] = [minuteText(from), minuteText(until)];
  return start.slice(0, 5) === end.slice(0, 5) ? `${start}–${end.slice(6)}` : `${start}–${end}`;
}

type Member = [name: string, value: unknown, field: FieldInfo | undefined];

// What it says, and what the structs in it say; what these have several of is left to the details.
function members(of: object, fields: FieldInfo[], within = false): Member[] {
  return Object.entries(of).flatMap(([name, value]: [string, unknown]): Member[] => {
    const field = fields.find((item) => item.name === name);
    if (Array.isArray(value)) return within ? [] : [[name, value, field]];
    return field?.struct && typeof value === 'object' && value !== null
      ? members(value, structFields(field), true)
      : [[name, value, field]];
  });
}

// `by`: who did it, which is told beside it.
export function eventText(event: EventInStream, most = 4, by = ''): string {
  const info = eventInfo(event.type);
  const parts: string[] = [];
  for (const [name, value, field] of members(inWords(event), info?.fields ?? [])) {
    if (dull.has(name) || itsOwnTime.test(name) || parts.length >= most) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    if (by !== '' && field?.ref === 'operator' && value === by) continue;
    if (name === 'ends_at' && event.starts_at) continue;
    const text =
      name === 'starts_at' && event.ends_at
        ? windowText(String(value), String(event.ends_at))
        : field?.format === 'instant' && value
          ? minuteText(String(value))
          : hashText(valueText(value, field));
    if (text === '—' || text === '' || value === false || value === 0) continue;
    parts.push(field && isBare(field) ? `${fieldLabel(field)} ${text}` : text);
  }
  return parts.join(' · ');
}

// What only says that something else follows, which says more.
const preludes = new Set(['deadline_passed']);

// The event that gives a step its name: the first telling one on the stream that is looked at.
export function mainEvent(step: Step, stream: string): EventInStream | undefined {
  const own = step.events.filter((event) => event.stream === stream);
  return own.find((event) => !preludes.has(event.type)) ?? own[0] ?? step.events[0];
}

// The order that a step is about, if it is about one.
export function orderOf(step: Step): string | undefined {
  const streams = [
    step.stream,
    ...step.events.map((event) => event.stream),
    ...(step.streams ?? []),
  ];
  const stream = streams.find((name) => name?.startsWith('work_order/'));
  return stream?.slice(11) ?? step.events.map((event) => event.order).find(isOrder);
}

export function stepTitle(step: Step, stream: string): { name: string; text: string } {
  if (!step.accepted) return { name: 'refused', text: commandLabel(step.command) };
  const event = mainEvent(step, stream);
  return event
    ? { name: event.type, text: eventLabel(event.type) }
    : { name: step.command, text: commandLabel(step.command) };
}

export function stepText(step: Step, stream: string): string {
  if (!step.accepted)
    return step.refusal ? refusalLabel(step.refusal.code, step.refusal.title) : '';
  const event = mainEvent(step, stream);
  return event ? eventText(event, undefined, step.operator) : '';
}
