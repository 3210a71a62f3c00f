// A screen follows the company a moment later. What is expected of it is looked for until it holds,
// fifteen seconds at most; then it fails with what it says by then.
import assert from 'node:assert/strict';

const patience = 15_000;
const pause = (): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, 50);
  });

async function until(holds: () => Promise<void>): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (!(error instanceof assert.AssertionError) || Date.now() > end) throw error;
    }
    await pause();
  }
}

type Look<T> = () => Promise<T>;

// As those of node:assert, of what a look at the page gives.
export const soon = {
  ok: (look: Look<unknown>, message?: string): Promise<void> =>
    until(async () => assert.ok(await look(), message)),
  equal: (look: Look<unknown>, expected: unknown, message?: string): Promise<void> =>
    until(async () => assert.equal(await look(), expected, message)),
  deepEqual: (look: Look<unknown>, expected: unknown, message?: string): Promise<void> =>
    until(async () => assert.deepEqual(await look(), expected, message)),
  match: (look: Look<string>, expected: RegExp, message?: string): Promise<void> =>
    until(async () => assert.match(await look(), expected, message)),
  doesNotMatch: (look: Look<string>, expected: RegExp, message?: string): Promise<void> =>
    until(async () => assert.doesNotMatch(await look(), expected, message)),
};

// What is wrong with a screen, and stays wrong for two seconds.
export async function lasting<T>(look: Look<T[]>): Promise<T[]> {
  const end = Date.now() + 2000;
  for (;;) {
    const found = await look();
    if (!found.length || Date.now() > end) return found;
    await pause();
  }
}
