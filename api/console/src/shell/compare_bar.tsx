// Comparing: a second moment beside the one on the bar. The screens that can, show the difference.
import { useEffect, useState } from 'preact/hooks';
import type { Moment } from '../edge/types.ts';
import { getTimeless } from '../edge/client.ts';
import { instantText, positionText, startOfDay } from '../format.ts';
import { t } from '../i18n/index.ts';
import { failure } from '../parts/toasts.tsx';
import { newest } from '../state/feed.ts';
import { place } from '../state/location.ts';
import { against, compareWith, isPast } from '../state/time.ts';
import { MomentInput } from './moment_input.tsx';

// The screens that show two moments: the overview, an order, a report.
const comparable = (): boolean => /^\/((orders|reports)\/.+)?$/.test(place.value.path);

// What one would compare with first: from the past, now; from now, the start of the day.
async function begin(): Promise<void> {
  try {
    if (isPast.peek()) return compareWith((await newest()).position);
    const at = new Date(startOfDay((await newest()).recorded_at)).toISOString();
    compareWith((await getTimeless<Moment>('/v1/log/position', { at })).data.position);
  } catch (problem) {
    failure(problem);
  }
}

export function CompareButton() {
  const on = against.value !== null;
  const reason = comparable() || on ? undefined : t('compare_where');
  return (
    <button
      aria-pressed={on}
      disabled={reason !== undefined}
      title={reason ?? t('compare_note')}
      data-test="compare"
      onClick={() => (on ? compareWith(null) : void begin())}
    >
      {t('compare')}
    </button>
  );
}

// What the URL's other moment stands for.
function useOther(): Moment | null {
  const position = against.value;
  const [other, setOther] = useState<Moment | null>(null);
  useEffect(() => {
    if (position === null) return;
    const abort = new AbortController();
    getTimeless<Moment>('/v1/log/position', { position }, abort.signal).then(
      ({ data }) => setOther({ ...data, position }),
      (problem: unknown) => {
        if (!abort.signal.aborted) failure(problem);
      },
    );
    return () => abort.abort();
  }, [position]);
  return other?.position === position ? other : null;
}

export function CompareBar() {
  const other = useOther();
  if (against.value === null) return null;
  return (
    <div class="compare-bar" role="region" aria-label={t('compare')}>
      <span>{t('compared_with')}</span>
      <span class="moment">
        <MomentInput
          label={t('other_moment')}
          text={other ? instantText(other.recorded_at) : ''}
          test="other-moment"
          arrive={(found) => compareWith(found.position)}
        />
      </span>
      <span class="mono faint">{positionText(against.value)}</span>
      {!comparable() && <span class="muted">{t('compare_where')}</span>}
      <button onClick={() => compareWith(null)}>{t('compare_end')}</button>
    </div>
  );
}
