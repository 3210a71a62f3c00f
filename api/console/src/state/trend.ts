// What waited at some moments of the past. Those answers never change, so each is asked once.
import { useEffect, useState } from 'preact/hooks';
import { get } from '../edge/client.ts';
import { outlet } from './location.ts';
import type { Queues } from './queues.ts';
import { session } from './session.ts';

export type Counts = Map<string, number>;

const known = new Map<string, Counts>();
const known_most = 400;

const keyOf = (at: number): string => JSON.stringify([session.peek()?.operator, outlet.peek(), at]);

async function learn(at: number, signal: AbortSignal): Promise<void> {
  const moment = new Date(at).toISOString();
  const key = keyOf(at);
  const { data } = await get<Queues>('/v1/queues', {}, signal, moment);
  if (known.size >= known_most) known.clear();
  known.set(key, new Map(data.items.map((item) => [item.queue, item.count])));
}

// The counts at these moments, in their order; those that are not known yet, or lie before the
// beginning, are left out. One question at a time: the newest first, given up when others are
// asked.
export function useTrend(moments: number[]): Counts[] {
  const [, setTurn] = useState(0);
  const missing = moments.filter((at) => !known.has(keyOf(at)));
  const scope = outlet.value;
  useEffect(() => {
    const abort = new AbortController();
    const run = async (): Promise<void> => {
      for (const at of missing.toReversed()) {
        await learn(at, abort.signal);
        if (abort.signal.aborted) return;
        setTurn((turn) => turn + 1);
      }
    };
    run().catch(() => {}); // a trend that cannot be had is not drawn; the figure itself says why
    return () => abort.abort();
  }, [moments.join(), scope]);
  return moments.flatMap((at) => known.get(keyOf(at)) ?? []);
}
