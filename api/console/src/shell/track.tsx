// The track of the as-of bar: how many commits when, and the knob.
import { useRef, useState } from 'preact/hooks';
import type { Density, Moment } from '../edge/types.ts';
import { getTimeless, Problem } from '../edge/client.ts';
import { instantText, positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { problemText } from '../parts/states.tsx';
import { toast } from '../parts/toasts.tsx';
import { useResource } from '../state/resource.ts';
import { isPast, shown, toLive, travel } from '../state/time.ts';

const buckets = 140;

export function Track() {
  const density = useResource<Density>('/v1/log/density', { buckets }, { timeless: true });
  const [drag, setDrag] = useState<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const data = density.data;
  if (!data || data.counts.length === 0) return <div class="track" aria-hidden="true" />;

  const from = Date.parse(data.from);
  const until = Math.max(Date.parse(data.to), from + 1);
  const now = shown.value ? Date.parse(shown.value.recorded_at) : until;
  const share =
    drag ?? (isPast.value ? Math.min(1, Math.max(0, (now - from) / (until - from))) : 1);
  const top = Math.max(1, ...data.counts);
  const momentAt = (part: number): string => new Date(from + part * (until - from)).toISOString();

  const jump = async (part: number): Promise<void> => {
    if (part >= 1) return toLive();
    const at = momentAt(part);
    if (Date.parse(at) <= Date.parse(data.first_at)) return travel(data.first_position);
    try {
      travel((await getTimeless<Moment>('/v1/log/position', { at })).data.position);
    } catch (problem) {
      toast('bad', problem instanceof Problem ? problemText(problem) : String(problem));
    }
  };
  const partOf = (event: PointerEvent): number => {
    const box = frame.current!.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const key = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: 10, PageDown: -10 }[event.key];
    if (event.key !== 'Home' && event.key !== 'End' && by === undefined) return;
    event.preventDefault();
    void jump(
      event.key === 'Home' ? 0 : event.key === 'End' ? 1 : share + by! / data.counts.length,
    );
  };
  return (
    <div
      ref={frame}
      class="track"
      role="slider"
      tabIndex={0}
      aria-label={t('track')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={
        drag !== null
          ? instantText(momentAt(drag))
          : shown.value
            ? `${instantText(shown.value.recorded_at)} ${positionText(shown.value.position)}`
            : ''
      }
      title={drag !== null ? instantText(momentAt(drag)) : t('track_note')}
      onKeyDown={key}
      onPointerDown={(event) => {
        frame.current!.setPointerCapture(event.pointerId);
        setDrag(partOf(event));
      }}
      onPointerMove={(event) => {
        if (drag !== null) setDrag(partOf(event));
      }}
      onPointerUp={(event) => {
        setDrag(null);
        void jump(partOf(event));
      }}
      onPointerCancel={() => setDrag(null)}
    >
      <svg
        viewBox={`0 0 ${data.counts.length * 4} 40`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {data.counts.map((count, index) => {
          const tall = count === 0 ? 0 : 3 + (count / top) * 25;
          const later = (index + 0.5) / data.counts.length > share;
          return (
            <rect
              key={index}
              class={later ? 'bar later' : 'bar'}
              x={index * 4}
              width="3.1"
              y={34 - tall}
              height={tall}
            />
          );
        })}
        <line
          class="knob"
          x1={share * data.counts.length * 4}
          x2={share * data.counts.length * 4}
          y1="2"
          y2="34"
          vector-effect="non-scaling-stroke"
        />
        <rect
          class="grip"
          x={share * data.counts.length * 4 - 2.5}
          y="32"
          width="5"
          height="8"
          rx="2"
        />
      </svg>
    </div>
  );
}
