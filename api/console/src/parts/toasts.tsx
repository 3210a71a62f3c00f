// What just happened, for some seconds, read out politely.
import { signal } from '@preact/signals';
import { Problem } from '../edge/client.ts';
import { problemText } from './states.tsx';

interface Toast {
  id: number;
  kind: 'good' | 'bad';
  text: string;
}
const toasts = signal<Toast[]>([]);
let last = 0;
const shown_ms = 6000;

export function toast(kind: Toast['kind'], text: string): void {
  const id = ++last;
  toasts.value = [...toasts.value, { id, kind, text }];
  window.setTimeout(() => {
    toasts.value = toasts.value.filter((item) => item.id !== id);
  }, shown_ms);
}

// What did not work, in the words of the person.
export const failure = (problem: unknown): void =>
  toast('bad', problem instanceof Problem ? problemText(problem) : String(problem));

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((item) => (
        <p key={item.id} class={`notice ${item.kind}`}>
          {item.text}
        </p>
      ))}
    </div>
  );
}
