// The track of the as-of bar: how many commits when, and the knob.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Density } from '../edge/types.ts';
import { instantText, positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { failure } from '../parts/toasts.tsx';
import { useResource } from '../state/resource.ts';
import { aimAt, aimed, letGo, takeHold, type Aim } from '../state/scrub.ts';
import { hasDuty } from '../state/session.ts';
import { isPast, shown } from '../state/time.ts';

const buckets = 140;
const step_px = 4; // of the drawing, a bucket

function Bars({ counts, share }: { counts: number[]; share: number }) {
  const top = Math.max(1, ...counts);
  return (
    <>
      {counts.map((count, index) => {
        const tall = count === 0 ? 0 : 3 + (count / top) * 25;
        const later = (index + 0.5) / counts.length > share;
        return (
          <rect
            key={index}
            class={later ? 'bar later' : 'bar'}
            x={index * step_px}
            width="3.1"
            y={34 - tall}
            height={tall}
          />
        );
      })}
    </>
  );
}

// The next place of a key: buckets in which nothing happened are passed over.
function onward(counts: number[], share: number, by: number): number {
  const way = Math.sign(by);
  let at = Math.round(share * counts.length);
  for (let left = Math.abs(by); left > 0 && at > 0 && at < counts.length + 1; left--) {
    at += way;
    while (at > 1 && at < counts.length && counts[at - 1] === 0) at += way;
  }
  return Math.min(1, Math.max(0, at / counts.length));
}

// The density, asked again when the newest commit has left its last bucket.
function useDensity(): Density | undefined {
  const density = useResource<Density>(
    hasDuty() ? '/v1/log/density' : null,
    { buckets },
    { timeless: true },
  );
  const data = density.data;
  const last = shown.value && !isPast.value ? Date.parse(shown.value.recorded_at) : 0;
  const old = data !== undefined && last > Date.parse(data.to) + Number(data.bucket_ms);
  useEffect(() => {
    if (old && !density.loading) density.reload();
  }, [old]);
  return data;
}

export function Track() {
  const data = useDensity();
  const [held, setHeld] = useState(false);
  const keyed = useRef(1); // where the keys have come to
  const frame = useRef<HTMLDivElement>(null);
  if (!data || data.counts.length === 0) return <div class="track" aria-hidden="true" />;

  const from = Date.parse(data.from);
  const until = Math.max(Date.parse(data.to), from + 1);
  const shareOf = (instant: string): number =>
    Math.min(1, Math.max(0, (Date.parse(instant) - from) / (until - from)));
  const at = aimed.value?.at ?? (isPast.value ? shown.value?.recorded_at : undefined);
  const share = at ? shareOf(at) : 1;
  const here = aimed.value
    ? instantText(aimed.value.at)
    : shown.value
      ? `${instantText(shown.value.recorded_at)} ${positionText(shown.value.position)}`
      : '';

  const aimOf = (part: number): Aim => {
    const instant = from + Math.min(1, Math.max(0, part)) * (until - from);
    const means =
      part >= 1
        ? ('now' as const)
        : instant <= Date.parse(data.first_at)
          ? { position: data.first_position }
          : undefined;
    return { at: new Date(instant).toISOString(), ...(means && { means }) };
  };
  const aim = (part: number, release = false): void => aimAt(aimOf(part), failure, release);
  const keyAim = (part: number, way: number): Aim => {
    keyed.current = part;
    return {
      ...aimOf(part),
      further: () => keyAim(onward(data.counts, part, way), way),
    };
  };
  const partOf = (event: PointerEvent): number => {
    const box = frame.current!.getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  };
  const key = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: 10, PageDown: -10 }[event.key];
    if (event.key !== 'Home' && event.key !== 'End' && by === undefined) return;
    event.preventDefault();
    const part =
      event.key === 'Home' ? 0 : event.key === 'End' ? 1 : onward(data.counts, keyed.current, by!);
    aimAt(keyAim(part, Math.sign(by ?? 0)), failure);
  };
  const x = share * data.counts.length * step_px;
  return (
    <div
      ref={frame}
      class={held ? 'track held' : 'track'}
      role="slider"
      tabIndex={0}
      aria-label={t('track')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={here}
      title={t('track_note')}
      onKeyDown={key}
      onFocus={() => {
        keyed.current = share;
        takeHold();
      }}
      onPointerDown={(event) => {
        frame.current!.setPointerCapture(event.pointerId);
        takeHold();
        setHeld(true);
        aim(partOf(event));
      }}
      onPointerMove={(event) => {
        if (held) aim(partOf(event));
      }}
      onPointerUp={(event) => {
        if (held) aim((keyed.current = partOf(event)), true);
        setHeld(false);
      }}
      onPointerCancel={() => {
        setHeld(false);
        letGo();
      }}
    >
      <svg
        viewBox={`0 0 ${data.counts.length * step_px} 40`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <Bars counts={data.counts} share={share} />
        <line class="knob" x1={x} x2={x} y1="2" y2="34" vector-effect="non-scaling-stroke" />
        <rect class="grip" x={x - 2.5} y="32" width="5" height="8" rx="2" />
      </svg>
    </div>
  );
}
