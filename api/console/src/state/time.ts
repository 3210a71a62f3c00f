// The moment that every screen shows: now, or a place in the past that the URL names; and the other
// moment that it is compared with, where the URL names one.
import { batch, computed, effect, signal } from '@preact/signals';
import type { Moment } from '../edge/types.ts';
import { adjust, place } from './location.ts';

// A position or an RFC 3339 time; null = live.
export const asOf = computed(() => place.value.params.get('as_of'));
export const isPast = computed(() => asOf.value !== null);

export const head = signal<Moment | null>(null); // the newest commit that the feed told of
export const moment = signal<Moment | null>(null); // what `asOf` stands for, once it is known
export const momentProblem = signal<string | null>(null);

effect(() => {
  document.documentElement.toggleAttribute('data-past', isPast.value);
});

export const shown = computed<Moment | null>(() => (isPast.value ? moment.value : head.value));
export const seenPosition = (): string | null => head.peek()?.position ?? null;

// The order whose steps "one order step" takes; a screen of one order sets it.
export const orderInView = signal<string | null>(null);

// To a moment of the past. One whose time is known is not asked for again.
export function travel(to: Moment | string, replace = false): void {
  const position = typeof to === 'string' ? to : to.position;
  batch(() => {
    if (typeof to !== 'string') moment.value = to;
    adjust({ as_of: position }, replace);
  });
}
export const toLive = (replace = false): void => adjust({ as_of: null }, replace);

// The other moment of a comparison, as a position; null = nothing is compared.
export const against = computed(() => place.value.params.get('against'));
export const compareWith = (position: string | null): void => adjust({ against: position });
