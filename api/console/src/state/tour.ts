// The tour of a company made for trying out: six places in its past that solve a riddle together.
// Where it leads is said by /v1/tour; here is only which step is taken. It goes on after a reload
// of the tab.
import { signal } from '@preact/signals';
import { getTimeless } from '../edge/client.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../parts/toasts.tsx';
import { enter } from './doors.ts';
import { go } from './location.ts';
import { marks } from './marks.ts';

export interface TourStep {
  name: string;
  position: string;
  at: string;
  path: string; // of the console, with its moment
  marks?: string[]; // positions that its words speak of
}

export const tour = signal<{ steps: TourStep[]; index: number } | null>(null);

const kept = 'kintsugi.tour';

function keep(index: number | null): void {
  try {
    if (index === null) sessionStorage.removeItem(kept);
    else sessionStorage.setItem(kept, String(index));
  } catch {
    // Without it a reload ends the tour.
  }
}

function keptIndex(): number | null {
  try {
    const text = sessionStorage.getItem(kept);
    return text === null ? null : Number(text);
  } catch {
    return null;
  }
}

// Nothing where this company has none.
export async function askTour(): Promise<TourStep[]> {
  try {
    return (await getTimeless<{ steps: TourStep[] }>('/v1/tour')).data.steps;
  } catch {
    return [];
  }
}

function show(steps: TourStep[], index: number): void {
  tour.value = { steps, index };
  marks.value = steps[index]?.marks ?? [];
}

export function moveTour(index: number): void {
  const steps = tour.peek()?.steps ?? [];
  const step = steps[index];
  if (!step) return;
  show(steps, index);
  keep(index);
  go(step.path);
  window.scrollTo(0, 0);
}

// `operator`: come in as him first, who may see all that the tour shows.
export async function startTour(operator?: string): Promise<void> {
  if (operator !== undefined) await enter(operator);
  const steps = await askTour();
  if (steps.length === 0) {
    toast('bad', t('tour_none'));
    return;
  }
  show(steps, 0);
  moveTour(0);
}

export function leaveTour(): void {
  tour.value = null;
  marks.value = [];
  keep(null);
}

export async function resumeTour(): Promise<void> {
  const index = keptIndex();
  if (index === null || tour.peek()) return;
  const steps = await askTour();
  if (Number.isInteger(index) && steps[index]) show(steps, index);
  else keep(null);
}
