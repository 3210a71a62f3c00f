// Moving through time by hand. The screen follows where the hand rests, not each pixel on the way:
// one question at a time, given up as soon as the hand moves on, and one entry in the browser's
// history however long it takes.
import { signal } from '@preact/signals';
import type { Moment } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { shown, toLive, travel } from './time.ts';

const rest_ms = 150;

// Where the hand is while the screen is not there yet. At the two ends it is known what that means.
export interface Aim {
  at: string; // RFC 3339
  means?: { position: string } | 'now';
  // Where to go instead when nothing happened between here and there.
  further?: () => Aim;
}
export const aimed = signal<Aim | null>(null);

let timer = 0;
let asked: AbortController | null = null;
let travelled = false; // since the hand took hold

async function arrive(aim: Aim, failed: (problem: unknown) => void): Promise<void> {
  const replace = travelled;
  if (aim.means) {
    travelled = true;
    aimed.value = null;
    return aim.means === 'now' ? toLive(replace) : travel(aim.means.position, replace);
  }
  const own = (asked = new AbortController());
  try {
    const { data } = await getTimeless<Moment>('/v1/log/position', { at: aim.at }, own.signal);
    if (own.signal.aborted) return;
    if (aim.further && data.position === shown.peek()?.position)
      return aimAt(aim.further(), failed, true);
    travelled = true;
    aimed.value = null;
    travel(data, replace);
  } catch (problem) {
    if (own.signal.aborted) return;
    aimed.value = null;
    failed(problem);
  }
}

// A new movement begins: it will be an entry of its own in the history.
export function takeHold(): void {
  travelled = false;
}

// The hand is here. With `release` the screen follows at once, else when the hand has come to rest.
export function aimAt(aim: Aim, failed: (problem: unknown) => void, release = false): void {
  window.clearTimeout(timer);
  asked?.abort();
  aimed.value = aim;
  if (release) void arrive(aim, failed);
  else timer = window.setTimeout(() => void arrive(aim, failed), rest_ms);
}

// The hand let go without meaning any moment.
export function letGo(): void {
  window.clearTimeout(timer);
  asked?.abort();
  aimed.value = null;
}
