// The live feed: one connection per browser. The tab that holds the lock listens and tells the
// others.
import { signal } from '@preact/signals';
import type { Moment, QueueCount } from '../edge/types.ts';
import { askSession } from './session.ts';
import { head } from './time.ts';

export const queueCounts = signal<QueueCount[] | null>(null);
// Counted up whenever something of the topic changed; what shows it asks again.
export const revision = { position: signal(0), orders: signal(0), queues: signal(0) };
export const feedState = signal<'connecting' | 'live' | 'lost'>('connecting');
export const heardAt = signal(Date.now());

type Told = { topic: string; data: string };

function hear({ topic, data }: Told): void {
  if (topic === 'lost') {
    feedState.value = 'lost';
    return;
  }
  heardAt.value = Date.now();
  feedState.value = 'live';
  const body = data ? (JSON.parse(data) as Record<string, unknown>) : {};
  if (topic === 'position') {
    head.value = body as unknown as Moment;
    revision.position.value++;
  } else if (topic === 'queues') {
    queueCounts.value = body.items as QueueCount[];
    revision.queues.value++;
  } else if (topic === 'orders') {
    revision.orders.value++;
  } else if (topic === 'reset') {
    for (const topicRevision of Object.values(revision)) topicRevision.value++;
  } else if (topic === 'end') {
    void askSession();
  }
}

function connect(tell: (told: Told) => void): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  const open = (): void => {
    source = new EventSource('/v1/stream?topics=position,queues,orders');
    source.onopen = () => tell({ topic: 'open', data: '' });
    for (const topic of ['position', 'queues', 'orders', 'reset', 'end']) {
      source.addEventListener(topic, (event) =>
        tell({ topic, data: (event as MessageEvent<string>).data }),
      );
    }
    source.onerror = () => {
      tell({ topic: 'lost', data: '' });
      if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      void askSession();
      timer = window.setTimeout(open, 3000);
    };
  };
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}

// Starts listening; the answer ends it.
export function startFeed(): () => void {
  const channel = new BroadcastChannel('kintsugi-feed');
  let stop = (): void => {};
  const leaving = new AbortController();
  channel.onmessage = (event: MessageEvent<Told | 'joined'>) => {
    if (event.data === 'joined') repeat();
    else hear(event.data);
  };
  const lead = (): void => {
    stop = connect((told) => {
      hear(told);
      channel.postMessage(told);
    });
  };
  let leads = false;
  // A tab that comes later is told at once what is known.
  const repeat = (): void => {
    if (!leads) return;
    if (head.peek()) channel.postMessage({ topic: 'position', data: JSON.stringify(head.peek()) });
    if (queueCounts.peek())
      channel.postMessage({ topic: 'queues', data: JSON.stringify({ items: queueCounts.peek() }) });
  };
  if ('locks' in navigator) {
    navigator.locks
      .request(
        'kintsugi-feed',
        { signal: leaving.signal },
        () =>
          new Promise<void>((done) => {
            leads = true;
            lead();
            leaving.signal.addEventListener('abort', () => done());
          }),
      )
      .catch(() => {});
    channel.postMessage('joined');
  } else {
    lead(); // not a secure context: each tab listens for itself
  }
  return () => {
    leaving.abort();
    stop();
    channel.close();
    queueCounts.value = null;
    feedState.value = 'connecting';
  };
}
