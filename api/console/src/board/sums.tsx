// The whole network in four figures.
import { integerText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Card } from '../parts/card.tsx';
import { finished, open, total, tripped, waiting, type OutletNow } from './outlets.ts';

const sums: [string, (one: OutletNow) => number][] = [
  ['network_open', open],
  ['network_busy', waiting],
  ['network_tripped', tripped],
  ['network_finished', finished],
];

export function Sums({ of }: { of: OutletNow[] }) {
  return (
    <div class="sums">
      {sums.map(([label, figure]) => (
        <Card
          key={label}
          title={t(label as never)}
          class={figure === tripped && total(of, tripped) > 0 ? 'red' : ''}
        >
          <b data-sum={label}>{integerText(total(of, figure))}</b>
        </Card>
      ))}
    </div>
  );
}
