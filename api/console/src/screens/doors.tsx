// The door of a company made for trying out: every duty with what it does, what waits for it now,
// and one button to be it.
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../edge/client.ts';
import { integerText } from '../format.ts';
import { learn, t } from '../i18n/index.ts';
import { newcomers } from '../i18n/newcomers.ts';
import { Badge } from '../parts/badge.tsx';
import { Mark } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading, problemText } from '../parts/states.tsx';
import { askDoors, busiestFirst, enter, waitingFor, type Door } from '../state/doors.ts';
import { dutyOf, duties, type Duty } from '../state/duties.ts';
import { say } from '../state/schema.ts';
import { startTour } from '../state/tour.ts';
import { Preferences } from '../shell/preferences.tsx';

learn(newcomers);

const shown_most = 3; // queues of a card

const called = (door: Door): string =>
  [door.name, door.outlet_name || door.outlet].filter(Boolean).join(' · ');

function Person({ doors, chosen, choose }: {
  doors: Door[];
  chosen: Door;
  choose: (operator: string) => void;
}) {
  if (doors.length === 1) return <span class="muted">{called(chosen)}</span>;
  return (
    <select
      aria-label={t('who_of_them', { duty: say(chosen.label, chosen.duty) })}
      value={chosen.operator}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {doors.map((door) => (
        <option key={door.operator} value={door.operator}>
          {called(door)}
        </option>
      ))}
    </select>
  );
}

function DutyCard({ duty, doors, busy, go }: {
  duty: Duty;
  doors: Door[];
  busy: boolean;
  go: (operator: string) => void;
}) {
  const ranked = busiestFirst(doors);
  const [operator, choose] = useState<string>();
  const door = ranked.find((one) => one.operator === operator) ?? ranked[0];
  if (!door) return null;
  const waiting = waitingFor(door);
  const label = say(door.label, door.duty);
  return (
    <li class="card" data-duty={duty.role}>
      <h2>{label}</h2>
      <p>{t(duty.does)}</p>
      <div class="waits">
        {waiting.slice(0, shown_most).map((one) => (
          <span key={one.queue}>
            <Badge small name={one.queue} text={say(one.label, one.queue)} />{' '}
            <b>{integerText(one.count)}</b>
          </span>
        ))}
        {waiting.length === 0 && <span class="muted">{t('none_waiting')}</span>}
      </div>
      <footer>
        <Person doors={ranked} chosen={door} choose={choose} />
        <button
          class="primary"
          disabled={busy}
          data-enter={door.operator}
          onClick={() => go(door.operator)}
        >
          {t('enter_as', { name: door.name })}
        </button>
      </footer>
    </li>
  );
}

// The administrator has no door: his link is in the terminal.
function Closed({ door }: { door: Door }) {
  return (
    <li class="card" data-duty={door.duty}>
      <h2>{say(door.label, door.duty)}</h2>
      <p>{t('does_administrator')}</p>
      <p class="muted">{t('door_by_link')}</p>
    </li>
  );
}

function Invitation({ busy, begin }: { busy: boolean; begin: () => void }) {
  return (
    <section class="card invite">
      <div>
        <h2>{t('tour')}</h2>
        <p class="muted">{t('tour_note')}</p>
      </div>
      <button data-test="start-tour" disabled={busy} onClick={begin}>
        {t('tour_start')}
      </button>
    </section>
  );
}

// Who comes with a phone in his hand is mostly a technician.
function inOrder(): Duty[] {
  const narrow = window.matchMedia('(max-width: 760px)').matches;
  const first = (duty: Duty): number => (narrow && duty.role === 'technician' ? 0 : 1);
  return duties.toSorted((a, b) => first(a) - first(b));
}

function Duties({ doors, busy, go }: {
  doors: Door[];
  busy: boolean;
  go: (operator: string) => void;
}) {
  const closed = doors.find((door) => door.duty === 'administrator');
  const open = inOrder().map((duty) => ({
    duty,
    of: doors.filter((door) => door.opens && dutyOf(door.duty) === duty),
  }));
  return (
    <ul class="duties">
      {open
        .filter(({ of }) => of.length > 0)
        .map(({ duty, of }) => (
          <DutyCard key={duty.role} duty={duty} doors={of} busy={busy} go={go} />
        ))}
      {closed && <Closed door={closed} />}
    </ul>
  );
}

// A link that somebody was given leads where it says.
const wanted = (): string => window.location.pathname + window.location.search;

export function Doors({ byPassword }: { byPassword: () => void }) {
  const [doors, setDoors] = useState<Door[]>();
  const [problem, setProblem] = useState<Problem>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ask = (): void => {
    setProblem(undefined);
    askDoors().then(setDoors, (failed: unknown) => {
      if (failed instanceof Problem) setProblem(failed);
    });
  };
  useEffect(ask, []);
  useEffect(() => {
    document.title = `${t('doors_title')} · Kintsugi`;
  });
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    try {
      await what();
    } catch (failed) {
      setRefused(failed instanceof Problem ? problemText(failed) : String(failed));
      setBusy(false);
    }
  };
  const watcher = doors?.find((door) => door.duty === 'auditor' && door.opens);
  return (
    <main class="doors">
      <header>
        <span class="brand">
          <Mark /> Kintsugi
        </span>
        <Link class="link" to="/about">
          {t('about')}
        </Link>
        <button data-test="by-password" onClick={byPassword}>
          {t('by_password')}
        </button>
        <Preferences />
      </header>
      <h1>{t('doors_title')}</h1>
      <p class="muted lead">{t('doors_note')}</p>
      {watcher && (
        <Invitation busy={busy} begin={() => void attempt(() => startTour(watcher.operator))} />
      )}
      {refused && (
        <p class="notice bad" role="alert">
          {refused}
        </p>
      )}
      {problem && <Failed problem={problem} again={ask} />}
      {!doors && !problem && <Loading />}
      {doors && (
        <Duties
          doors={doors}
          busy={busy}
          go={(operator) => void attempt(() => enter(operator, wanted()))}
        />
      )}
    </main>
  );
}
