// Which outlet serves which area on a day, and the areas that nobody serves.
import type { List } from '../edge/types.ts';
import { learn, t } from '../i18n/index.ts';
import { planning } from '../i18n/planning.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { thingPath } from '../state/lists.ts';
import { go, href, param, type Query } from '../state/location.ts';
import { named } from '../state/names.ts';
import { useResource } from '../state/resource.ts';
import '../styles/planning.css';

learn(planning);

interface ServedArea {
  area: string;
  orders: number;
  sales: number;
  unserved: number;
  outlets: number;
  served_by: string[];
}

const levels = [
  ['area', 'coverage_area'],
  ['city', 'coverage_city'],
  ['county', 'coverage_county'],
  ['township', 'coverage_township'],
] as const;

function Asked() {
  const set = (change: Query): void => go(href('/coverage', { ...asked(), ...change }), true);
  return (
    <div class="plan-asked">
      <label>
        {t('coverage_day')}
        <input
          type="date"
          name="day"
          value={param('day')}
          onInput={(event) => set({ day: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('coverage_level')}
        <select
          name="level"
          value={param('level') || 'area'}
          onInput={(event) => set({ level: event.currentTarget.value })}
        >
          {levels.map(([level, name]) => (
            <option key={level} value={level}>
              {t(name)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

const asked = (): { day: string; level: string } => ({ day: param('day'), level: param('level') });

function Area({ of: one }: { of: ServedArea }) {
  const some = one.unserved > 0;
  return (
    <li data-area={one.area} class={some ? 'unplaced' : undefined}>
      <b>{one.area}</b>
      <span class="muted">
        {t('coverage_orders')} {one.orders} · {t('coverage_sales')} {one.sales}
      </span>
      {some && (
        <Badge
          name="overdue"
          text={
            one.unserved === one.orders
              ? t('coverage_nobody')
              : t('coverage_some', { orders: String(one.unserved) })
          }
        />
      )}
      <span>
        {one.served_by.map((id) => (
          <Link key={id} class="link" to={thingPath('outlet', id) ?? ''}>
            {named('outlet', id)}{' '}
          </Link>
        ))}
        {one.outlets > one.served_by.length && (
          <span class="muted">+{one.outlets - one.served_by.length}</span>
        )}
      </span>
    </li>
  );
}

export default function Coverage() {
  const areas = useResource<List<ServedArea>>('/v1/served_areas', { ...asked(), outlet: '' });
  return (
    <div>
      <Title title={t('coverage_title')} note={t('coverage_note')} />
      <Asked />
      <Card title={t('coverage_areas')}>
        <Loaded from={areas}>
          {(found) => (
            <ul class="plan-lines">
              {found.items.map((one) => (
                <Area key={one.area} of={one} />
              ))}
              {found.items.length === 0 && <Empty />}
            </ul>
          )}
        </Loaded>
      </Card>
    </div>
  );
}
