// A call of which no order comes: what he wanted, and what came of it; then it is over.
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { enumInfo, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import type { Intake } from './use_intake.ts';

export function ContactOnly({ intake }: { intake: Intake }) {
  const outcomes = (enumInfo('interaction_outcome')?.values ?? []).filter(
    (one) => one.name !== 'none',
  );
  const closed = isPast.value || intake.busy;
  const key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const one = outcomes[Number(event.key) - 1];
    if (!one || closed || (event.target as Element).matches('textarea')) return;
    event.preventDefault();
    void intake.logOnly(one.name);
  };
  return (
    <Card class="contact-only" title={t('intake_only')} note={t('intake_only_note')}>
      <textarea
        name="contact_summary"
        rows={2}
        aria-label={t('intake_only_what')}
        placeholder={t('intake_only_what')}
        value={intake.raw('symptom')}
        onInput={(event) => intake.form.change('symptom', event.currentTarget.value)}
      />
      <div class="outcomes" role="group" aria-label={t('intake_only_outcome')} onKeyDown={key}>
        {outcomes.map((one, index) => (
          <button
            key={one.name}
            type="button"
            data-outcome={one.name}
            disabled={closed}
            title={isPast.value ? t('past_reason') : undefined}
            onClick={() => void intake.logOnly(one.name)}
          >
            <kbd>{index + 1}</kbd> {say(one.label, one.name)}
          </button>
        ))}
      </div>
    </Card>
  );
}
