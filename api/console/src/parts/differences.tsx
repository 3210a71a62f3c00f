// Before and after, field by field: what changed is gold.
import { positionText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { against, asOf } from '../state/time.ts';

export interface Difference {
  name: string;
  label: string;
  before: string;
  after: string;
  changed: boolean;
}

// The moment of the bar and the one that it is compared with, the earlier first; null = now.
export function pairOfMoments(): [string | null, string | null] {
  const other = against.value;
  const here = asOf.value;
  if (other === null || here === null) return [other, here];
  return /^\d+$/.test(here) && BigInt(here) < BigInt(other) ? [here, other] : [other, here];
}

export const momentText = (moment: string | null): string =>
  moment === null ? t('live') : /^\d+$/.test(moment) ? positionText(moment) : moment;

export function Differences({
  what = t('field'),
  heads,
  items,
  numeric = false,
}: {
  what?: string; // that each row is
  heads: [string, string];
  items: Difference[];
  numeric?: boolean;
}) {
  const kind = numeric ? 'number' : '';
  return (
    <div class="table-frame">
      <table class="rows diff">
        <thead>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col" class={kind}>
              {heads[0]}
            </th>
            <th scope="col" class={kind}>
              {heads[1]}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.name}>
              <th scope="row">{item.label}</th>
              <td class={kind}>{item.before}</td>
              <td class={`${kind}${item.changed ? ' changed' : ''}`}>{item.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
