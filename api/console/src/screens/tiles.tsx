// The tiles of the overview: what waits in each queue, how that went over the last days, and what
// waited longest. Each opens its queue.
import type { QueueCount } from '../edge/types.ts';
import { ageText, day_ms, integerText, startOfDay } from '../format.ts';
import type { Queue } from '../generated/schema.ts';
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { Sparkline } from '../parts/charts.tsx';
import { Differences, momentText, pairOfMoments } from '../parts/differences.tsx';
import { Link } from '../parts/link.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { toneOf } from '../parts/tones.ts';
import { orderQueues, queues, waiting, type Queues } from '../state/queues.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel, say } from '../state/schema.ts';
import { shown } from '../state/time.ts';
import { useTrend } from '../state/trend.ts';

const labelOf = (item: QueueCount): string => say(item.label, enumLabel('queue', item.queue));

const stages = new Set<string>(orderQueues);

function Change({ by }: { by: number }) {
  if (by === 0) return null;
  return (
    <span class="change" title={t('since_midnight')}>
      {by > 0 ? '+' : '−'}
      {integerText(Math.abs(by))}
    </span>
  );
}

function Tile({
  item,
  past,
  now,
}: {
  item: QueueCount;
  past: number[]; // at the midnights before, the latest last
  now: string | undefined;
}) {
  const label = labelOf(item);
  const morning = past.at(-1);
  return (
    <Link
      class={`tile tone-${toneOf(item.queue)}${stages.has(item.queue) ? '' : ' aside'}`}
      to={`/queues/${item.queue}`}
      data-queue={item.queue}
    >
      <header>
        <span title={label}>{label}</span>
        {morning !== undefined && <Change by={item.count - morning} />}
      </header>
      <span class="figure">
        <b data-test="count">{integerText(item.count)}</b>
        {past.length > 1 && <Sparkline counts={[...past, item.count]} title={t('trend_note')} />}
      </span>
      <small>
        {item.count === 0
          ? t('none_waiting')
          : item.oldest_at && now && t('oldest', { age: ageText(item.oldest_at, now) })}
      </small>
    </Link>
  );
}

const trend_days = 7;

const tilesOf = (items: QueueCount[], only: Queue[] | undefined, without: Queue[]): QueueCount[] =>
  only
    ? items.filter((item) => only.includes(item.queue as Queue) && item.count > 0)
    : items.filter((item) => !without.includes(item.queue as Queue));

// `only`: these, where something waits; `without`: all but these.
export function Tiles({ only, without = [] }: { only?: Queue[]; without?: Queue[] }) {
  const now = shown.value?.recorded_at;
  const midnight = now === undefined ? null : startOfDay(now);
  const trend = useTrend(
    midnight === null
      ? []
      : Array.from({ length: trend_days }, (_, day) => midnight - (trend_days - 1 - day) * day_ms),
  );
  const asked = queues.value;
  if (asked?.problem) return <Failed problem={asked.problem} again={asked.reload} />;
  if (!waiting.value) return <Loading />;
  const drawn = tilesOf(waiting.value, only, without);
  if (only && drawn.length === 0) return null; // his queues are empty: no gap says so
  return (
    <div
      class={`tiles${only ? ' own' : ''}${asked?.loading ? ' again' : ''}`}
      data-test="tiles"
      aria-busy={asked?.loading ?? true}
    >
      {drawn.map((item) => (
        <Tile
          key={item.queue}
          item={item}
          past={trend.map((counts) => counts.get(item.queue) ?? 0)}
          now={now}
        />
      ))}
    </div>
  );
}

// The queues at the moment of the bar and at the other one, the earlier on the left.
export function QueuesCompared() {
  const [left, right] = pairOfMoments();
  const before = useResource<Queues>('/v1/queues', {}, { moment: left, topic: 'queues' });
  const after = useResource<Queues>('/v1/queues', {}, { moment: right, topic: 'queues' });
  const failed = [before, after].find((side) => side.problem);
  const counts = new Map(before.data?.items.map((item) => [item.queue, item.count]));
  return (
    <Card class="compared" title={t('compare')} note={t('compare_note')}>
      {failed ? (
        <Failed problem={failed.problem!} again={failed.reload} />
      ) : !before.data || !after.data ? (
        <Loading />
      ) : (
        <Differences
          numeric
          what={t('queues')}
          heads={[momentText(left), momentText(right)]}
          items={after.data.items.map((item) => ({
            name: item.queue,
            label: labelOf(item),
            before: integerText(counts.get(item.queue) ?? 0),
            after: integerText(item.count),
            changed: counts.get(item.queue) !== item.count,
          }))}
        />
      )}
    </Card>
  );
}
