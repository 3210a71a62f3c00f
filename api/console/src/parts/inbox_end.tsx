// How an act of a row came out: done, with a way back for some seconds; or why not, and what would
// be accepted instead.
import type { InsteadProps } from '../forms/instead.tsx';
import { t } from '../i18n/index.ts';
import { commandLabel } from '../state/schema.ts';
import type { Waiting } from './acts.ts';
import { Detail } from './detail.tsx';
import type { Done, InboxState } from './inbox_state.ts';
import { lazily } from './lazy.tsx';
import { problemText } from './states.tsx';

const Instead = lazily<InsteadProps>(async () => (await import('../forms/instead.tsx')).Instead);

// Why it was not done, and what would be accepted instead.
export function Refused({ item, state }: { item: Waiting; state: InboxState }) {
  const problem = state.wrong.get(item.id);
  if (!problem) return null;
  return (
    <div class="why" role="alert">
      <p class="red">{problemText(problem)}</p>
      <Detail text={problem.detail} code={problem.code} />
      {'suggestions' in problem.body && (
        <Instead
          problem={problem}
          send={(name, body) => void state.send(item, name, body)}
        />
      )}
    </div>
  );
}

export function DoneRow({ one, state }: { one: Done; state: InboxState }) {
  const left = Math.max(0, Math.ceil((one.until - state.now) / 1000));
  return (
    <span class="acts">
      <span class="good">{t('done_now', { what: commandLabel(one.name) })}</span>
      {one.undo && (
        <button class="small plain" data-test="undo" onClick={() => void state.undo(one)}>
          {t('undo')} 0:{String(left).padStart(2, '0')} <kbd aria-hidden="true">U</kbd>
        </button>
      )}
    </span>
  );
}
