// The tour's own panel, beside whatever screen it leads to: what is seen here, and on.
import { useEffect } from 'preact/hooks';
import { instantText } from '../format.ts';
import { learn, t, type Key } from '../i18n/index.ts';
import { newcomers } from '../i18n/newcomers.ts';
import { place } from '../state/location.ts';
import { useKeys } from '../state/keys.ts';
import { leaveTour, moveTour, tour, type TourStep } from '../state/tour.ts';

learn(newcomers);

const texts: Record<string, { title: Key; text: Key }> = {
  count_differs: { title: 'tour_count_differs', text: 'tour_count_differs_text' },
  ledger: { title: 'tour_ledger', text: 'tour_ledger_text' },
  before_and_after: { title: 'tour_before_and_after', text: 'tour_before_and_after_text' },
  the_receipt: { title: 'tour_the_receipt', text: 'tour_the_receipt_text' },
  who_did_it: { title: 'tour_who_did_it', text: 'tour_who_did_it_text' },
  corrected: { title: 'tour_corrected', text: 'tour_corrected_text' },
};
const other = { title: 'tour_other', text: 'tour_other_text' } as const;

// Whoever looks around meanwhile finds back.
function isAt(step: TourStep): boolean {
  const wanted = new URL(step.path, window.location.origin);
  return (
    wanted.pathname === place.value.path &&
    wanted.searchParams.get('as_of') === place.value.params.get('as_of')
  );
}

export function TourPanel() {
  const { steps, index } = tour.value!;
  const step = steps[index]!;
  const last = index === steps.length - 1;
  const say = texts[step.name] ?? other;
  const next = (): void => (last ? leaveTour() : moveTour(index + 1));
  useKeys('tour', [
    { key: '.', label: 'tour_next', run: next },
    { key: ',', label: 'tour_back', run: () => moveTour(index - 1) },
  ]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-tour', true);
    return () => {
      document.documentElement.toggleAttribute('data-tour', false);
    };
  }, []);
  return (
    <aside class="tour" aria-label={t('tour')} data-step={step.name}>
      <header>
        <span class="muted">{t('tour_step', { n: index + 1, all: steps.length })}</span>
        <progress max={steps.length} value={index + 1} aria-label={t('tour')} />
        <button class="plain" aria-label={t('tour_leave')} onClick={leaveTour}>
          ✕
        </button>
      </header>
      <div aria-live="polite">
        <h2>{t(say.title)}</h2>
        <p>{t(say.text)}</p>
        <p class="muted">
          {t('tour_when', { time: instantText(step.at), position: step.position })}
        </p>
      </div>
      <footer>
        <button disabled={index === 0} onClick={() => moveTour(index - 1)}>
          {t('tour_back')} <kbd>,</kbd>
        </button>
        {!isAt(step) && <button onClick={() => moveTour(index)}>{t('tour_here')}</button>}
        <button class="primary" data-test="tour-next" onClick={next}>
          {last ? t('tour_end') : t('tour_next')} <kbd>.</kbd>
        </button>
      </footer>
    </aside>
  );
}
