// The usual next step of a person's duties at a thing's status, as commands declare it ($usual):
// "scheduled @technician -slip kind=install"; "*" at any status.
import type { Row } from '../edge/types.ts';
import { commandInfo } from './schema.ts';
import { hasRole } from './session.ts';

// What stands at "bookings.started_at": of a list, in its last element.
function at(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const one = Array.isArray(value) ? value.at(-1) : value;
    return typeof one === 'object' && one !== null ? (one as Row)[name] : undefined;
  }, row);
}

const empty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  value === 'none' ||
  value === '1970-01-01T00:00:00Z' ||
  value === '1970-01-01' ||
  (Array.isArray(value) && value.length === 0);

function holds(condition: string, row: Row): boolean {
  if (condition.startsWith('@')) return hasRole(condition.slice(1));
  if (condition.startsWith('-')) return empty(at(row, condition.slice(1)));
  if (condition.startsWith('+')) return !empty(at(row, condition.slice(1)));
  const [name = '', value] = condition.split('=');
  return String(at(row, name)) === value;
}

// Whether it is a usual next step of this person's at all, where what may be sent now is known.
export const isUsual = (command: string): boolean =>
  (commandInfo(command)?.usual ?? []).some((one) =>
    one
      .split(' ')
      .filter((condition) => condition.startsWith('@'))
      .every((condition) => holds(condition, {})),
  );

// How well the command fits as the next step of a thing of that kind: 0 not, else more where more
// is asked of it.
export function usualFit(command: string, kind: string, row: Row): number {
  const info = commandInfo(command);
  const fits = (info?.usual ?? []).map((one) => {
    const [status = '', ...conditions] = one.split(' ');
    const [other, own] = status.includes('.') ? status.split('.') : [info!.stream, status];
    const here = other === kind && (own === '*' || own === row.status);
    return here && conditions.every((each) => holds(each, row)) ? 1 + conditions.length : 0;
  });
  return Math.max(0, ...fits);
}

// Of commands that may be sent now: the usual one, or none.
export function usualOf(commands: string[], kind: string, row: Row): string | undefined {
  const fits = commands.map((name) => ({ name, fit: usualFit(name, kind, row) }));
  return fits.filter((one) => one.fit > 0).sort((a, b) => b.fit - a.fit)[0]?.name;
}
