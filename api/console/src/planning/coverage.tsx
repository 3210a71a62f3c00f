// Which outlet serves which area on a day, and the areas that nobody serves.
import { useState } from 'preact/hooks';
import type { List } from '../edge/types.ts';
import { learn, t } from '../i18n/index.ts';
import { planning } from '../i18n/planning.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { thingPath } from '../state/lists.ts';
import { named } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import '../styles/planning.css';

learn(planning);

interface ServedArea {
  area: string;
  orders: number;
  outlets: number;
  served_by: string[];
}

export default function Coverage() {
  const [day, setDay] = useState('');
  const areas = useResource<List<ServedArea>>('/v1/served_areas', { day, outlet: '' });
  return (
    <div>
      <Title title={t('coverage_title')} note={t('coverage_note')} />
      <div class="plan-asked">
        <label>
          {t('coverage_day')}
          <input
            type="date"
            name="day"
            value={day}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
        </label>
      </div>
      <Card title={t('coverage_areas')}>
        <Loaded from={areas}>
          {(found) => (
            <ul class="plan-lines">
              {found.items.map((one) => (
                <li key={one.area} class={one.outlets === 0 ? 'unplaced' : undefined}>
                  <b>{one.area}</b>
                  <span class="muted">
                    {t('coverage_orders')} {one.orders}
                  </span>
                  {one.outlets === 0 && <Badge name="overdue" text={t('coverage_nobody')} />}
                  <span>
                    {one.served_by.map((id) => (
                      <Link key={id} class="link" to={thingPath('outlet', id) ?? ''}>
                        {named('outlet', id)}{' '}
                      </Link>
                    ))}
                  </span>
                </li>
              ))}
              {found.items.length === 0 && <Empty />}
            </ul>
          )}
        </Loaded>
      </Card>
    </div>
  );
}
