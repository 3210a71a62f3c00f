// Small SVG charts: a title, a table of the same data, colours by token.
import type { Tone } from './tones.ts';
import { t } from '../i18n/index.ts';

export interface Series {
  name: string;
  label: string;
  tone: Tone;
  counts: number[];
}

// A line of a few figures beside the last of them, which says it in words.
export function Sparkline({ counts, title }: { counts: number[]; title: string }) {
  const top = Math.max(1, ...counts);
  const x = (index: number): string => ((index / (counts.length - 1)) * 54 + 1).toFixed(1);
  const y = (value: number): string => (17 - (value / top) * 15).toFixed(1);
  return (
    <svg class="spark" viewBox="0 0 56 18" aria-hidden="true">
      <title>{title}</title>
      <polyline points={counts.map((value, index) => `${x(index)},${y(value)}`).join(' ')} />
    </svg>
  );
}

const width = 600;
const height = 200;

function area(lower: number[], upper: number[], top: number): string {
  const x = (index: number): number => (index / Math.max(1, upper.length - 1)) * width;
  const y = (value: number): number => height * (1 - value / top);
  const there = upper.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  const back = lower
    .map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`)
    .reverse();
  return `M${[...there, ...back].join('L')}Z`;
}

export function StackedArea({
  title,
  series,
  ticks,
}: {
  title: string;
  series: Series[];
  ticks: string[];
}) {
  const length = Math.max(0, ...series.map((one) => one.counts.length));
  const layers: { one: Series; lower: number[]; upper: number[] }[] = [];
  let lower = new Array<number>(length).fill(0);
  for (const one of series) {
    const upper = lower.map((value, index) => value + (one.counts[index] ?? 0));
    layers.push({ one, lower, upper });
    lower = upper;
  }
  const top = Math.max(1, ...lower);
  const shown = Math.max(1, Math.ceil(ticks.length / 4));
  return (
    <figure class="chart">
      <div class="peak" aria-hidden="true">
        {top}
      </div>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        <line
          class="axis"
          x1="0"
          x2={width}
          y1={height}
          y2={height}
          vector-effect="non-scaling-stroke"
        />
        {layers.map((layer) => (
          <path
            key={layer.one.name}
            class={`area tone-${layer.one.tone}`}
            d={area(layer.lower, layer.upper, top)}
          />
        ))}
      </svg>
      <div class="ticks mono" aria-hidden="true">
        {ticks
          .filter((_, index) => index % shown === 0)
          .map((tick) => (
            <span key={tick}>{tick.endsWith(' 00:00') ? tick.slice(0, 5) : tick.slice(6)}</span>
          ))}
      </div>
      <details class="data">
        <summary>{t('as_table')}</summary>
        <div class="table-frame" role="region" tabIndex={0} aria-label={title}>
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{t('time')}</th>
                {series.map((one) => (
                  <th key={one.name} class="number" scope="col">
                    {one.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ticks.map((tick, index) => (
                <tr key={tick}>
                  <td class="mono">{tick}</td>
                  {series.map((one) => (
                    <td key={one.name} class="number">
                      {one.counts[index] ?? 0}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
