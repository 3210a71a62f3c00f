// `?`: every key that works here, and the switch for those that are a bare letter.
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { keyGroups, startKeys, useKeys } from '../state/keys.ts';
import { openLayer } from '../state/location.ts';
import { bareKeys, chooseBareKeys } from '../state/preferences.ts';

const names: Record<string, string> = { Enter: '↵', Escape: 'Esc' };

export function KeysDialog() {
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(startKeys, []);
  useKeys('keys_everywhere', [
    { key: '?', label: 'all_keys', run: () => setOpen(true) },
    { key: '/', label: 'find' },
    { key: '[', label: 'key_back' },
    { key: ']', label: 'key_forward' },
  ]);
  useEffect(() => {
    if (!open) return;
    dialog.current?.showModal();
    return openLayer(() => setOpen(false)); // Back closes it
  }, [open]);
  return (
    <>
      <button
        class="plain"
        title={t('all_keys')}
        aria-label={t('all_keys')}
        data-test="keys"
        onClick={() => setOpen(true)}
      >
        <kbd>?</kbd>
      </button>
      {open && (
        <dialog ref={dialog} onClose={() => setOpen(false)} aria-label={t('all_keys')}>
          <div class="form">
            <h2>{t('all_keys')}</h2>
            {keyGroups.value.map((group) => (
              <section key={group.title}>
                <h3>{t(group.title)}</h3>
                <dl class="facts">
                  {group.keys.map((use) => [
                    <dt key={use.key}>
                      <kbd>{names[use.key] ?? use.key}</kbd>
                    </dt>,
                    <dd key={`${use.key}=`}>{t(use.label)}</dd>,
                  ])}
                </dl>
              </section>
            ))}
            <label class="choice">
              <input
                type="checkbox"
                name="bare-keys"
                checked={bareKeys.value === 'on'}
                onChange={(event) => chooseBareKeys(event.currentTarget.checked ? 'on' : 'off')}
              />
              {t('bare_keys')}
            </label>
            <footer>
              <button class="primary" onClick={() => dialog.current?.close()}>
                {t('close')}
              </button>
            </footer>
          </div>
        </dialog>
      )}
    </>
  );
}
