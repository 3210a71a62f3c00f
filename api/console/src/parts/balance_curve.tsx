// What was on one shelf, as steps over time: a line for what is known now, a dashed one for what
// the books said then where that differs, a gold seam at each correction.
import { minuteText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import type { Line } from './ledger_lines.ts';

const width = 480;
const height = 120;

export function BalanceCurve({ lines, minimum }: { lines: Line[]; minimum: number }) {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return null;
  const from = Date.parse(String(first.at));
  const until = Math.max(Date.parse(String(last.at)), from + 1);
  const then = (line: Line): number => Number(line.balance);
  const now = (line: Line): number => line.corrected ?? then(line);
  const top = Math.max(1, minimum, ...lines.map(then), ...lines.map(now)) * 1.1;
  const x = (line: Line): number => ((Date.parse(String(line.at)) - from) / (until - from)) * width;
  const y = (value: number): number => height * (1 - Math.max(0, value) / top);
  const steps = (value: (line: Line) => number): string =>
    lines
      .map((line, index) => {
        const [across, up] = index === 0 ? ['M', ','] : ['H', 'V'];
        return `${across}${x(line).toFixed(1)}${up}${y(value(line)).toFixed(1)}`;
      })
      .join('');
  return (
    <figure class="chart curve">
      <svg viewBox={`-2 0 ${width + 4} ${height}`} role="img" aria-label={t('balance_curve')}>
        {minimum > 0 && <path class="minimum" d={`M0,${y(minimum)}H${width}`} />}
        {lines.some((line) => line.corrected !== null) && <path class="books" d={steps(then)} />}
        <path class="known" d={steps(now)} />
        {lines
          .filter((line) => line.corrects)
          .map((line) => (
            <path key={String(line.line)} class="seam" d={`M${x(line).toFixed(1)},0V${height}`} />
          ))}
      </svg>
      <figcaption>
        <span>{minuteText(String(first.at))}</span>
        <b>{quantityText(now(last))}</b>
        <span>{minuteText(String(last.at))}</span>
      </figcaption>
    </figure>
  );
}
