// An event or a step of a timeline in one line of words, from what the schema says of its fields.
import type { EventInStream, Step } from '../edge/types.ts';
import { valueText } from '../format.ts';
import { commandLabel, eventInfo, eventLabel, refusalLabel } from '../state/schema.ts';

const dull = new Set([
  'type',
  'stream',
  'order',
  'round',
  'revision',
  'booking',
  'line',
  'number',
  'at',
  'happened_at',
  'accept_by',
  'latitude',
  'longitude',
]);

export function eventText(event: EventInStream, most = 4): string {
  const info = eventInfo(event.type);
  const parts: string[] = [];
  for (const [name, value] of Object.entries(event)) {
    if (dull.has(name) || parts.length >= most) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    const text = valueText(
      value,
      info?.fields.find((field) => field.name === name),
    );
    if (text !== '—' && value !== false && value !== 0) parts.push(text);
  }
  return parts.join(' · ');
}

// The event that gives a step its name: the first on the stream that is looked at.
export const mainEvent = (step: Step, stream: string): EventInStream | undefined =>
  step.events.find((event) => event.stream === stream) ?? step.events[0];

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
  return event ? eventText(event) : '';
}
