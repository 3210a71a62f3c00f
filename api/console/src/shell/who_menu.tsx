// Who is signed in; where the company was made for trying out, one click is another duty.
import { useState } from 'preact/hooks';
import { listText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { closeMenu, Menu } from '../parts/menu.tsx';
import { failure } from '../parts/toasts.tsx';
import { askDoors, askVersion, busiestFirst, enter, type Door } from '../state/doors.ts';
import { duties } from '../state/duties.ts';
import { enumLabel, say, schema } from '../state/schema.ts';
import { session } from '../state/session.ts';

// One of each duty, and the other ones of the own: what one has asked for, a colleague approves.
function others(doors: Door[], own: string): Door[] {
  const open = busiestFirst(doors.filter((door) => door.opens && door.operator !== own));
  const mine = doors.find((door) => door.operator === own)?.duty;
  return duties.flatMap(({ role }) => {
    const of = open.filter((door) => door.duty === role);
    return role === mine ? of.slice(0, 3) : of.slice(0, 1);
  });
}

export function WhoMenu() {
  const who = session.value!;
  const [doors, setDoors] = useState<Door[]>([]);
  const look = async (): Promise<void> => {
    if (!(await askVersion()).doors) return;
    setDoors(others(await askDoors(), who.operator));
  };
  const change = (door: Door): void => {
    closeMenu('who');
    enter(door.operator).catch(failure);
  };
  const name = who.name || who.operator;
  const roles = schema.value ? listText(who.roles.map((role) => enumLabel('role', role))) : '';
  return (
    <Menu
      name="who"
      label={
        <span class="who" title={roles ? `${name} · ${roles}` : name}>
          <span class="avatar" aria-hidden="true">
            {name.slice(0, 1)}
          </span>
          <span class="names">{roles ? `${name} · ${roles}` : name}</span>
        </span>
      }
      opened={() => void look().catch(() => setDoors([]))}
    >
      <p class="self">
        <b>{name}</b> <span class="mono muted">{who.operator}</span>
        <br />
        <span class="muted">{roles}</span>
      </p>
      {doors.length > 0 && <p class="muted part">{t('change_duty')}</p>}
      {doors.map((door) => (
        <button key={door.operator} data-enter={door.operator} onClick={() => change(door)}>
          {say(door.label, door.duty)} <span class="muted">{door.name}</span>
        </button>
      ))}
    </Menu>
  );
}
