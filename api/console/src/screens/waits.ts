// How long something has waited, or how long is left: "0:19" until its deadline, "−0:12" after it.
import type { Row } from '../edge/types.ts';
import { ageText, day_ms } from '../format.ts';
import { shown } from '../state/time.ts';

interface Wait {
  text: string;
  tone: '' | 'red' | 'amber';
}

export function untilText(due: string, now: string): Wait {
  const late_ms = Date.parse(now) - Date.parse(due);
  if (late_ms >= day_ms) return { text: `−${ageText(due, now)}`, tone: 'red' };
  const minutes = Math.round((Date.parse(due) - Date.parse(now)) / 60_000);
  const away = Math.abs(minutes);
  const clock = `${Math.floor(away / 60)}:${String(away % 60).padStart(2, '0')}`;
  return minutes < 0
    ? { text: `−${clock}`, tone: 'red' }
    : { text: clock, tone: minutes < 60 ? 'amber' : '' };
}

// Of an item of a queue, at the moment that is shown.
export function waitText(row: Row, queue: string): Wait {
  const now = shown.value?.recorded_at;
  if (!now) return { text: '', tone: '' };
  if (row.due_at) return untilText(String(row.due_at), now);
  return {
    text: row.since ? ageText(String(row.since), now) : '',
    tone: queue === 'tripped' ? 'red' : '',
  };
}
