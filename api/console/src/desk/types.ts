// What the board of agents reads, and what is reckoned from it (pure).
import type { Agent, Interaction } from '../generated/schema.ts';

export type Sitting = Agent & { id: string };
export type Contact = Interaction & { id: string };

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

// Free agents of a desk, who is asked first first: free longest; of two at once the lower number,
// as the engine takes them.
export const freeAt = (agents: Sitting[], outlet: string): Sitting[] =>
  agents
    .filter((one) => one.status === 'free' && one.outlet === outlet)
    .toSorted((a, b) => byText(a.since ?? '', b.since ?? '') || byText(a.id, b.id));

export interface ChannelLine {
  channel: string;
  waiting: number;
  since: string | null; // of who waits longest
  in_hand: number;
}

// What waits and what is in hand, by channel; who waits longest first.
export function byChannel(contacts: Contact[]): ChannelLine[] {
  const lines = new Map<string, ChannelLine>();
  for (const one of contacts) {
    const line = lines.get(one.channel) ?? {
      channel: one.channel,
      waiting: 0,
      since: null,
      in_hand: 0,
    };
    if (one.status === 'routed') line.in_hand += 1;
    else {
      line.waiting += 1;
      const since = one.started_at ?? '';
      if (line.since === null || since < line.since) line.since = since;
    }
    lines.set(one.channel, line);
  }
  return [...lines.values()].toSorted((a, b) => byText(a.since ?? '~', b.since ?? '~'));
}
