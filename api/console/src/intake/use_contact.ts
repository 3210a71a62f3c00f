// The contact that an order is made from: what he wrote or said stands beside the form, and the
// order is linked to it. Where the machine has an open order he is linked to that one; a call that
// nobody has logged is logged with it.
import { useEffect, useState } from 'preact/hooks';
import { command, Problem } from '../edge/client.ts';
import type { CardAnswer, CommandAnswer } from '../edge/types.ts';
import { newKey } from '../forms/use_send.ts';
import type { Interaction } from '../generated/schema.ts';
import { failure } from '../parts/toasts.tsx';
import { useResource } from '../state/resource.ts';
import { commandInfo } from '../state/schema.ts';

export type Contact = Interaction & { id: string };

const waits = (one: Contact): boolean => one.status === 'open' || one.status === 'routed';

// `begin`: with what is known of him, once it is.
export function useContact(id: string, begin: (contact: Contact) => void) {
  const [over, setOver] = useState(false); // an order came of it meanwhile
  const card = useResource<CardAnswer>(
    id ? `/v1/interactions/${encodeURIComponent(id)}` : null,
    {},
    { topic: 'position' },
  );
  const contact = card.data?.item as Contact | undefined;
  useEffect(() => {
    if (contact && waits(contact)) begin(contact);
  }, [contact?.id]);
  return {
    contact,
    problem: card.problem,
    version: card.data?.version ?? null,
    // What the order names, while the contact waits for one.
    named: contact && waits(contact) && !over ? contact.id : '',
    end: () => setOver(true),
    reload: card.reload,
  };
}

interface Call {
  interaction: string; // empty: nobody logged it
  channel: string;
  phone: string;
  customer: string;
  summary: string;
  outlet: string;
}

// What is told of one that is logged.
function logged({ interaction: _, ...told }: Call): Record<string, string> {
  const known = Object.entries(told).filter(([, value]) => value !== '');
  return { channel: 'phone', direction: 'inbound', ...Object.fromEntries(known) };
}

// What goes wrong is said.
async function sent(route: string, body: Record<string, string>): Promise<CommandAnswer | null> {
  try {
    return (await command<CommandAnswer>(route, body, newKey())).data;
  } catch (failed) {
    if (!(failed instanceof Problem)) throw failed;
    failure(failed);
    return null;
  }
}

// Whether he is on that order now.
export async function join(call: Call, order: string): Promise<boolean> {
  const link = commandInfo('link_interaction');
  const log = commandInfo('log_interaction');
  if (!link || !log) return false;
  const { interaction } = call;
  const answer = interaction
    ? await sent(link.route, { interaction, order })
    : await sent(log.route, { ...logged(call), order });
  return answer !== null;
}

// A call of which no order comes is kept with what came of it. Its number; '': it did not go.
export async function logOver(call: Call, outcome: string): Promise<string> {
  const log = commandInfo('log_interaction');
  const answer = log && (await sent(log.route, { ...logged(call), outcome }));
  const made = answer?.streams.find((one) => one.stream.startsWith('interaction/'));
  return made?.stream.slice('interaction/'.length) ?? '';
}
