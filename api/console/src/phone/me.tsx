// Who he is, how the phone shows things, and the way out.
import { useState } from 'preact/hooks';
import { instantText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { chooseLanguage, chooseTheme, language, theme } from '../state/preferences.ts';
import { Sheet } from './act_sheet.tsx';
import { day, deviceId, leave, unsent } from './device.ts';
import { Synced } from './synced.tsx';
import { canSeal } from './seal.ts';
import { sync } from './send.ts';
import { nameOf } from './words.ts';

// With something that was not sent, he is asked.
function Leave({ close }: { close: () => void }) {
  const left = unsent.value.length;
  return (
    <Sheet title={t('sign_out')} close={close}>
      <p>{t('phone_leave_asks', { n: left })}</p>
      <ul class="ph-list">
        <li>
          <button
            class="primary ph-wide"
            onClick={() => {
              close();
              void sync();
            }}
          >
            {t('phone_leave_send')}
          </button>
        </li>
        {canSeal() && (
          <li>
            <button class="ph-wide" data-test="leave-seal" onClick={() => void leave('seal')}>
              <span>{t('phone_leave_seal')}</span>
              <span class="muted">{t('phone_leave_seal_note')}</span>
            </button>
          </li>
        )}
        <li>
          <button class="ph-wide danger" data-test="leave-drop" onClick={() => void leave('drop')}>
            {t('phone_leave_drop', { n: left })}
          </button>
        </li>
      </ul>
    </Sheet>
  );
}

export function Me() {
  const [asks, setAsks] = useState(false);
  const { technician } = day.value!.today;
  return (
    <>
      <header class="ph-top">
        <h1>{t('phone_me')}</h1>
        <Synced />
      </header>
      <main class="ph-main" id="main" tabIndex={-1}>
        <section class="ph-card ph-sum">
          <b class="ph-big">{technician.name}</b>
          <span class="muted">
            {technician.id} · {nameOf('outlet', technician.outlet)}
          </span>
        </section>
        <ul class="ph-list">
          <li>
            <button
              class="ph-wide"
              onClick={() => chooseLanguage(language.value === 'zh-CN' ? 'en' : 'zh-CN')}
            >
              {t('switch_language')}
            </button>
          </li>
          <li>
            <button
              class="ph-wide"
              data-test="theme"
              onClick={() => chooseTheme(theme.value === 'dark' ? 'light' : 'dark')}
            >
              {t('switch_theme')}
            </button>
          </li>
          <li>
            <a class="button ph-wide" href="/lists/bookings">
              {t('phone_whole_console')}
            </a>
          </li>
          <li>
            <button
              class="ph-wide"
              data-test="sign-out"
              onClick={() => (unsent.value.length > 0 ? setAsks(true) : void leave('drop'))}
            >
              {t('sign_out')}
            </button>
          </li>
        </ul>
        <p class="muted ph-small">
          {t('phone_as_of', { at: instantText(day.value!.heard_at) })}
          <br />
          {t('phone_device', { id: deviceId.value.slice(0, 8) })}
        </p>
        {asks && <Leave close={() => setAsks(false)} />}
      </main>
    </>
  );
}
