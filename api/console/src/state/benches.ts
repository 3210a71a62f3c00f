// Queues as they are declared: what is done about what waits in each, and on whose workbench it
// stands.
import type { InboxInfo } from '../edge/types.ts';
import type { Queue } from '../generated/schema.ts';
import type { Key } from '../i18n/index.ts';
import { enumInfo } from './schema.ts';

const declared = () => enumInfo('queue')?.values ?? [];

export const inboxInfo = (queue: string): InboxInfo | undefined =>
  declared().find((value) => value.name === queue)?.inbox;

// The queues on the bench of a duty, in the schema's order.
export const benchOf = (duty: string): Queue[] =>
  declared()
    .filter((value) => value.inbox?.benches.includes(duty))
    .map((value) => value.name as Queue);

export const benchTitles: Record<string, Key> = {
  store_keeper: 'bench_store_keeper',
  accountant: 'bench_accountant',
  dispatcher: 'bench_dispatcher',
  call_centre: 'bench_call_centre',
};

// Those that somebody has, with their address.
export const benches = (): { duty: string; to: string; label: Key }[] =>
  Object.entries(benchTitles)
    .filter(([duty]) => benchOf(duty).length > 0)
    .map(([duty, label]) => ({
      duty,
      to: duty === 'store_keeper' ? '/store' : `/bench/${duty}`,
      label,
    }));
