// What waits at the moment that is shown: asked once, for the navigation, the tiles and the queues.
// Live, the feed's counts are newer than the answer.
import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { QueueCount } from '../edge/types.ts';
import type { Queue } from '../generated/schema.ts';
import { queueCounts } from './feed.ts';
import { outlet } from './location.ts';
import { useResource, type Resource } from './resource.ts';
import { mayList } from './session.ts';
import { isPast } from './time.ts';

// Where part requests wait, and where orders do; in the one that is left are alarms.
export const partQueues: Queue[] = ['parts_to_approve', 'sourcing_escalated'];
export const orderQueues: Queue[] = [
  'registered',
  'to_schedule',
  'to_accept',
  'in_service',
  'on_hold',
  'papers_due',
  'to_follow_up',
  'to_post',
];

export interface Queues {
  items: QueueCount[];
  position: string;
}

export const queues = signal<Resource<Queues> | null>(null);

// Asks, wherever it stands in the page; draws nothing.
export function QueuesAsked(): null {
  const asked = useResource<Queues>(
    mayList('queue_items') ? '/v1/queues' : null,
    {},
    { topic: 'queues' },
  );
  useEffect(() => {
    queues.value = asked;
  }, [asked.data, asked.problem, asked.loading]);
  return null;
}

export const waiting = computed<QueueCount[] | undefined>(() => {
  const items = queues.value?.data?.items;
  // The feed counts all that the operator may see, without the empty queues.
  const told = isPast.value || outlet.value !== null ? null : queueCounts.value;
  if (!told) return items;
  const counts = new Map(told.map((item) => [item.queue, item.count]));
  return items?.map((item) => ({ ...item, count: counts.get(item.queue) ?? 0 }));
});
