// After "somebody was faster": who changed what since it was read, and the way on that loses
// nothing.
import type { EventInStream, FieldInfo } from '../edge/types.ts';
import type { Problem } from '../edge/client.ts';
import { shortInstantText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { eventText } from '../parts/events.ts';
import { toRaw, type RawFields } from './value.ts';
import { commandLabel, eventLabel, fieldLabel } from '../state/schema.ts';

interface Change {
  version: string;
  position: string;
  recorded_at: string;
  operator: string;
  operator_name?: string;
  command: string;
  events: EventInStream[];
}

export const changesOf = (problem: Problem): Change[] =>
  Array.isArray(problem.body.changes) ? (problem.body.changes as Change[]) : [];
export const versionNow = (problem: Problem): string | null =>
  typeof problem.body.actual_version === 'string' ? problem.body.actual_version : null;

// An event says every field as it is from then on: told are those that are another now. A place is
// told by what happened alone.
function differs(field: FieldInfo, event: EventInStream, before: RawFields): boolean {
  if (!(field.name in event) || field.means?.endsWith('itude')) return false;
  const now = toRaw(field, event[field.name]);
  return JSON.stringify(now) !== JSON.stringify(before[field.name] ?? '');
}

// `fields`: those of the form, by which it is said which of them others changed.
export function Stale({
  problem,
  fields,
  before,
  again,
}: {
  problem: Problem;
  fields: FieldInfo[];
  before: RawFields; // as he read it
  again: () => void;
}) {
  const changes = changesOf(problem);
  const touched = (change: Change): string[] =>
    fields
      .filter((field) => change.events.some((event) => differs(field, event, before)))
      .map(fieldLabel);
  return (
    <div class="stale" data-test="stale">
      <ul>
        {changes.map((change) => (
          <li key={change.position}>
            <span class="mono">{shortInstantText(change.recorded_at)}</span>{' '}
            <b>{change.operator_name || change.operator || t('system_actor')}</b>{' '}
            {commandLabel(change.command)}
            {change.events.map((event, index) => (
              <small key={index}>
                {eventLabel(event.type)} {eventText(event, 6)}
              </small>
            ))}
            {touched(change).length > 0 && (
              <small>{t('stale_fields', { fields: touched(change).join(' · ') })}</small>
            )}
          </li>
        ))}
      </ul>
      {problem.body.more_changes === true && <p>{t('stale_more')}</p>}
      <button type="button" class="primary" data-test="reapply" onClick={again}>
        {t('stale_reapply')}
      </button>
    </div>
  );
}
