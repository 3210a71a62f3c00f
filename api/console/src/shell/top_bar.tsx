import type { List } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import { Mark } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { failure } from '../parts/toasts.tsx';
import { adjust, go, outlet } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { mayChoose, session, signOut } from '../state/session.ts';
import { HelpMenu } from './help_menu.tsx';
import { KeysDialog } from './keys_dialog.tsx';
import { Preferences } from './preferences.tsx';
import { WhoMenu } from './who_menu.tsx';
import { SearchBox } from './search_box.tsx';

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

export function TopBar() {
  if (!session.value) return null;
  return (
    <header class="top">
      <Link class="brand" to="/" title="Kintsugi">
        <Mark /> <span class="name">Kintsugi</span>
      </Link>
      <Scope />
      <SearchBox />
      <div class="end">
        <Preferences />
        <KeysDialog />
        <HelpMenu />
        <WhoMenu />
        <button
          class="plain muted"
          data-test="sign-out"
          onClick={() => void signOut()
              .then(() => go('/'))
              .catch(failure)}
        >
          {t('sign_out')}
        </button>
      </div>
    </header>
  );
}
