// The picture that a report declares, above its table: bars, a line, shares or heat. Every figure
// stands in it as text too, so that nobody needs the colours.
import type { ChartAnswer, ChartInfo, ChartMark, ReportColumn, ReportInfo } from '../edge/types.ts';
import { integerText, percentText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { useResource } from '../state/resource.ts';
import { say } from '../state/schema.ts';
import { asField } from './report_cells.tsx';
import { Loaded } from './states.tsx';
import type { Tone } from './tones.ts';

const tones: Tone[] = ['indigo', 'amber', 'teal', 'violet', 'slate', 'green'];
const toneAt = (index: number): string => `tone-${tones[index % tones.length]}`;
const levels = 5; // shades of heat

interface Drawn {
  report: ReportInfo;
  chart: ChartInfo;
  data: ChartAnswer;
  along: ReportColumn;
  across: ReportColumn | undefined;
  figures: (ReportColumn | undefined)[]; // one at least; undefined: how many rows
}

const figureName = (figure: ReportColumn | undefined): string =>
  figure ? say(figure.label, figure.name) : t('rows_counted');
const figureText = (value: number | null, figure: ReportColumn | undefined): string =>
  value === null ? '–' : figure ? valueText(value, asField(undefined, figure)) : integerText(value);

function markText(
  report: ReportInfo,
  mark: ChartMark,
  column: ReportColumn,
  isRest: boolean,
): string {
  if (isRest) return t('the_rest');
  if (mark.value === '' || mark.value === null) return t('nothing_said');
  return mark.name ?? valueText(mark.value, asField(report, column));
}

const namesOf = ({ report, data, along }: Drawn): string[] =>
  data.marks.map((mark, index) =>
    markText(report, mark, along, data.rest && index === data.marks.length - 1),
  );

// What the scale ends with. The sum of all the others is none of them: beside it they would be
// specks.
function largest(data: ChartAnswer): number {
  const rest = data.rest ? data.marks.length - 1 : -1;
  const of = data.values.flatMap((line) => line.filter((_, at) => at !== rest));
  return Math.max(1, ...of.map((value) => Math.abs(value ?? 0)));
}

function Legend({ figures }: { figures: Drawn['figures'] }) {
  if (figures.length < 2) return null;
  return (
    <p class="legend">
      {figures.map((figure, index) => (
        <span key={index} class={toneAt(index)}>
          <i aria-hidden="true" /> {figureName(figure)}
        </span>
      ))}
    </p>
  );
}

const bars_most = 10; // the others stand in the table below them

function Bars(drawn: Drawn) {
  const { data, figures, along } = drawn;
  const top = largest(data);
  const names = namesOf(drawn);
  const share = (value: number): number => Math.min(1, Math.abs(value) / top);
  return (
    <>
      <Legend figures={figures} />
      <ul class="bars">
        {names.slice(0, bars_most).map((name, at) => (
          <li key={at}>
            <span class="name">{name}</span>
            <span class="each">
              {figures.map((figure, index) => (
                <span key={index} class={toneAt(index)}>
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={share(data.values[index]![at] ?? 0) * 100} height="8" />
                  </svg>
                  <span class="hidden">{figureName(figure)}</span>{' '}
                  <b>{figureText(data.values[index]![at] ?? null, figure)}</b>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {names.length > bars_most && (
        <details class="data">
          <summary>{t('as_table')}</summary>
          <FigureTable head={[along, ...figures]} names={names} lines={data.values} />
        </details>
      )}
    </>
  );
}

function Shares(drawn: Drawn) {
  const { data, figures } = drawn;
  const values = (data.values[0] ?? []).map((value) => Math.max(0, value ?? 0));
  const whole = Math.max(
    1,
    values.reduce((sum, value) => sum + value, 0),
  );
  const begins = values.map((_, at) => values.slice(0, at).reduce((sum, value) => sum + value, 0));
  return (
    <>
      <svg class="shares" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {values.map((value, at) => (
          <rect
            key={at}
            class={toneAt(at)}
            x={(begins[at]! / whole) * 100}
            width={(value / whole) * 100}
            height="8"
          />
        ))}
      </svg>
      <ul class="legend">
        {namesOf(drawn).map((name, at) => (
          <li key={at} class={toneAt(at)}>
            <i aria-hidden="true" /> {name} <b>{figureText(values[at]!, figures[0])}</b>{' '}
            <small class="muted">{percentText(values[at]! / whole)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

const width = 600;
const height = 120;

function Lines(drawn: Drawn) {
  const { data, figures, along } = drawn;
  const names = namesOf(drawn);
  const all = data.values.flat().map((value) => value ?? 0);
  const top = Math.max(1, ...all);
  const bottom = Math.min(0, ...all);
  const x = (at: number): number => (at / Math.max(1, names.length - 1)) * width;
  const y = (value: number): number => height * (1 - (value - bottom) / (top - bottom));
  return (
    <>
      <Legend figures={figures} />
      <div class="peak" aria-hidden="true">
        {figureText(top, figures[0])}
      </div>
      <svg class="lines" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
        <line class="axis" x2={width} y1={y(0)} y2={y(0)} vector-effect="non-scaling-stroke" />
        {data.values.map((line, index) => (
          <polyline
            key={index}
            class={toneAt(index)}
            vector-effect="non-scaling-stroke"
            points={line.map((value, at) => `${x(at)},${y(value ?? 0)}`).join(' ')}
          />
        ))}
      </svg>
      <div class="ticks mono" aria-hidden="true">
        <span>{names[0]}</span>
        <span>{names.at(-1)}</span>
      </div>
      <details class="data">
        <summary>{t('as_table')}</summary>
        <FigureTable head={[along, ...figures]} names={names} lines={data.values} />
      </details>
    </>
  );
}

function FigureTable({
  head,
  names,
  lines,
}: {
  head: (ReportColumn | undefined)[];
  names: string[];
  lines: (number | null)[][];
}) {
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={t('as_table')}>
      <table class="rows">
        <thead>
          <tr>
            {head.map((column, index) => (
              <th key={index} scope="col" class={index ? 'number' : ''}>
                {figureName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              {lines.map((line, index) => (
                <td key={index} class="number">
                  {figureText(line[at] ?? null, head[index + 1])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heat(drawn: Drawn) {
  const { report, data, figures, across } = drawn;
  const top = largest(data);
  const shade = (value: number | null): string =>
    value ? `heat-${Math.max(1, Math.min(levels, Math.ceil((value / top) * levels)))}` : '';
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={figureName(figures[0])}>
      <table class="rows heat">
        <thead>
          <tr>
            <th scope="col">{across && say(across.label, across.name)}</th>
            {namesOf(drawn).map((name, at) => (
              <th key={at} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.across.map((mark, row) => (
            <tr key={row}>
              <th scope="row">{across && markText(report, mark, across, false)}</th>
              {data.values[row]!.map((value, at) => (
                <td key={at} class={`number ${shade(value)}`}>
                  {value === null ? '' : figureText(value, figures[0])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const kinds = { bar: Bars, share: Shares, line: Lines, heat: Heat };

export function ReportChart({
  report,
  parameters,
}: {
  report: ReportInfo;
  parameters: Record<string, string>;
}) {
  const { chart } = report;
  const drawn = useResource<ChartAnswer>(
    chart ? `/v1/reports/${encodeURIComponent(report.id)}/chart` : null,
    parameters,
  );
  if (!chart) return null;
  const column = (name: string | null): ReportColumn | undefined =>
    report.columns.find((one) => one.name === name);
  const along = column(chart.along)!;
  const figures = chart.figures.length > 0 ? chart.figures.map(column) : [undefined];
  const across = column(chart.across);
  const Kind = kinds[chart.kind];
  const title = t(chart.mean ? 'chart_mean' : 'chart_of', {
    figures: figures.map(figureName).join(' · '),
    along: [along, across].flatMap((one) => (one ? say(one.label, one.name) : [])).join(' · '),
  });
  return (
    <figure class="chart of-report" aria-label={title} data-chart={chart.kind}>
      <Loaded from={drawn}>
        {(data) =>
          data.marks.length > 0 && (
            <>
              <figcaption class="muted">{title}</figcaption>
              <Kind {...{ report, chart, data, along, figures }} across={across} />
            </>
          )
        }
      </Loaded>
    </figure>
  );
}
