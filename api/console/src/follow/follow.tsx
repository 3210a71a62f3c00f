// What a customer sees by the link that he was given: how his order goes, and nothing else. Loaded
// when somebody opens such a link; it asks no session.
import { useEffect, useState } from 'preact/hooks';
import { send } from '../edge/client.ts';
import { minuteText } from '../format.ts';
import { follow } from '../i18n/follow.ts';
import { learn, t, type Key } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { Mark } from '../parts/icons.tsx';
import { brandText, Charge, Machines, of, Rate, type Label, type Said } from './say.tsx';
import { chooseLanguage, language } from '../state/preferences.ts';
import '../styles/follow.css';

learn(follow);

// The day once, where both are on it: 11-30 08:30–10:00.
function spanText(from: string, until: string): string {
  const [start, end] = [minuteText(from), minuteText(until)];
  return `${start}–${start.slice(0, 5) === end.slice(0, 5) ? end.slice(6) : end}`;
}

interface Followed extends Said {
  order: string;
  service_type_label: Label;
  status_label: Label;
  category: string;
  milestones: { name: string; at: string }[];
  appointment: { from: string; until: string } | null;
}

const stages: [string, Key][] = [
  ['registered', 'follow_registered'],
  ['scheduled', 'follow_scheduled'],
  ['arrived', 'follow_arrived'],
  ['in_service', 'follow_in_service'],
  ['reported', 'follow_reported'],
  ['completed', 'follow_completed'],
];

function Milestones({ order }: { order: Followed }) {
  const at = new Map(order.milestones.map((one) => [one.name, one.at]));
  const last = stages.findLastIndex(([name]) => at.has(name));
  return (
    <ol class="milestones">
      {stages.map(([name, key], place) => {
        const when = at.get(name);
        const state = when ? 'done' : place === last + 1 ? 'next' : 'later';
        return (
          <li key={name} class={state} aria-current={place === last ? 'step' : undefined}>
            <span>{t(key)}</span>
            <span class="muted">
              {when ? minuteText(when) : state === 'next' ? t('follow_waiting') : ''}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Order({ order }: { order: Followed }) {
  const machine = [brandText(order), wordText('category', order.category), order.model]
    .filter(Boolean)
    .join(' ');
  return (
    <>
      <p class="lead">
        {of(order.service_type_label)} · {of(order.status_label)}
      </p>
      <p class="muted">
        <span class="mono">{order.order}</span> {machine}
      </p>
      <Milestones order={order} />
      {(order.appointment || !order.rating) && (
        <>
          <h2>{t('follow_appointment')}</h2>
          <p>
            {order.appointment
              ? spanText(order.appointment.from, order.appointment.until)
              : t('follow_appointment_none')}
          </p>
        </>
      )}
    </>
  );
}

export default function Follow() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [order, setOrder] = useState<Followed | null>(null);
  const [over, setOver] = useState(false);
  const ask = (): void => {
    send<Followed>('POST', '/v1/follow', { token }).then(
      (answer) => setOrder(answer.data),
      () => setOver(true),
    );
  };
  useEffect(ask, []);
  useEffect(() => {
    document.title = t('follow_title');
  }, [language.value]);
  return (
    <main class="door follow">
      <section class="card">
        <span class="brand">
          <Mark /> Kintsugi
        </span>
        <div class="form">
          <header>
            <h1>{t('follow_title')}</h1>
          </header>
          {over && (
            <p class="notice bad" role="alert">
              {t('follow_over')}
            </p>
          )}
          {order && !over && (
            <>
              <Order order={order} />
              <Rate token={token} said={order} again={ask} />
              <Charge token={token} said={order} again={ask} />
              <Machines token={token} said={order} again={ask} />
            </>
          )}
          <footer>
            <button
              type="button"
              onClick={() => chooseLanguage(language.value === 'zh-CN' ? 'en' : 'zh-CN')}
            >
              {language.value === 'zh-CN' ? 'English' : '中文'}
            </button>
            {order && !over && (
              <button type="button" class="primary" onClick={ask}>
                {t('follow_refresh')}
              </button>
            )}
          </footer>
          {order && !over && <p class="faint">{t('follow_ends')}</p>}
        </div>
      </section>
    </main>
  );
}
