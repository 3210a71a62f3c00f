import { useEffect, useRef } from 'preact/hooks';
import type { List } from '../edge/types.ts';
import { listText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Mark } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { failure } from '../parts/toasts.tsx';
import { adjust, go, href, outlet } from '../state/location.ts';
import { chooseLanguage, chooseTheme, language, theme } from '../state/preferences.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel, schema } from '../state/schema.ts';
import { mayChoose, session, signOut } from '../state/session.ts';
import { KeysDialog } from './keys_dialog.tsx';

interface Outlet {
  id: string;
  label: string;
}

function Scope() {
  const outlets = useResource<List>(mayChoose('outlet') ? '/v1/lookup/outlet' : null, {
    limit: 100,
  });
  const items = (outlets.data?.items ?? []) as unknown as Outlet[];
  return (
    <select
      aria-label={t('scope')}
      value={outlet.value ?? ''}
      onChange={(event) => adjust({ outlet: event.currentTarget.value, cursor: null })}
    >
      <option value="">
        {t(session.value?.all_outlets ? 'all_outlets' : 'my_outlets', { n: items.length })}
      </option>
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {item.label || item.id}
        </option>
      ))}
    </select>
  );
}

function Search() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const typing = (event.target as Element).closest('input, textarea, select, dialog');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      // A list has a search of its own; there it is meant.
      (document.querySelector<HTMLElement>('.main [data-key="/"]') ?? input.current)?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  const find = (event: Event): void => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? '';
    if (/^WO-\d{8}-\d+$/i.test(text)) go(href(`/orders/${text.toUpperCase()}`));
    else if (text) go(href('/orders', { q: text }));
  };
  return (
    <form class="search" role="search" onSubmit={find}>
      <input
        ref={input}
        type="search"
        name="search"
        placeholder={t('search')}
        aria-label={t('search')}
        autocomplete="off"
      />
      <kbd>/</kbd>
    </form>
  );
}

export function TopBar() {
  const who = session.value;
  if (!who) return null;
  return (
    <header class="top">
      <Link class="brand" to="/">
        <Mark /> <span class="name">Kintsugi</span>
      </Link>
      <Scope />
      <Search />
      <div class="end">
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
        <KeysDialog />
        <span class="who">
          <span class="avatar" aria-hidden="true">
            {(who.name || who.operator).slice(0, 1)}
          </span>
          <span>
            {who.name || who.operator}
            {schema.value && ` · ${listText(who.roles.map((role) => enumLabel('role', role)))}`}
          </span>
        </span>
        <button
          class="plain muted"
          data-test="sign-out"
          onClick={() => void signOut().catch(failure)}
        >
          {t('sign_out')}
        </button>
      </div>
    </header>
  );
}
