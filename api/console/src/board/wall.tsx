// The network on a wall: read from five metres, touched by nobody. Regions flow through columns;
// what does not fit is turned to by itself, page after page. No customer, no technician. The feed
// renews it; where that is silent, it says so and grows pale.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ListPage } from '../edge/types.ts';
import { ageText, clockText, dayText, integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Link } from '../parts/link.tsx';
import { feedState, heardAt } from '../state/feed.ts';
import { useResource } from '../state/resource.ts';
import { mayList } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { deadlinesOf, due_kinds } from './deadlines.tsx';
import { hourText } from './day.ts';
import { dueText, leftText, urgencyOf } from './left.ts';
import { useNow } from './now.ts';
import {
  finished,
  isOutlet,
  longest,
  marks,
  open,
  stateOf,
  total,
  tripped,
  type OutletNow,
  type Region,
} from './outlets.ts';
import { Sums } from './sums.tsx';

const page_ms = 12_000;
const next_most = 8;
const few_rows = 12; // they are shown larger

// Turns the page every few seconds, round and round; not while somebody points at it.
function usePages(content: string) {
  const box = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState({ at: 0, of: 1 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const step = (): number =>
      element.clientWidth + parseFloat(getComputedStyle(element).columnGap);
    const count = (): number => Math.max(1, Math.ceil((element.scrollWidth - 8) / step()));
    const show = (at: number): void => {
      const of = count();
      element.scrollLeft = (at % of) * step();
      setPage({ at: at % of, of });
    };
    let at = 0;
    show(0);
    const turn = (): void => {
      if (!element.matches(':hover')) show(++at);
    };
    const again = (): void => show(at);
    const timer = window.setInterval(turn, page_ms);
    window.addEventListener('resize', again);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('resize', again);
    };
  }, [content]);
  return { box, page };
}

interface Figures {
  of: OutletNow[];
  now: number;
}

function FigureCells({ of, now }: Figures) {
  const since = longest(of);
  return (
    <>
      <b data-test="open" title={t('network_open')}>{integerText(total(of, open))}</b>
      <b data-test="waiting" title={t('network_waiting')}>{since ? ageText(since, now) : '—'}</b>
      <b
        data-test="tripped"
        class={total(of, tripped) > 0 ? 'red' : ''}
        title={t('network_tripped')}
      >
        {integerText(total(of, tripped))}
      </b>
      <b data-test="finished" title={t('network_finished')}>{integerText(total(of, finished))}</b>
    </>
  );
}

type NameOf = (outlet: string) => string;

function RegionRows({ region, nameOf, now }: { region: Region; nameOf: NameOf; now: number }) {
  return (
    <>
      <li class="region" data-region={region.id}>
        <span>{region.id === '' ? t('network_no_region') : nameOf(region.id)}</span>
        <FigureCells of={region.outlets} now={now} />
      </li>
      {region.outlets.map((one) => (
        <li
          key={one.outlet}
          class={stateOf(one)}
          data-outlet={one.outlet}
          data-state={stateOf(one)}
        >
          <span>
            <i aria-hidden="true">{marks[stateOf(one)]}</i> {nameOf(one.outlet)}
          </span>
          <FigureCells of={[one]} now={now} />
        </li>
      ))}
    </>
  );
}

// What can still be saved: the least time first. Order and outlet, nobody's name.
function TripsNext({ nameOf, now }: { nameOf: NameOf; now: number }) {
  const alarms = useResource<ListPage>(
    mayList('alarms') ? '/v1/alarms' : null,
    { status: 'armed', kind: due_kinds, sort: 'due_at', limit: next_most },
    { topic: 'orders' },
  );
  const next = deadlinesOf(alarms.data?.items ?? []);
  return (
    <aside>
      <h2>{t('board_trips_next')}</h2>
      {alarms.data && next.length === 0 && <p class="muted">{t('board_none_due')}</p>}
      <ol data-test="wall-next">
        {next.map((one) => {
          const left = Date.parse(one.due_at) - now;
          return (
            <li key={one.id} class={urgencyOf(left)}>
              <b>{leftText(left)}</b>
              <span>
                {nameOf(one.outlet)}
                <small>
                  {dueText(one.kind)} · {one.order.slice(-4)}
                </small>
              </span>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}

function Clock({ now }: { now: number }) {
  const stale = feedState.value === 'lost' && !isPast.value;
  return (
    <p class={`wall-clock${stale ? ' stale' : ''}`} role="status">
      {stale && (
        <em>{t('network_stale', { at: clockText(new Date(heardAt.value).toISOString()) })}</em>
      )}
      <b>{hourText(now)}</b> <span>{dayText(now)}</span>
    </p>
  );
}

export function Wall({ all, nameOf }: { all: Region[]; nameOf: NameOf }) {
  const now = useNow();
  const outlets = all.flatMap((region) => region.outlets);
  const { box, page } = usePages(`${all.length} ${outlets.length}`);
  const stale = feedState.value === 'lost' && !isPast.value;
  const named = all.filter((region) => region.id !== '');
  const rows = all.length + outlets.length;
  const columns = ['network_open', 'network_waiting', 'network_tripped', 'network_finished'];
  return (
    <div
      class={`network wall${stale ? ' stale' : ''}${rows <= few_rows ? ' few' : ''}`}
      data-test="network"
    >
      <header>
        <h1>
          <Link class="link" to="/network">
            {t('network')}
          </Link>
        </h1>
        <small>
          {t('network_wall_note', { regions: named.length, n: total(outlets, isOutlet) })}
        </small>
        {page.of > 1 && (
          <small data-test="page">
            {page.at + 1} / {page.of}
          </small>
        )}
        <Clock now={now} />
      </header>
      <Sums of={outlets} />
      <div class="wall-body">
        <div
          class="pages"
          ref={box}
          tabIndex={0}
          role="region"
          aria-label={t('network_outlet')}
        >
          <ul>
            <li class="head" aria-hidden="true">
              <span />
              {columns.map((label) => (
                <small key={label}>{t(label as never)}</small>
              ))}
            </li>
            {all.map((region) => (
              <RegionRows key={region.id} region={region} nameOf={nameOf} now={now} />
            ))}
          </ul>
        </div>
        <TripsNext nameOf={nameOf} now={now} />
      </div>
    </div>
  );
}
