// Stable names in the cells of a report (commands, events, refusals, things), in the reader's
// words. The files keep the names: programs read those.
import { t } from '../i18n/index.ts';
import { listInfo } from '../state/lists.ts';
import { commandLabel, eventLabel, refusalLabel, say } from '../state/schema.ts';
import { thingText } from '../state/ids.ts';

const outcomes: Record<string, 'accepted' | 'refused'> = {
  accepted: 'accepted',
  refused: 'refused',
};
const words: Record<string, (name: string) => string> = {
  command: commandLabel,
  outcome: (name) => (outcomes[name] ? t(outcomes[name]) : name),
  refusal: (name) => refusalLabel(name, name),
  streams: thingText,
  events: eventLabel,
  target: (name) => say(listInfo(name)?.label, name),
};

// Null where the column holds no such names.
export function codesText(column: string, value: unknown): string | null {
  const word = words[column];
  if (!word || typeof value !== 'string' || value === '') return null;
  return value.split('; ').map(word).join('; ');
}
