// Empty, loading, failed: drawn, not left over.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Problem } from '../edge/client.ts';
import { t } from '../i18n/index.ts';
import { Detail } from './detail.tsx';
import type { Resource } from '../state/resource.ts';
import { refusalLabel } from '../state/schema.ts';

export function Loading() {
  return (
    <div class="skeleton" role="status" aria-label={t('loading')}>
      <i />
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}

export function Empty({ title, children }: { title?: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <b>{title ?? t('empty')}</b>
      <span>{children ?? t('empty_note')}</span>
    </div>
  );
}

export function problemText(problem: Problem): string {
  if (problem.code === 'network') return t('problem_network');
  if (problem.code === 'past') return t('past_reason');
  return refusalLabel(problem.code, problem.message);
}

const again_ms = 2000;

// What will be there soon (a node that starts, tables that are being built) is asked for again by
// itself: nobody presses a button until it is.
export function Failed({ problem, again }: { problem: Problem; again?: () => void }) {
  useEffect(() => {
    if (problem.status !== 503 || !again) return;
    const timer = window.setTimeout(again, again_ms);
    return () => window.clearTimeout(timer);
  }, [problem]);
  return (
    <div class="state bad" role="alert">
      <b>{problemText(problem)}</b>
      {problem.code !== 'network' && <Detail text={problem.detail} code={problem.code} />}
      {again && <button onClick={again}>{t('again')}</button>}
    </div>
  );
}

// Draws what was read, or why it is not there. Keeps old data, pale, while new is on its way, and
// below why it is not: who writes in it goes on.
export function Loaded<T>({
  from,
  children,
}: {
  from: Resource<T>;
  children: (data: T) => ComponentChildren;
}) {
  if (from.problem && !from.kept) return <Failed problem={from.problem} again={from.reload} />;
  if (from.data === undefined) return <Loading />;
  return (
    <div class={from.loading ? 'again' : ''} aria-busy={from.loading}>
      {from.problem && <Failed problem={from.problem} again={from.reload} />}
      {children(from.data)}
    </div>
  );
}
