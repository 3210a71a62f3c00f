// Times as people type them, in Shanghai (UTC+8).

// Of <input type="datetime-local">; null for anything else, a day alone included.
export function fromLocalInput(text: string): string | null {
  const full = text.length === 16 ? `${text}:00` : text;
  const ms = Date.parse(`${full}+08:00`);
  return Number.isFinite(ms) ? new Date(ms).toISOString().replace('.000Z', 'Z') : null;
}

// A moment as people type it, for the server to read: a day, which is its end there, or a time with
// an offset go as they are; a time without one is Shanghai's.
export function typedMoment(text: string): string | null {
  const typed = text.trim();
  const whole = /^\d{4}-\d\d-\d\d$|(Z|[+-]\d\d:\d\d)$/i.test(typed);
  return whole ? typed : fromLocalInput(typed.replace(' ', 'T'));
}
