// Text that is there to be taken along.
import { useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';

// `of` names what is copied, for who does not see it.
export function CopyButton({ text, of }: { text: string; of: string }) {
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a secure context there is no clipboard: the old way.
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  return (
    <button
      type="button"
      class="copy"
      aria-label={t('copy_of', { of })}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{t(done ? 'copied' : 'copy')}</span>
    </button>
  );
}
