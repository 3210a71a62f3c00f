// The as-of bar, on every screen: now or a moment of the past, its position, the track, the steps.
import { useEffect, useState } from 'preact/hooks';
import type { Moment } from '../edge/types.ts';
import { getTimeless, Problem } from '../edge/client.ts';
import { instantText, positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { failure, toast } from '../parts/toasts.tsx';
import { problemText } from '../parts/states.tsx';
import { feedState, heardAt } from '../state/feed.ts';
import { aimed } from '../state/scrub.ts';
import {
  asOf,
  head,
  isPast,
  moment,
  momentProblem,
  orderInView,
  shown,
  toLive,
  travel,
} from '../state/time.ts';
import { CompareButton } from './compare_bar.tsx';
import { MomentInput } from './moment_input.tsx';
import { Track } from './track.tsx';

const ask = async (params: Record<string, string>): Promise<Moment> =>
  (await getTimeless<Moment>('/v1/log/position', params)).data;

// Learns what the URL's as_of stands for.
function useMoment(): void {
  const at = asOf.value;
  useEffect(() => {
    momentProblem.value = null;
    if (at === null || moment.peek()?.position === at) return;
    let stale = false;
    moment.value = null;
    const byPosition = /^\d+$/.test(at);
    ask(byPosition ? { position: at } : { at }).then(
      // The position asked for is the one that is shown, though its time may be an earlier
      // commit's.
      (found) => {
        if (!stale) moment.value = byPosition ? { ...found, position: at } : found;
      },
      (problem: unknown) => {
        if (!stale)
          momentProblem.value = problem instanceof Problem ? problemText(problem) : String(problem);
      },
    );
    return () => {
      stale = true;
    };
  }, [at]);
}

type Step = 'event' | 'order' | 'hour';
const hour_ms = 3600_000;

async function step(kind: Step, direction: 'next' | 'previous'): Promise<void> {
  const here = shown.peek();
  if (!here) return;
  try {
    if (kind === 'hour') {
      const at = Date.parse(here.recorded_at) + (direction === 'next' ? hour_ms : -hour_ms);
      if (head.peek() && at >= Date.parse(head.peek()!.recorded_at)) return toLive();
      const then = await ask({ at: new Date(at).toISOString() });
      if (then.position !== here.position) return travel(then);
      kind = 'event'; // nothing happened in that hour: on to the next thing that did
    }
    const by = kind === 'event' ? 'event' : `order:${orderInView.peek() ?? ''}`;
    const found = await ask({ position: here.position, step: by, direction });
    if (direction === 'next' && kind === 'event' && found.position === head.peek()?.position)
      return toLive();
    travel(found);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) toast('bad', t('no_further_step'));
    else failure(problem);
  }
}

function Steps() {
  const names: Record<Step, string> = {
    event: t('step_event'),
    order: t('step_order'),
    hour: t('step_hour'),
  };
  const button = (kind: Step, direction: 'next' | 'previous') => {
    const noOrder = kind === 'order' && orderInView.value === null;
    const atEnd = direction === 'next' && !isPast.value;
    const reason = noOrder ? t('step_order_reason') : atEnd ? t('step_end_reason') : undefined;
    return (
      <button
        disabled={noOrder || atEnd}
        title={
          reason ?? t(direction === 'next' ? 'step_next' : 'step_previous', { what: names[kind] })
        }
        aria-label={t(direction === 'next' ? 'step_next' : 'step_previous', { what: names[kind] })}
        onClick={() => void step(kind, direction)}
      >
        {direction === 'next' ? `${names[kind]} ▶` : `◀ ${names[kind]}`}
      </button>
    );
  };
  return (
    <span class="steps" role="group" aria-label={t('steps')}>
      {button('event', 'previous')}
      {button('order', 'previous')}
      {button('hour', 'previous')}
      {button('hour', 'next')}
      {button('order', 'next')}
      {button('event', 'next')}
    </span>
  );
}

// The moment, as a field: a new one is a jump to the last commit recorded by then. While the knob
// moves it tells where that is.
function MomentField() {
  const at = aimed.value?.at ?? shown.value?.recorded_at;
  return (
    <span class="moment">
      {isPast.value && <span>{t('read_only_as_of')}</span>}
      <MomentInput
        label={t('moment')}
        text={at ? instantText(at) : ''}
        test="moment"
        arrive={travel}
      />
    </span>
  );
}

const stale_ms = 40_000; // more than two heartbeats

function Live() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  if (isPast.value)
    return (
      <button class="live" onClick={() => toLive()} data-test="to-live">
        {t('back_to_now')}
      </button>
    );
  const lost = feedState.value === 'lost';
  const quiet = Math.max(0, Math.floor((now - heardAt.value) / 1000));
  const text = lost
    ? t('reconnecting', { n: quiet })
    : feedState.value === 'connecting' && now - heardAt.value > stale_ms
      ? t('connecting')
      : t('live');
  return (
    <button
      class={`live${lost ? ' stale' : ''}`}
      aria-pressed="true"
      onClick={() => toLive()}
      data-test="live"
    >
      {text}
    </button>
  );
}

// The clock that the bar goes by. The read models are folded in the order of recording, so the
// other clock is named and cannot be chosen.
function Clock() {
  return (
    <select class="clock" aria-label={t('clock')} title={t('recorded_time_note')} value="recorded">
      <option value="recorded">{t('clock_recorded')}</option>
      <option value="happened" disabled>
        {t('business_time_not_yet')}
      </option>
    </select>
  );
}

export function AsOfBar() {
  const [open, setOpen] = useState(false);
  useMoment();
  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (
        (event.target as Element).closest('input, textarea, select, dialog, [role="slider"]') ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      if (event.key === '[') void step(orderInView.peek() ? 'order' : 'event', 'previous');
      if (event.key === ']' && isPast.peek())
        void step(orderInView.peek() ? 'order' : 'event', 'next');
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  // On a phone what leads to the past is folded, until somebody wants it or is there.
  const unfolded = open || isPast.value;
  return (
    <div class={`time ${unfolded ? '' : 'folded'}`} role="region" aria-label={t('as_of_bar')}>
      <Live />
      <MomentField />
      <span
        class="mono faint"
        data-test="position"
        title={shown.value ? instantText(shown.value.recorded_at) : ''}
      >
        {momentProblem.value ? (
          <span class="red">{momentProblem.value}</span>
        ) : shown.value ? (
          positionText(shown.value.position)
        ) : (
          '#—'
        )}
      </span>
      <button
        class="small unfold"
        aria-expanded={unfolded}
        disabled={isPast.value}
        data-test="unfold-time"
        onClick={() => setOpen(!open)}
      >
        {t('to_the_past')}
      </button>
      <Track />
      <Steps />
      <Clock />
      <CompareButton />
    </div>
  );
}
