// The phone between the person and the engine: whose it is, his day as it was last heard, what he
// did that does not count yet, and what the office changed meanwhile. Everything that must outlive
// the page is in the store before it is shown.
import { computed, signal } from '@preact/signals';
import type { Schema, Session } from '../edge/types.ts';
import { getTimeless, Problem } from '../edge/client.ts';
import { schema } from '../state/schema.ts';
import { session, signOut } from '../state/session.ts';
import { after, expectedRefusal } from './effects.ts';
import { differences } from './news.ts';
import { canSeal, seal, unseal, type Sealed } from './seal.ts';
import * as store from './store.ts';
import type { Act, Job, News, Today } from './types.ts';

interface KeptDay {
  today: Today;
  etag: string | null;
  heard_at: number; // ms, by this device: as of when it is known to be so
  answered_at: number; // when `today` itself came
}

export const day = signal<KeptDay | null>(null);
export const acts = signal<Act[]>([]);
export const news = signal<News[]>([]);
// Whether the last question was answered.
export const linked = signal(true);
export const deviceId = signal('');
// How far the node's clock is ahead of this device's, ms.
let ahead = 0;
export const now = (): number => Date.now() + ahead;
const aheadBy = (heard: KeptDay): number => Date.parse(heard.today.now) - heard.answered_at;

export const unsent = computed(() => acts.value.filter((act) => act.state !== 'sent'));
const mine = (all: Act[], order: string): Act[] => all.filter((act) => act.order === order);

// The jobs as he knows them: as the engine has them, and what he did since.
export const jobs = computed<Job[]>(() =>
  (day.value?.today.jobs ?? [])
    .map((job) =>
      mine(acts.value, job.order.id)
        .filter((act) => counts(act, job))
        .reduce(after, job),
    )
    .filter((job) => {
      const booking = job.order.order.bookings.find((one) => one.number === job.booking);
      return !['declined', 'no_show', 'abnormal'].includes(booking?.status ?? '');
    }),
);
export const jobOf = (order: string): Job | undefined =>
  jobs.value.find((job) => job.order.id === order);

// What was refused or is held changes nothing; what was sent is in the job once that is as new.
function counts(act: Act, job: Job): boolean {
  if (act.state === 'waiting') return true;
  return act.state === 'sent' && newer(act.reached, job.version);
}
export const newer = (a: string | null, b: string | null): boolean =>
  a !== null && (b === null || Number(a) > Number(b));

async function reload(): Promise<void> {
  const owner = session.peek()?.operator;
  acts.value = (await store.allActs()).filter((act) => act.operator === owner);
}
// Several tabs may show the phone; each hears of what the others wrote.
const channel = new BroadcastChannel('kintsugi-phone');
channel.onmessage = () => void reload();

export async function write(changed: Act[]): Promise<void> {
  await store.putActs(changed);
  await reload();
  channel.postMessage('acts');
}

export async function drop(which: Act[]): Promise<void> {
  await store.dropActs(which.map((act) => act.sequence));
  await reload();
  channel.postMessage('acts');
}

type Wish = Pick<Act, 'command' | 'body' | 'order'>;

const fresh = (wish: Wish, at: number, sequence: number): Act => ({
  sequence,
  operator: session.peek()!.operator,
  device: deviceId.peek(),
  command: wish.command,
  body: wish.body,
  order: wish.order,
  at,
  seen: day.peek()?.today.jobs.find((job) => job.order.id === wish.order)?.version ?? '0',
  position: day.peek()?.today.position ?? null,
  state: 'waiting',
  tried: false,
  expected: null,
  reached: null,
  sent_at: 0,
  why: null,
  refusal: null,
});

// He did it, now. Kept before anything else happens.
export async function perform(wishes: Wish[]): Promise<void> {
  await store.addActs(
    wishes.map((wish) => (sequence: number) => fresh(wish, now(), sequence)),
    [],
  );
  await reload();
  channel.postMessage('acts');
}

// The same again, as things stand: under new numbers, with all that waits behind it on that order,
// in their order; at the same times, or now where the engine would not believe the time.
export async function again(act: Act, body: Record<string, unknown>): Promise<void> {
  const behind = mine(unsent.peek(), act.order).filter((one) => one.sequence >= act.sequence);
  const late = act.refusal?.code.endsWith('before_last_step') === true;
  const actual = act.refusal?.actual ?? null;
  await store.addActs(
    behind.map((one) => (sequence: number) => {
      const made = fresh(one, late ? now() : one.at, sequence);
      if (newer(actual, made.seen)) made.seen = actual!;
      return one === act ? { ...made, body, state: 'waiting' as const } : made;
    }),
    behind.map((one) => one.sequence),
  );
  await reload();
  channel.postMessage('acts');
}

// Of what waits: what the engine will refuse, as far as is known here, is held until he decides.
// What was on its way may count already, so it goes again as it is.
export async function examine(): Promise<void> {
  const today = day.peek()?.today;
  if (!today) return;
  const changed: Act[] = [];
  const earlier: Act[] = [];
  const state = new Map(today.jobs.map((job) => [job.order.id, job]));
  for (const act of acts.peek()) {
    const job = state.get(act.order);
    if (act.state === 'refused') continue;
    if (act.state === 'sent') {
      if (job && counts(act, job)) state.set(act.order, after(job, act));
      continue;
    }
    const why = act.tried ? null : expectedRefusal(job, act, today, earlier, now());
    if (why !== act.why || (why === null) !== (act.state === 'waiting'))
      changed.push({ ...act, state: why ? 'held' : 'waiting', why });
    if (!why && job) state.set(act.order, after(job, act));
    if (!why) earlier.push(act);
  }
  if (changed.length > 0) await write(changed);
}

// What counts and is in his day already needs no keeping; some of it stays to be looked at.
const remembered = 30;
async function tidy(): Promise<void> {
  const sent = acts.peek().filter((act) => act.state === 'sent');
  const old = sent.slice(0, Math.max(0, sent.length - remembered));
  if (old.length > 0) await drop(old);
}

export async function tell(some: News[]): Promise<void> {
  news.value = some;
  await store.keep('news', some);
}

async function take(next: Today, etag: string | null): Promise<void> {
  const before = day.peek()?.today ?? null;
  const ended = acts
    .peek()
    .filter((act) => ['decline_booking', 'record_no_show', 'mark_abnormal'].includes(act.command));
  const own = new Set(ended.map((act) => act.order));
  const at = Date.now();
  const heard: KeptDay = { today: next, etag, heard_at: at, answered_at: at };
  await store.keep('day', heard);
  ahead = aheadBy(heard);
  day.value = heard;
  const found = before ? differences(before, next, own, now()) : [];
  if (found.length > 0) await tell([...news.peek(), ...found].slice(-50));
}

// His day as the engine has it now. A day that is the same is not sent again.
export async function refresh(reached: string | null = null): Promise<void> {
  const known = day.peek();
  try {
    const wait = reached ? { min_position: reached, wait: '5s' } : {};
    const answer = await getTimeless<Today | null>('/v1/today', wait, AbortSignal.timeout(20_000), {
      ...(known?.etag ? { 'If-None-Match': known.etag } : {}),
    });
    linked.value = true;
    if (answer.data) await take(answer.data, answer.etag);
    else if (known) day.value = { ...known, heard_at: Date.now() };
    await examine();
    await tidy();
  } catch (failed) {
    linked.value = !isNetwork(failed);
    if (!linked.value) return;
    throw failed;
  }
}

// No answer, or one of something in between: it may go on later.
export const isNetwork = (failed: unknown): boolean =>
  !(failed instanceof Problem) || failed.status === 0 || failed.status === 429 ||
  failed.status >= 500;

// What somebody else left on this device goes under seal, where he has something left to send; his
// day goes in any case.
// Where nothing can be sealed, they stay as they are, under his number: work is not lost.
async function putAside(owner: Session): Promise<void> {
  const his = await store.kept<KeptDay>('day');
  const left = (await store.allActs()).filter(
    (act) => act.operator === owner.operator && act.state !== 'sent',
  );
  const sealed = left.length > 0 && his !== undefined && canSeal();
  if (sealed) await store.putSealed(owner.operator, await seal(left, his.today.seal));
  await store.forget(sealed || left.length === 0 ? owner.operator : null);
}

async function takeBack(operator: string): Promise<void> {
  const sealed = await store.takeSealed<Sealed>(operator);
  const key = day.peek()?.today.seal;
  if (!sealed || !key) return;
  const left = await unseal<Act[]>(sealed, key);
  if (left) await store.putActs(left);
  await store.dropSealed(operator);
  await reload();
}

async function remember(): Promise<void> {
  news.value = (await store.kept<News[]>('news')) ?? [];
  const known = await store.kept<KeptDay>('day');
  if (known) {
    day.value = known;
    ahead = aheadBy(known);
  }
  await reload();
}

// The device is his who is signed in; where the network does not say who that is, his whose it was.
export async function begin(who: Session | null): Promise<Session | null> {
  deviceId.value = await store.device();
  if (!schema.peek()) schema.value = (await store.kept<Schema>('schema')) ?? null;
  const owner = (await store.kept<Session>('owner')) ?? null;
  const asks = who ?? owner;
  if (!asks) return null;
  if (owner && (owner.operator !== asks.operator || owner.tenant !== asks.tenant)) {
    await putAside(owner);
    [day.value, news.value, acts.value] = [null, [], []];
  }
  await store.keep('owner', asks);
  session.value = asks;
  await remember();
  if (!who) return asks;
  await refresh();
  await takeBack(asks.operator);
  await examine();
  return asks;
}

export const keepSchema = (known: Schema): Promise<void> => store.keep('schema', known);

// He goes. `left`: what was not sent is kept for him under seal, or dropped. Where the engine does
// not hear of it, it is told when there is a network again, before anything else is asked.
export async function leave(left: 'seal' | 'drop'): Promise<void> {
  const owner = session.peek();
  if (!owner) return;
  if (left === 'seal') await putAside(owner);
  else await store.forget(owner.operator);
  await store.keep('left', true);
  [day.value, news.value, acts.value] = [null, [], []];
  channel.postMessage('acts');
  await endSession();
  session.value = null;
}

// Ends the session of who left; false: nobody hears it.
export async function endSession(): Promise<boolean> {
  if (!(await store.kept<boolean>('left'))) return true;
  try {
    await signOut();
  } catch (failed) {
    if (isNetwork(failed)) return false; // a session that is over already is as good
  }
  linked.value = true;
  await store.keep('left', false);
  return true;
}
