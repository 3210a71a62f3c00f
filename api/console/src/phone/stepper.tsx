// How many, by two buttons that a thumb hits: in thousandths of one, one at a time.
import { quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';

const whole = 1000;

export function Stepper({
  value,
  least,
  most,
  change,
  of = '',
}: {
  value: number;
  least: number;
  most: number;
  change: (value: number) => void;
  of?: string; // what is counted, for who hears it
}) {
  const step = (by: number): void => change(Math.min(most, Math.max(least, value + by)));
  return (
    <span class="ph-step">
      <button
        type="button"
        aria-label={t('phone_less', { what: of })}
        disabled={value <= least}
        onClick={() => step(-whole)}
      >
        −
      </button>
      <output aria-label={t('phone_how_many')}>{quantityText(value)}</output>
      <button
        type="button"
        aria-label={t('phone_one_more', { what: of })}
        disabled={value >= most}
        onClick={() => step(whole)}
      >
        ＋
      </button>
    </span>
  );
}
