// What just happened, for some seconds, read out politely. The same said again counts up, and there
// are three at most.
import { signal } from '@preact/signals';
import { Problem } from '../edge/client.ts';
import { t } from '../i18n/index.ts';
import { Detail } from './detail.tsx';
import { problemText } from './states.tsx';

interface Toast {
  id: number;
  kind: 'good' | 'bad';
  text: string;
  code: string;
  times: number;
}
const toasts = signal<Toast[]>([]);
const timers = new Map<number, number>();
let last = 0;
const shown_ms = { good: 6000, bad: 12_000 };
const most = 3;

function dismiss(id: number): void {
  window.clearTimeout(timers.get(id));
  timers.delete(id);
  toasts.value = toasts.value.filter((item) => item.id !== id);
}

export function toast(kind: Toast['kind'], text: string, code = ''): void {
  const same = toasts.value.find((item) => item.kind === kind && item.text === text);
  const one: Toast = { id: same?.id ?? ++last, kind, text, code, times: (same?.times ?? 0) + 1 };
  toasts.value = same
    ? toasts.value.map((item) => (item.id === one.id ? one : item))
    : [...toasts.value, one];
  for (const old of toasts.value.slice(0, -most)) dismiss(old.id);
  window.clearTimeout(timers.get(one.id));
  timers.set(
    one.id,
    window.setTimeout(() => dismiss(one.id), shown_ms[kind]),
  );
}

// What did not work, in the words of the person.
export const failure = (problem: unknown): void =>
  problem instanceof Problem
    ? toast('bad', problemText(problem), problem.code === 'network' ? '' : problem.code)
    : toast('bad', String(problem));

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((item) => (
        <p key={item.id} class={`notice ${item.kind}`}>
          <span>
            {item.text}
            {item.times > 1 && <b class="times"> ×{item.times}</b>}
            <Detail text="" code={item.code} />
          </span>
          <button
            class="plain"
            aria-label={t('dismiss')}
            title={t('dismiss')}
            onClick={() => dismiss(item.id)}
          >
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
