// The network board: each outlet with what is open, what tripped, what waits longest; the most
// urgent first. Counts alone, nobody's name: it may hang on a wall (`?wall=1`).
import type { Names } from '../edge/types.ts';
import { ageText, integerText } from '../format.ts';
import { board as sentences } from '../i18n/board.ts';
import { learn, t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { href, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { isPast, shown } from '../state/time.ts';
import '../styles/network.css';

learn(sentences);

interface OutletNow {
  outlet: string;
  open: number;
  tripped: number;
  queues: Record<string, number>;
  undispatched_since: string | null;
}
interface NetworkAnswer {
  items: OutletNow[];
  names: Names;
  position: string;
}

const unsent = ['registered', 'to_schedule'];
const stages = [
  'registered',
  'to_schedule',
  'to_accept',
  'to_visit',
  'in_service',
  'on_hold',
  'papers_due',
];

const waiting = (one: OutletNow): number =>
  unsent.reduce((sum, queue) => sum + (one.queues[queue] ?? 0), 0);

type State = 'late' | 'busy' | 'calm';
const stateOf = (one: OutletNow): State =>
  one.tripped > 0 ? 'late' : waiting(one) > 0 ? 'busy' : 'calm';
const marks: Record<State, string> = { late: '◆', busy: '■', calm: '●' };
const stateText = (state: State): string =>
  t(state === 'late' ? 'network_late' : state === 'busy' ? 'network_busy' : 'network_calm');

const byUrgency = (a: OutletNow, b: OutletNow): number =>
  b.tripped - a.tripped || waiting(b) - waiting(a) || a.outlet.localeCompare(b.outlet);

// How its open orders are spread over their stages, on one scale for all.
function Stages({ one, most }: { one: OutletNow; most: number }) {
  const all = stages.filter((queue) => one.queues[queue]);
  const text = all
    .map((queue) => `${enumLabel('queue', queue)} ${integerText(one.queues[queue]!)}`)
    .join(' · ');
  return (
    <span class="stages" role="img" aria-label={text} title={text}>
      {all.map((queue, index) => (
        <i
          key={queue}
          class={`s${index % 3}`}
          style={`width:${((one.queues[queue]! / most) * 100).toFixed(2)}%`}
        />
      ))}
    </span>
  );
}

interface Shown {
  one: OutletNow;
  name: string;
  most: number; // open orders of any outlet
  now: number;
}

function Outlet({ one, name, most, now }: Shown) {
  const state = stateOf(one);
  return (
    <li class={state} data-outlet={one.outlet} data-state={state}>
      <h2>
        <i aria-hidden="true">{marks[state]}</i> <span class="hidden">{stateText(state)} </span>
        <Link class="link" to={href('/board', { outlet: one.outlet })}>
          {name}
        </Link>
      </h2>
      <dl>
        <div>
          <dt>{t('network_open')}</dt>
          <dd data-test="open">{integerText(one.open)}</dd>
        </div>
        <div class={one.tripped > 0 ? 'red' : ''}>
          <dt>{t('network_tripped')}</dt>
          <dd data-test="tripped">{integerText(one.tripped)}</dd>
        </div>
        <div>
          <dt>{t('network_waiting')}</dt>
          <dd>{one.undispatched_since ? ageText(one.undispatched_since, now) : '—'}</dd>
        </div>
      </dl>
      <Stages one={one} most={most} />
    </li>
  );
}

export default function Network() {
  const asked = useResource<NetworkAnswer>('/v1/network', {}, { topic: 'queues' });
  const { data } = asked;
  if (asked.problem) return <Failed problem={asked.problem} again={asked.reload} />;
  if (!data) return <Loading />;
  const now = isPast.value ? Date.parse(shown.value?.recorded_at ?? '') : Date.now();
  const items = data.items.filter((one) => one.outlet !== '').toSorted(byUrgency);
  const most = Math.max(1, ...items.map((one) => one.open));
  const sum = (of: (one: OutletNow) => number): string =>
    integerText(items.reduce((total, one) => total + of(one), 0));
  return (
    <div class={`network${param('wall') === '1' ? ' wall' : ''}`} data-test="network">
      <Title title={t('network')} note={t('network_note', { n: items.length })}>
        <Link class="button" to="/network?wall=1">
          {t('network_wall')}
        </Link>
      </Title>
      <div class="sums">
        <Card title={t('network_open')}>
          <b>{sum((one) => one.open)}</b>
        </Card>
        <Card title={t('network_busy')}>
          <b>{sum(waiting)}</b>
        </Card>
        <Card
          title={t('network_tripped')}
          class={items.some((one) => one.tripped > 0) ? 'red' : ''}
        >
          <b>{sum((one) => one.tripped)}</b>
        </Card>
      </div>
      {items.length === 0 && <p class="muted">{t('network_none')}</p>}
      <ul class="outlets">
        {items.map((one) => (
          <Outlet
            key={one.outlet}
            one={one}
            name={data.names.outlet?.[one.outlet] ?? one.outlet}
            most={most}
            now={now}
          />
        ))}
      </ul>
    </div>
  );
}
