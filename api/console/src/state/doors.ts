// Companies made for trying out have doors: one click to be anybody there. Asked only where
// somebody looks for them; everywhere else there are none.
import { signal } from '@preact/signals';
import { getTimeless, send } from '../edge/client.ts';
import type { QueueCount, Session, Text } from '../edge/types.ts';
import { go } from './location.ts';
import { began } from './session.ts';

export interface Door {
  duty: string;
  label: Text;
  operator: string;
  name: string;
  outlet: string;
  outlet_name: string;
  opens: boolean;
  waiting: (QueueCount & { own: boolean })[]; // own: his to look after
}
interface Version {
  version?: string; // told on the machine itself, and to administrators
  doors?: boolean;
}

export const version = signal<Version | undefined>(undefined);

export async function askVersion(): Promise<Version> {
  const { data } = await getTimeless<Version>('/version');
  version.value = data;
  return data;
}

export const askDoors = async (): Promise<Door[]> =>
  (await getTimeless<{ items: Door[] }>('/v1/doors')).data.items;

// One click: whoever was there before is out, the new one is at his first screen, now.
export async function enter(operator: string, at = '/'): Promise<void> {
  const { data } = await send<Session>('POST', '/v1/doors', { operator });
  go(at);
  began(data);
}

// What waits for him, the most first.
export const waitingFor = (door: Door): Door['waiting'] =>
  door.waiting.filter((one) => one.own).toSorted((a, b) => b.count - a.count);

const sum = (door: Door): number => waitingFor(door).reduce((n, one) => n + one.count, 0);

// Who has the most to do comes first: there is something to see.
export const busiestFirst = (doors: Door[]): Door[] => doors.toSorted((a, b) => sum(b) - sum(a));
