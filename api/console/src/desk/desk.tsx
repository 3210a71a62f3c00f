// The board of the call centre: who is on duty, what waits on which channel and for how long, and
// to whom the next one goes. One watches; one routes what waits, and goes on and off duty.
import { useEffect, useState } from 'preact/hooks';
import { ageText, shortOrder } from '../format.ts';
import { desk as sentences } from '../i18n/desk.ts';
import { learn, t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { itemPath, nameIn } from '../state/lists.ts';
import { go, href, outlet } from '../state/location.ts';
import { enumLabel } from '../state/schema.ts';
import { hasRole, may, ownOutlet, session } from '../state/session.ts';
import { isPast, shown } from '../state/time.ts';
import type { Names, ReportResult } from '../edge/types.ts';
import { byChannel, freeAt, type Contact, type Sitting } from './types.ts';
import { useDesk, useDeskActs } from './use_desk.ts';
import '../styles/desk.css';

learn(sentences);

type Known = ReturnType<typeof useDesk>;
type Acts = ReturnType<typeof useDeskActs>;

const nameOf = (names: Names, who: string): string => nameIn(names, 'operator', who) ?? who;
const deskOf = (names: Names, outlet: string): string =>
  outlet === '' ? t('desk_company') : (nameIn(names, 'outlet', outlet) ?? outlet);

const me = (): string => session.value?.operator ?? '';

function Since({ at, now }: { at: string | null; now: number }) {
  if (!at) return null;
  return <time dateTime={at}>{ageText(at, now)}</time>;
}

function OnDuty({ known, acts }: { known: Known; acts: Acts }) {
  if (isPast.value || !may('go_on_duty')) return null;
  const sitting = known.agents.some((one) => one.agent === me());
  const name = sitting ? 'go_off_duty' : 'go_on_duty';
  const at = outlet.value;
  return (
    <button
      type="button"
      class={sitting ? '' : 'primary'}
      data-command={name}
      disabled={acts.busy !== ''}
      onClick={() =>
        void acts.act(name, sitting ? { agent: me() } : { agent: me(), outlet: ownOutlet(at) })
      }
    >
      {t(sitting ? 'desk_off' : 'desk_on')}
    </button>
  );
}

interface RowProps {
  one: Sitting;
  known: Known;
  acts: Acts;
  now: number;
}

function AgentRow({ one, known, acts, now }: RowProps) {
  // A dispatcher sends home who forgot to go.
  const mayEnd = !isPast.value && one.agent !== me() && hasRole('dispatcher');
  const next = freeAt(known.agents, one.outlet)[0]?.id === one.id;
  return (
    <tr data-agent={one.agent} data-status={one.status}>
      <th scope="row">
        <bdi>{nameOf(known.names, one.agent)}</bdi>
        {next && <small class="next">{t('desk_next')}</small>}
      </th>
      <td>
        <Badge
          small
          tone={one.status === 'free' ? 'green' : 'amber'}
          name={one.status}
          text={enumLabel('agent_status', one.status)}
        />
      </td>
      <td>
        <Since at={one.since} now={now} />
      </td>
      <td>
        {one.contacts.map((id) => (
          <Link key={id} class="link mono" to={itemPath('interactions', id)}>
            {shortOrder(id)}
          </Link>
        ))}
      </td>
      <td class="number">{one.handled}</td>
      <td>{deskOf(known.names, one.outlet)}</td>
      <td>
        {mayEnd && (
          <button
            type="button"
            class="small plain"
            disabled={acts.busy !== ''}
            onClick={() => void acts.act('go_off_duty', { agent: one.agent })}
          >
            {t('desk_off_him')}
          </button>
        )}
      </td>
    </tr>
  );
}

function Agents({ known, acts, now }: { known: Known; acts: Acts; now: number }) {
  const free = known.agents.filter((one) => one.status === 'free').length;
  const rows = known.agents.toSorted(
    (a, b) =>
      Number(b.status === 'free') - Number(a.status === 'free') ||
      (a.since ?? '').localeCompare(b.since ?? ''),
  );
  return (
    <Card class="agents" title={t('desk_agents')} note={t('desk_free', { n: free })}>
      {rows.length === 0 ? (
        <p class="muted">{t('desk_nobody')}</p>
      ) : (
        <div class="table-frame" role="region" tabIndex={0} aria-label={t('desk_agents')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('desk_agent')}</th>
                <td />
                <td />
                <th scope="col">{t('desk_with')}</th>
                <th scope="col">{t('desk_handled')}</th>
                <td />
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <AgentRow key={one.id} one={one} known={known} acts={acts} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function Channels({ known, now }: { known: Known; now: number }) {
  const lines = byChannel(known.contacts);
  return (
    <Card title={t('desk_channels')}>
      {lines.length === 0 ? (
        <p class="muted">{t('desk_none_waits')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('desk_channel')}</th>
              <th scope="col">{t('desk_waiting')}</th>
              <th scope="col">{t('desk_longest')}</th>
              <th scope="col">{t('desk_in_hand')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.channel} data-channel={line.channel}>
                <th scope="row">{enumLabel('channel', line.channel)}</th>
                <td class="number" data-test="waiting">
                  {line.waiting}
                </td>
                <td>
                  <Since at={line.since} now={now} />
                </td>
                <td class="number">{line.in_hand}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

// To whom one that waits goes: who has been free longest at its desk, or anybody who is on duty.
function Route({ one, known, acts }: { one: Contact; known: Known; acts: Acts }) {
  if (isPast.value || !may('route_interaction')) return null;
  const next = freeAt(known.agents, one.outlet)[0];
  const others = known.agents.filter((agent) => agent.agent !== one.agent);
  const route = (agent?: string): void =>
    void acts.act('route_interaction', { interaction: one.id, ...(agent ? { agent } : {}) });
  const busy = acts.busy !== '';
  return (
    <>
      {one.status === 'open' && next && (
        <button
          type="button"
          class="small primary"
          data-command="route_interaction"
          disabled={busy}
          onClick={() => route()}
        >
          {t('desk_next_who', { who: nameOf(known.names, next.agent) })}
        </button>
      )}
      {one.status === 'open' && !next && <span class="muted">{t('desk_nobody_free')}</span>}
      {others.length > 0 && (
        <select
          aria-label={t('desk_to_whom')}
          disabled={busy}
          value=""
          onChange={(event) => {
            const who = event.currentTarget.value;
            event.currentTarget.value = '';
            if (who) route(who);
          }}
        >
          <option value="">{t('desk_to_whom')}</option>
          {others.map((agent) => (
            <option key={agent.id} value={agent.agent}>
              {nameOf(known.names, agent.agent)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

// Into the form of a call; who is on duty has it from then on.
function Take({ one, known, acts }: { one: Contact; known: Known; acts: Acts }) {
  if (isPast.value || !may('register_work_order')) return null;
  const mine = one.agent === me();
  const onDuty = known.agents.some((agent) => agent.agent === me());
  const take = async (): Promise<void> => {
    const routed =
      mine ||
      !onDuty ||
      (await acts.act('route_interaction', { interaction: one.id, agent: me() }));
    if (routed) go(href(`/intake?interaction=${encodeURIComponent(one.id)}`));
  };
  return (
    <button
      type="button"
      class="small"
      data-test="take"
      disabled={acts.busy !== ''}
      onClick={() => void take()}
    >
      {t('desk_take')}
    </button>
  );
}

function ContactRow({ one, known, acts, now }: Omit<RowProps, 'one'> & { one: Contact }) {
  const who = nameIn(known.names, 'customer', one.customer) || one.handle || one.phone;
  return (
    <tr data-contact={one.id} data-status={one.status}>
      <td>
        <Since at={one.started_at} now={now} />
      </td>
      <td>{enumLabel('channel', one.channel)}</td>
      <th scope="row">
        <Link class="link" to={itemPath('interactions', one.id)}>
          <bdi>{who || one.id}</bdi>
        </Link>
      </th>
      <td class="said">{one.summary || one.ivr_path}</td>
      <td>{one.agent && <bdi>{nameOf(known.names, one.agent)}</bdi>}</td>
      <td>
        <span class="acts">
          <Route one={one} known={known} acts={acts} />
          <Take one={one} known={known} acts={acts} />
        </span>
      </td>
    </tr>
  );
}

function Contacts({ known, acts, now }: { known: Known; acts: Acts; now: number }) {
  const rows = known.contacts.toSorted(
    (a, b) => Number(a.status === 'routed') - Number(b.status === 'routed'),
  );
  return (
    <Card class="contacts" title={t('desk_contacts')}>
      {rows.length === 0 ? (
        <p class="muted">{t('desk_none_waits')}</p>
      ) : (
        <div class="table-frame" role="region" tabIndex={0} aria-label={t('desk_contacts')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('desk_waiting')}</th>
                <th scope="col">{t('desk_channel')}</th>
                <th scope="col">{t('desk_who')}</th>
                <td />
                <th scope="col">{t('desk_agent')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <ContactRow key={one.id} one={one} known={known} acts={acts} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {known.more && <p class="muted">{t('desk_hidden', { n: rows.length })}</p>}
    </Card>
  );
}

// What callers chose, what came of it, and how many gave up.
function Funnel({ menu }: { menu: ReportResult | undefined }) {
  if (!menu) return null;
  const at = (name: string): number => menu.columns.findIndex((one) => one.name === name);
  const [path, all, linked, lost] = ['ivr_path', 'contacts', 'linked', 'given_up'].map(at);
  const rows = menu.rows.filter((row) => String(row[path!] ?? '') !== '');
  const most = Math.max(1, ...rows.map((row) => Number(row[all!])));
  return (
    <Card
      title={t('desk_funnel')}
      end={
        <Link class="link" to="/reports/voice_menu">
          ›
        </Link>
      }
    >
      {rows.length === 0 && <p class="muted">{t('desk_funnel_none')}</p>}
      <ul class="funnel">
        {rows.map((row) => (
          <li key={String(row[path!])}>
            <span class="mono">{String(row[path!])}</span>
            <b>{String(row[all!])}</b>
            <meter
              min={0}
              max={most}
              value={Number(row[all!])}
              aria-label={String(row[path!])}
            />
            <small class="muted">
              {t('desk_linked', { n: Number(row[linked!]) })} ·{' '}
              {t('desk_lost', { n: Number(row[lost!]) })}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Urgent({ known, now }: { known: Known; now: number }) {
  return (
    <Card
      title={t('desk_urgent')}
      end={
        <Link class="link" to="/queues/urgent">
          ›
        </Link>
      }
    >
      {known.urgent.length === 0 && <p class="muted">{t('desk_urgent_none')}</p>}
      <ul class="urgent">
        {known.urgent.map((one) => (
          <li key={one.id}>
            <Since at={String(one.since)} now={now} />
            <Link class="link mono" to={itemPath('work_orders', String(one.order))}>
              {shortOrder(String(one.order))}
            </Link>
            <span>
              {enumLabel('severity', String(one.severity))} {String(one.note ?? '')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

// How long something waits goes on while nothing happens.
const tick_ms = 20_000;
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), tick_ms);
    return () => window.clearInterval(timer);
  }, []);
  return Math.max(now, Date.now());
}

export default function Desk() {
  const known = useDesk();
  const live = useNow();
  const acts = useDeskActs(known.reload);
  if (known.problem) return <Failed problem={known.problem} again={known.reload} />;
  const now = isPast.value && shown.value ? Date.parse(shown.value.recorded_at) : live;
  return (
    <>
      <Title title={t('desk_title')} note={t('desk_note')}>
        <OnDuty known={known} acts={acts} />
      </Title>
      {known.loading ? (
        <Loading />
      ) : (
        <div class="desk">
          <Agents known={known} acts={acts} now={now} />
          <Contacts known={known} acts={acts} now={now} />
          <Channels known={known} now={now} />
          <Funnel menu={known.menu} />
          <Urgent known={known} now={now} />
        </div>
      )}
    </>
  );
}
