// Before an order has an outlet: those that could take it, the one that serves its area first.
import type { List } from '../edge/types.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { learn, t } from '../i18n/index.ts';
import { planning } from '../i18n/planning.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { useResource } from '../state/resource.ts';
import { commandLabel } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import '../styles/planning.css';

learn(planning);

interface Choice {
  outlet: string;
  name: string;
  inside: boolean;
  proposed: boolean;
}

const shown_max = 8;

export default function OutletsFor({
  id,
  version,
  done,
}: {
  id: string;
  version: string;
  done: () => void;
}) {
  const path = `/v1/orders/${encodeURIComponent(id)}/outlets`;
  const choices = useResource<List<Choice>>(path, { outlet: '' });
  const assign = (outlet: string): void =>
    openCommand('assign_outlet', { order: id, outlet }, version, done, ['order']);
  return (
    <Card class="w12" title={t('outlets_for')} note={t('outlets_for_note')}>
      <Loaded from={choices}>
        {(found) => (
          <ul class="plan-lines">
            {found.items.slice(0, shown_max).map((one) => (
              <li key={one.outlet} data-outlet={one.outlet}>
                <b>{one.name}</b>
                <span class="muted">
                  {t(one.inside ? 'outlets_inside' : 'outlets_outside')}
                </span>
                {one.proposed && <Badge name="accepted" text={t('outlets_proposed')} />}
                <button disabled={isPast.value} onClick={() => assign(one.outlet)}>
                  {commandLabel('assign_outlet')}
                </button>
              </li>
            ))}
            {found.items.length === 0 && <Empty title={t('outlets_none')} />}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
