// Which screen the URL means, inside the shell that all screens share.
import { useEffect } from 'preact/hooks';
import { CommandDialog } from './forms/command_dialog.tsx';
import { t } from './i18n/index.ts';
import { Title } from './parts/card.tsx';
import { lazily } from './parts/lazy.tsx';
import { Failed, Loading } from './parts/states.tsx';
import { Toasts } from './parts/toasts.tsx';
import { ToldStrip } from './parts/told.tsx';
import { Overview } from './screens/overview.tsx';
import { Ledger, Queues } from './screens/queues.tsx';
import { Commands, Intake } from './screens/work.tsx';
import { AsOfBar } from './shell/as_of_bar.tsx';
import { CompareBar } from './shell/compare_bar.tsx';
import { Nav } from './shell/nav.tsx';
import { TopBar } from './shell/top_bar.tsx';
import { startFeed } from './state/feed.ts';
import { go, place } from './state/location.ts';
import { learnNames } from './state/names.ts';
import { QueuesAsked } from './state/queues.ts';
import { loadSchema, schema } from './state/schema.ts';
import { language } from './state/preferences.ts';
import { askSession, hasRole, mayList, session, sessionProblem } from './state/session.ts';
import { resumeTour, tour } from './state/tour.ts';

// What is not the first screen of a day is loaded when it is opened.
const SignIn = lazily(async () => (await import('./screens/door.tsx')).SignIn);
const Setup = lazily(async () => (await import('./screens/door.tsx')).Setup);
const ListScreen = lazily(async () => (await import('./screens/list.tsx')).ListScreen);
const ListCard = lazily(async () => (await import('./screens/list_card.tsx')).ListCard);
const Order = lazily(async () => (await import('./screens/order.tsx')).Order);
const Orders = lazily(async () => (await import('./screens/orders.tsx')).Orders);
const Audit = lazily(async () => (await import('./screens/audit.tsx')).Audit);
const Reports = lazily(async () => (await import('./screens/reports.tsx')).Reports);
const System = lazily(async () => (await import('./screens/system.tsx')).System);
const About = lazily(async () => (await import('./screens/about.tsx')).About);
const AboutOutside = lazily(async () => (await import('./screens/about.tsx')).AboutOutside);
const TourPanel = lazily(async () => (await import('./shell/tour_panel.tsx')).TourPanel);
const FaultReport = lazily(
  async () => (await import('./screens/fault_report.tsx')).FaultReport,
);
const Docs = lazily(async () => (await import('./screens/docs.tsx')).default);
const Tokens = lazily(async () => (await import('./screens/tokens.tsx')).default);
const Machine = lazily(async () => (await import('./screens/machine.tsx')).MachineScreen);
const Ticket = lazily(async () => (await import('./ticket/ticket.tsx')).default);
const Plan = lazily(async () => (await import('./planning/plan.tsx')).default);
const Rosters = lazily(async () => (await import('./planning/rosters.tsx')).default);
const Coverage = lazily(async () => (await import('./planning/coverage.tsx')).default);
const DispatchBoard = lazily(async () => (await import('./board/board.tsx')).default);
const Network = lazily(async () => (await import('./board/network.tsx')).default);
const Desk = lazily(async () => (await import('./desk/desk.tsx')).default);
const SalesFile = lazily(async () => (await import('./sales/sales.tsx')).default);
const Complaints = lazily(async () => (await import('./cases/complaints.tsx')).default);
const Exchanges = lazily(async () => (await import('./cases/exchanges.tsx')).default);
const Bench = lazily(async () => (await import('./screens/bench.tsx')).Bench);

function Screen() {
  const [first = '', ...rest] = place.value.path.split('/').slice(1);
  const id = decodeURIComponent(rest[0] ?? '');
  switch (first) {
    case '':
      return <Overview />;
    case 'intake':
      return <Intake plain={id === 'form'} />;
    case 'agents':
      return <Desk />;
    case 'sales':
      return <SalesFile />;
    case 'board':
      return <DispatchBoard />;
    case 'complaints':
      return <Complaints />;
    case 'exchanges':
      return <Exchanges />;
    case 'network':
      return <Network />;
    case 'orders':
      if (rest[1] === 'ticket')
        return <Ticket key={rest.join('/')} id={id} number={Number(rest[2] ?? 0)} />;
      return id ? <Order key={id} id={id} /> : <Orders />;
    case 'plan':
      return <Plan />;
    case 'rosters':
      return <Rosters />;
    case 'coverage':
      return <Coverage />;
    case 'queues':
      return <Queues queue={id} />;
    case 'store':
      return <Bench duty="store_keeper" />;
    case 'bench':
      return <Bench key={id} duty={id} />;
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
    case 'fault_reports': // as it is printed
      return <FaultReport key={id} id={id} />;
    case 'reports':
      return <Reports key={id} id={id} />;
    case 'audit':
      return <Audit />;
    case 'master':
      return <Audit key="master" master />;
    case 'system':
      return <System />;
    case 'machines':
      return <Machine />;
    case 'tokens':
      return <Tokens />;
    case 'about':
      return <About />;
    default:
      return <Title title={t('no_such_screen')} note={t('no_such_screen_note')} />;
  }
}

function Shell() {
  useEffect(startFeed, [session.value?.operator]);
  useEffect(() => {
    void loadSchema();
    void resumeTour();
  }, []);
  useEffect(() => {
    learnNames().catch(() => {}); // who may not read them sees the numbers
  }, [language.value]);
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
        <ToldStrip />
        {schema.value ? <Screen /> : <Loading />}
      </main>
      <QueuesAsked />
      <CommandDialog />
      <Toasts />
      {tour.value && <TourPanel />}
    </div>
  );
}

const Follow = lazily(async () => (await import('./follow/follow.tsx')).default);
const following = (): boolean => place.value.path === '/follow';
const onPhone = (): boolean => /^\/today(\/|$)/.test(place.value.path);
const Phone = lazily(async () => (await import('./phone/phone.tsx')).default);

// A technician who comes in at the front door with a phone in his hand has his day.
// Who has no queues to look at, but counts, begins with the reports.
function toHisDay(): void {
  const narrow = window.matchMedia('(max-width: 760px)').matches;
  const { path, params } = place.peek();
  if (path !== '/' || params.has('as_of')) return;
  if (narrow && hasRole('technician')) go('/today', true);
  else if (hasRole('analyst') && !mayList('queue_items')) go('/reports', true);
}

export function App() {
  const who = session.value?.operator;
  useEffect(() => {
    if (!onPhone() && !following()) void askSession();
  }, []);
  useEffect(toHisDay, [who]);
  if (place.value.path === '/setup') return <Setup />;
  if (/^\/docs(\/|$)/.test(place.value.path)) return <Docs />;
  if (onPhone()) return <Phone />;
  if (following()) return <Follow />;
  if (sessionProblem.value)
    return (
      <main class="door">
        <Failed problem={sessionProblem.value} again={() => void askSession()} />
      </main>
    );
  if (session.value === undefined) return null;
  if (session.value) return <Shell key={session.value.operator} />;
  return (
    <>
      {place.value.path === '/about' ? <AboutOutside /> : <SignIn />}
      <Toasts />
    </>
  );
}
