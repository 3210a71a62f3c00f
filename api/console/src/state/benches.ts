// Queues as they are declared: what is done about what waits in each, and on whose workbench it
// stands.
import type { InboxInfo } from '../edge/types.ts';
import type { Queue } from '../generated/schema.ts';
import { enumInfo } from './schema.ts';

const declared = () => enumInfo('queue')?.values ?? [];

export const inboxInfo = (queue: string): InboxInfo | undefined =>
  declared().find((value) => value.name === queue)?.inbox;

// In which order its items are worked off.
export const orderOf = (queue: string): string => inboxInfo(queue)?.order ?? 'since';

// The queues on the bench of a duty, in the schema's order.
export const benchOf = (duty: string): Queue[] =>
  declared()
    .filter((value) => value.inbox?.benches.includes(duty))
    .map((value) => value.name as Queue);
