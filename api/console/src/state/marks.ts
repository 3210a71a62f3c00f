// The commits that the tour's step speaks of: their rows are marked, wherever they are shown.
import { signal } from '@preact/signals';

export const marks = signal<string[]>([]);

export const isMarked = (position: unknown): boolean => marks.value.includes(String(position));
