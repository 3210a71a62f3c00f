// The technician's phone: a whole screen of its own, that opens and works where no network is.
import { useEffect, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import { learn, t, type Key } from '../i18n/index.ts';
import { phone } from '../i18n/phone.ts';
import { Link } from '../parts/link.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { Toasts } from '../parts/toasts.tsx';
import { SignIn } from '../screens/door.tsx';
import { place } from '../state/location.ts';
import { loadSchema, schema } from '../state/schema.ts';
import { askSession, session, sessionProblem } from '../state/session.ts';
import { ActSheet } from './act_sheet.tsx';
import { begin, day, endSession, jobOf, keepSchema, linked, unsent } from './device.ts';
import { PhoneIcon, type PhoneIconName } from './icons.tsx';
import { JobPage } from './job.tsx';
import { Me } from './me.tsx';
import { Money, Parts } from './pockets.tsx';
import { sync } from './send.ts';
import { TodayPage } from './today.tsx';
import { Waiting } from './waiting.tsx';
import '../styles/phone.css';

learn(phone);

const look_ms = 60_000;

const tabs: { path: string; label: Key; icon: PhoneIconName }[] = [
  { path: '/today', label: 'phone_today', icon: 'today' },
  { path: '/today/parts', label: 'phone_parts', icon: 'parts' },
  { path: '/today/money', label: 'phone_money', icon: 'money' },
  { path: '/today/waiting', label: 'phone_waiting', icon: 'queue' },
  { path: '/today/me', label: 'phone_me', icon: 'me' },
];

// Whether it is known whose device this is.
type Stage = 'asking' | 'nobody' | 'ready';
const stage = signal<Stage>('asking');
const failure = signal<unknown>(null);

async function learnSchema(): Promise<void> {
  try {
    await loadSchema();
    if (schema.peek()) await keepSchema(schema.peek()!);
  } catch {
    // As it is kept, if it is.
  }
}

let starting = false;

async function start(): Promise<void> {
  if (starting) return;
  starting = true;
  stage.value = 'asking';
  failure.value = null;
  try {
    stage.value = await whose();
    if (stage.peek() === 'ready') void sync(false);
  } catch (failed) {
    failure.value = failed;
  } finally {
    starting = false;
  }
}

async function whose(): Promise<Stage> {
  if (!(await endSession())) {
    linked.value = false; // he left, and the engine does not know yet
    return 'nobody';
  }
  await askSession();
  const problem = sessionProblem.peek();
  linked.value = problem === null;
  if (problem === null && session.peek() === null) return 'nobody';
  const who = await begin(problem === null ? session.peek()! : null);
  if (linked.peek()) await learnSchema();
  return who ? 'ready' : 'nobody';
}

// The files of the console are kept, so that the page opens without a network.
function keepShell(): void {
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    navigator.serviceWorker.register('/worker.js').catch(() => {});
}

function useSync(): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible' && stage.peek() === 'ready') void sync();
    };
    const timer = window.setInterval(look, look_ms);
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    const lost = (): void => {
      linked.value = false;
    };
    window.addEventListener('offline', lost);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', look);
      window.removeEventListener('offline', lost);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
}

function Tabs() {
  const path = place.value.path;
  return (
    <nav class="ph-tabs" aria-label={t('navigation')}>
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          to={tab.path}
          {...(path === tab.path ? { 'aria-current': 'page' as const } : {})}
        >
          <PhoneIcon name={tab.icon} />
          <span>{t(tab.label)}</span>
          {tab.path === '/today/waiting' && unsent.value.length > 0 && (
            <b class="ph-count" data-test="unsent">
              {unsent.value.length}
            </b>
          )}
        </Link>
      ))}
    </nav>
  );
}

function Page() {
  const [, , what = '', id = ''] = place.value.path.split('/');
  switch (what) {
    case 'job': {
      const order = decodeURIComponent(id);
      return jobOf(order) ? <JobPage key={order} order={order} /> : <Gone />;
    }
    case 'parts':
      return <Parts />;
    case 'money':
      return <Money />;
    case 'waiting':
      return <Waiting />;
    case 'me':
      return <Me />;
    default:
      return <TodayPage />;
  }
}

function Gone() {
  return (
    <main class="ph-main" id="main">
      <Empty title={t('phone_gone')}>{t('phone_gone_note')}</Empty>
      <Link class="button ph-wide" to="/today">
        {t('phone_to_today')}
      </Link>
    </main>
  );
}

function NotKept() {
  return (
    <main class="door">
      <section class="card ph-door">
        <h1>{t('phone_nothing_kept')}</h1>
        <p class="muted">{t('phone_nothing_kept_note')}</p>
        <button class="primary" onClick={() => void start()}>
          {t('again')}
        </button>
      </section>
    </main>
  );
}

export default function Phone() {
  const [begun, setBegun] = useState(false);
  useSync();
  useEffect(() => {
    document.documentElement.dataset['phone'] = 'true';
    keepShell();
    setBegun(true);
    return () => {
      delete document.documentElement.dataset['phone'];
    };
  }, []);
  // Whoever signs in, here or again: the device is his from then on.
  const who = session.value?.operator;
  useEffect(() => {
    if (begun && stage.peek() !== 'ready') void start();
    else if (begun && session.peek() === null) stage.value = 'nobody';
  }, [begun, who]);
  if (failure.value)
    return (
      <main class="door">
        <section class="card">
          <Failed problem={failure.value as never} again={() => void start()} />
          <a class="button ph-wide" href="/">
            {t('phone_whole_console')}
          </a>
        </section>
      </main>
    );
  if (session.value === null && linked.value && stage.value !== 'asking') return <SignIn />;
  if (stage.value === 'nobody') return linked.value ? <SignIn /> : <NotKept />;
  if (stage.value === 'asking' || !schema.value || !day.value)
    return stage.value === 'ready' && !linked.value ? <NotKept /> : <Loading />;
  const inJob = place.value.path.startsWith('/today/job/');
  return (
    <div class={`phone${inJob ? ' in-job' : ''}`}>
      <Page />
      {!inJob && <Tabs />}
      <ActSheet />
      <Toasts />
    </div>
  );
}
