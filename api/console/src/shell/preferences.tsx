import { t } from '../i18n/index.ts';
import { chooseLanguage, chooseTheme, language, theme } from '../state/preferences.ts';

// Language and theme, wherever they stand.
export function Preferences() {
  return (
    <>
      <button
        title={t('switch_language')}
        onClick={() => chooseLanguage(language.value === 'zh-CN' ? 'en' : 'zh-CN')}
      >
        中 / EN
      </button>
      <button
        aria-label={t('switch_theme')}
        data-test="theme"
        title={t('switch_theme')}
        onClick={() => chooseTheme(theme.value === 'dark' ? 'light' : 'dark')}
      >
        ◐
      </button>
    </>
  );
}
