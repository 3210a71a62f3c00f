// Text that is there to be taken along.
import { useState } from 'preact/hooks';
import { copyText } from '../edge/clipboard.ts';
import { t, type Key } from '../i18n/index.ts';

// `of` names what is copied, for who does not see it.
export function CopyButton({ text, of }: { text: string; of: string }) {
  const [said, setSaid] = useState<Key>('copy');
  const copy = async (): Promise<void> => {
    setSaid((await copyText(text)) ? 'copied' : 'not_copied');
    setTimeout(() => setSaid('copy'), 2000);
  };
  return (
    <button
      type="button"
      class="copy"
      aria-label={t('copy_of', { of })}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{t(said)}</span>
    </button>
  );
}
