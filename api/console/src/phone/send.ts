// Sends what he did, in the order in which he did it, each once: an answer that was lost is asked
// for again under the same key, which the engine knows. What is refused, or stands on an order that
// the office changed meanwhile, stops that order; the others go on.
import { signal } from '@preact/signals';
import type { CommandAnswer } from '../edge/types.ts';
import { Problem, send } from '../edge/client.ts';
import { commandInfo } from '../state/schema.ts';
import { session } from '../state/session.ts';
import { acts, examine, isNetwork, linked, newer, refresh, write } from './device.ts';
import type { Act, Change, Refusal } from './types.ts';

export const sending = signal(0); // the number that is on its way; 0: none

const patience_ms = 20_000;

// The next that may go: nothing of the same order before it is undecided.
function next(): Act | undefined {
  const stopped = new Set<string>();
  for (const act of acts.peek()) {
    if (act.state === 'waiting' && !stopped.has(act.order)) return act;
    if (act.state === 'held' || act.state === 'refused') stopped.add(act.order);
  }
  return undefined;
}

// The version that the order should have: as he saw it, moved on by what he did himself.
function expected(act: Act): string {
  return acts
    .peek()
    .filter((one) => one.order === act.order && one.sequence < act.sequence)
    .reduce((seen, one) => (newer(one.reached, seen) ? one.reached! : seen), act.seen);
}

const refusalOf = (problem: Problem): Refusal => ({
  status: problem.status,
  code: problem.code,
  title: problem.message,
  detail: problem.detail,
  fields: problem.fields,
  changes: (problem.body['changes'] as Change[] | undefined) ?? [],
  actual: (problem.body['actual_version'] as string | undefined) ?? null,
});

// Whether it counts now, or is refused; false: no answer.
async function one(act: Act): Promise<boolean> {
  const info = commandInfo(act.command);
  if (!info) return false;
  if (!navigator.onLine) {
    linked.value = false; // known without trying: what was not tried can still be held back
    return false;
  }
  // The version is the order's: what is about another thing, as a unit in the workshop, has none.
  const seen = info.stream === 'work_order' ? expected(act) : null;
  const going = act.tried ? act : { ...act, tried: true, expected: seen };
  if (!act.tried) await write([going]);
  try {
    const answer = await send<CommandAnswer>(
      'POST',
      info.route,
      going.body,
      {
        'Idempotency-Key': `"${going.device}/${going.sequence}"`,
        'Kintsugi-Device': going.device,
        'Kintsugi-Device-Sequence': String(going.sequence),
        'Kintsugi-Business-Time': new Date(going.at).toISOString(),
        ...(going.expected ? { 'If-Match': `"${going.expected}"` } : {}),
        ...(going.position ? { 'Kintsugi-Seen-Position': going.position } : {}),
      },
      AbortSignal.timeout(patience_ms),
    );
    const own = answer.data.streams.find((moved) => moved.stream === `work_order/${going.order}`);
    const reached = own?.version?.replaceAll('"', '') ?? null;
    last = answer.data.position;
    await write([{ ...going, state: 'sent', reached, sent_at: Date.now() }]);
  } catch (failed) {
    if (isNetwork(failed)) {
      linked.value = false;
      return false;
    }
    const problem = failed as Problem;
    if (problem.status === 401) return false; // he is asked to sign in; it goes afterwards
    await write([{ ...going, state: 'refused', refusal: refusalOf(problem) }]);
  }
  linked.value = true;
  return true;
}

let last: string | null = null; // position of the latest that counts
let running = false;
let due: 'look' | 'send' | null = null; // somebody asked meanwhile
const asksToLook = (): boolean => due === 'look';

async function all(): Promise<void> {
  last = null;
  let moved = false;
  for (let act = next(); act && session.peek(); act = next()) {
    sending.value = act.sequence;
    if (!(await one(act))) break;
    moved = true;
  }
  sending.value = 0;
  if (moved && session.peek()) await refresh(last);
}

// One tab sends; a second would do no harm, for the keys are the same.
async function alone(work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return work();
  await locks.request('kintsugi-phone-send', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

// Sends what may go. `look`: asks for the day first, so that what would be refused is held back.
export async function sync(look = true): Promise<void> {
  if (!session.peek()) return;
  if (running) {
    due = look || due === 'look' ? 'look' : 'send';
    return;
  }
  running = true;
  due = null;
  try {
    if (look) await refresh();
    else await examine();
    // Who asked meanwhile knows that something changed: an older answer is not what counts.
    if (asksToLook()) await refresh();
    if (linked.peek()) await alone(all);
  } catch (failed) {
    if (!(failed instanceof Problem)) throw failed; // signed out, or not his duty: the page says so
  } finally {
    running = false;
  }
  if (due) void sync(asksToLook());
}
