// The live feed: one connection per browser. The tab that leads listens and tells the others. What
// is silent for two heartbeats is lost, whoever it is, and is looked for again; after each new
// connection everything may have changed.
import { signal } from '@preact/signals';
import type { Moment, QueueCount } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { Election } from './election.ts';
import { askSession } from './session.ts';
import { head } from './time.ts';

export const queueCounts = signal<QueueCount[] | null>(null);
// Counted up whenever something of the topic changed; what shows it asks again. Queues change with
// their counts: an alarm that is acknowledged waits on, and tells nobody any more.
export const revision = {
  position: signal(0),
  orders: signal(0),
  queues: signal(0),
  urgent_contacts: signal(0),
};
const topics = Object.keys(revision);
const isTopic = (name: string): name is keyof typeof revision => topics.includes(name);
export const feedState = signal<'connecting' | 'live' | 'lost'>('connecting');
export const heardAt = signal(Date.now());

type Told = { topic: string; data: string };

const heartbeat_ms = 15_000; // of the engine
const silence_ms_max = 2 * heartbeat_ms + 1000;
const again_ms = 3000;

const changeAll = (): void => {
  for (const topicRevision of Object.values(revision)) topicRevision.value++;
};

// The newest commit: what the feed told, or what the engine says where no feed got through (yet: a
// page that has just come; a proxy; a node that is full).
export async function newest(): Promise<Moment> {
  if (!head.peek()) {
    const { data } = await getTimeless<Moment>('/v1/log/position');
    head.value ??= data;
  }
  return head.peek()!;
}

function hear({ topic, data }: Told): void {
  if (topic === 'hello') return;
  if (topic === 'lost') {
    feedState.value = 'lost';
    newest().catch(() => {}); // who may not ask, or cannot, is told so by the screen itself
    return;
  }
  heardAt.value = Date.now();
  feedState.value = 'live';
  const body = data ? (JSON.parse(data) as Record<string, unknown>) : {};
  if (topic === 'position') head.value = body as unknown as Moment;
  if (topic === 'queues') queueCounts.value = body.items as QueueCount[];
  if (isTopic(topic)) {
    revision[topic].value++;
  } else if (topic === 'open' || topic === 'reset') {
    changeAll();
  } else if (topic === 'end') {
    void askSession();
  }
}

function connect(tell: (told: Told) => void): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let toldAt = Date.now();
  const open = (): void => {
    toldAt = Date.now();
    source = new EventSource(`/v1/stream?topics=${topics.join(',')}`);
    source.onopen = () => {
      toldAt = Date.now();
      tell({ topic: 'open', data: '' });
    };
    for (const topic of [...topics, 'beat', 'reset', 'end']) {
      source.addEventListener(topic, (event) => {
        toldAt = Date.now();
        tell({ topic, data: (event as MessageEvent<string>).data });
      });
    }
    source.onerror = () => {
      tell({ topic: 'lost', data: '' });
      if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      void askSession();
      again();
    };
  };
  const again = (): void => {
    source?.close();
    window.clearTimeout(timer);
    timer = window.setTimeout(open, again_ms);
  };
  // A connection may be dead without an error: nothing comes, and nobody says so.
  const watch = window.setInterval(() => {
    if (Date.now() - toldAt <= silence_ms_max) return;
    toldAt = Date.now();
    tell({ topic: 'lost', data: '' });
    again();
  }, 1000);
  open();
  return () => {
    window.clearInterval(watch);
    window.clearTimeout(timer);
    source?.close();
  };
}

// What a tab that comes later is told at once.
function known(): Told[] {
  const states = { connecting: 'hello', live: 'beat', lost: 'lost' };
  const told: Told[] = [{ topic: states[feedState.peek()], data: '' }];
  if (feedState.peek() !== 'live') return told;
  if (head.peek()) told.push({ topic: 'position', data: JSON.stringify(head.peek()) });
  if (queueCounts.peek())
    told.push({ topic: 'queues', data: JSON.stringify({ items: queueCounts.peek() }) });
  return told;
}

// Starts listening; the answer ends it.
export function startFeed(): () => void {
  const election: Election<Told> = new Election('kintsugi-feed', silence_ms_max, {
    lead: () => connect((told) => election.say(told)),
    hear,
    known,
    silent: () => hear({ topic: 'lost', data: '' }),
  });
  return () => {
    election.end();
    queueCounts.value = null;
    feedState.value = 'connecting';
  };
}
