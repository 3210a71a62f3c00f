// The network board: by region and outlet what is open, what tripped, what waits longest, what was
// finished today; the most urgent first. Counts alone, nobody's name: it may hang on a wall
// (`?wall=1`).
import { ageText, integerText } from '../format.ts';
import { board as sentences } from '../i18n/board.ts';
import { learn, t } from '../i18n/index.ts';
import { Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { href, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { useNow } from './now.ts';
import {
  finished,
  isOutlet,
  marks,
  open,
  regions,
  stateOf,
  total,
  type NetworkAnswer,
  type OutletNow,
  type State,
} from './outlets.ts';
import { Sums } from './sums.tsx';
import { Wall } from './wall.tsx';
import '../styles/network.css';

learn(sentences);

const stages = [
  'registered',
  'to_schedule',
  'to_accept',
  'to_visit',
  'in_service',
  'on_hold',
  'papers_due',
];

const stateText = (state: State): string =>
  t(state === 'late' ? 'network_late' : state === 'busy' ? 'network_busy' : 'network_calm');

// How its open orders are spread over their stages, on one scale for all.
function Stages({ one, most }: { one: OutletNow; most: number }) {
  const all = stages.filter((queue) => one.queues[queue]);
  const text = all
    .map((queue) => `${enumLabel('queue', queue)} ${integerText(one.queues[queue]!)}`)
    .join(' · ');
  return (
    <span class="stages" role="img" aria-label={text || t('network_calm')} title={text}>
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
  const figures: [string, string, string][] = [
    ['open', t('network_open'), integerText(one.open)],
    ['tripped', t('network_tripped'), integerText(one.tripped)],
    [
      'waiting',
      t('network_waiting'),
      one.undispatched_since ? ageText(one.undispatched_since, now) : '—',
    ],
    ['finished', t('network_finished'), integerText(one.finished_today)],
  ];
  return (
    <li class={state} data-outlet={one.outlet} data-state={state}>
      <h3>
        <i aria-hidden="true">{marks[state]}</i> <span class="hidden">{stateText(state)} </span>
        <Link class="link" to={href('/board', { outlet: one.outlet })}>
          {name}
        </Link>
      </h3>
      <dl>
        {figures.map(([figure, label, text]) => (
          <div key={figure} class={figure === 'tripped' && one.tripped > 0 ? 'red' : ''}>
            <dt>{label}</dt>
            <dd data-test={figure}>{text}</dd>
          </div>
        ))}
      </dl>
      <Stages one={one} most={most} />
    </li>
  );
}

export default function Network() {
  const asked = useResource<NetworkAnswer>('/v1/network', {}, { topic: 'queues' });
  const now = useNow();
  const { data } = asked;
  if (asked.problem) return <Failed problem={asked.problem} again={asked.reload} />;
  if (!data) return <Loading />;
  const all = regions(data.items);
  const outlets = all.flatMap((region) => region.outlets);
  const nameOf = (id: string): string =>
    id === '' ? t('network_unassigned') : (data.names.outlet?.[id] ?? id);
  if (param('wall') === '1') return <Wall all={all} nameOf={nameOf} />;
  const most = Math.max(1, ...outlets.map(open));
  return (
    <div class="network" data-test="network">
      <Title title={t('network')} note={t('network_note', { n: total(outlets, isOutlet) })}>
        <Link class="button" to="/network?wall=1">
          {t('network_wall')}
        </Link>
      </Title>
      <Sums of={outlets} />
      {outlets.length === 0 && <p class="muted">{t('network_none')}</p>}
      {all.map((region) => (
        <section key={region.id} data-region={region.id}>
          <h2>
            {region.id === '' ? t('network_no_region') : nameOf(region.id)}{' '}
            <small class="muted">
              {t('network_region_note', {
                n: region.outlets.length,
                open: integerText(total(region.outlets, open)),
                finished: integerText(total(region.outlets, finished)),
              })}
            </small>
          </h2>
          <ul class="outlets">
            {region.outlets.map((one) => (
              <Outlet
                key={one.outlet}
                one={one}
                name={nameOf(one.outlet)}
                most={most}
                now={now}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
