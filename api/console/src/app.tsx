// Which screen the URL means, inside the shell that all screens share.
import { useEffect } from 'preact/hooks';
import { CommandDialog } from './forms/command_dialog.tsx';
import { t } from './i18n/index.ts';
import { Title } from './parts/card.tsx';
import { Failed, Loading } from './parts/states.tsx';
import { Toasts } from './parts/toasts.tsx';
import { Setup, SignIn } from './screens/door.tsx';
import { Audit } from './screens/audit.tsx';
import { ListScreen } from './screens/list.tsx';
import { ListCard } from './screens/list_card.tsx';
import { Order } from './screens/order.tsx';
import { Orders } from './screens/orders.tsx';
import { Overview } from './screens/overview.tsx';
import { Ledger, Queues } from './screens/queues.tsx';
import { Reports } from './screens/reports.tsx';
import { System } from './screens/system.tsx';
import { Commands, Intake } from './screens/work.tsx';
import { AsOfBar } from './shell/as_of_bar.tsx';
import { CompareBar } from './shell/compare_bar.tsx';
import { Nav } from './shell/nav.tsx';
import { TopBar } from './shell/top_bar.tsx';
import { startFeed } from './state/feed.ts';
import { place } from './state/location.ts';
import { learnNames } from './state/names.ts';
import { QueuesAsked } from './state/queues.ts';
import { loadSchema, schema } from './state/schema.ts';
import { askSession, session, sessionProblem } from './state/session.ts';

function Screen() {
  const [first = '', ...rest] = place.value.path.split('/').slice(1);
  const id = decodeURIComponent(rest[0] ?? '');
  switch (first) {
    case '':
      return <Overview />;
    case 'intake':
      return <Intake />;
    case 'orders':
      return id ? <Order key={id} id={id} /> : <Orders />;
    case 'queues':
      return <Queues queue={id} />;
    case 'commands':
      return <Commands />;
    case 'lists':
      return rest.length > 1 ? (
        <ListCard key={rest.join('/')} name={id} id={decodeURIComponent(rest[1]!)} />
      ) : (
        <ListScreen key={id} name={id} />
      );
    case 'inventory': // a card of the store, by its number: its ledger
      return rest.length >= 3 ? (
        <Ledger key={rest.join('/')} item={rest.join('/')} />
      ) : (
        <ListScreen name="stock_items" />
      );
    case 'reports':
      return <Reports key={id} id={id} />;
    case 'audit':
      return <Audit />;
    case 'system':
      return <System />;
    default:
      return <Title title={t('no_such_screen')} note={t('no_such_screen_note')} />;
  }
}

function Shell() {
  useEffect(startFeed, [session.value?.operator]);
  useEffect(() => {
    void loadSchema();
    learnNames().catch(() => {}); // who may not read them sees the numbers
  }, []);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <TopBar />
      <AsOfBar />
      <Nav />
      <main class="main" id="main" tabIndex={-1}>
        <CompareBar />
        {schema.value ? <Screen /> : <Loading />}
      </main>
      <QueuesAsked />
      <CommandDialog />
      <Toasts />
    </div>
  );
}

export function App() {
  useEffect(() => {
    void askSession();
  }, []);
  if (place.value.path === '/setup') return <Setup />;
  if (sessionProblem.value)
    return (
      <main class="door">
        <Failed problem={sessionProblem.value} again={() => void askSession()} />
      </main>
    );
  if (session.value === undefined) return null;
  if (session.value) return <Shell />;
  return (
    <>
      <SignIn />
      <Toasts />
    </>
  );
}
