// What he had with us lately: his orders and his contacts, those too of which no order came. Who
// has no file is known by his number alone.
import type { List } from '../edge/types.ts';
import { dayText } from '../format.ts';
import type { Interaction } from '../generated/schema.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { itemPath } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel, flat } from '../state/schema.ts';

interface Met {
  id: string;
  at: string;
  to: string;
  kind: string;
  text: string;
  status: string;
  said: string; // the status in words
}

const text = (of: unknown): string => (typeof of === 'string' ? of : '');

const ofOrder = (one: Record<string, unknown>): Met => ({
  id: text(one.id),
  at: text(one.registered_at),
  to: itemPath('work_orders', text(one.id)),
  kind: enumLabel('service_type', text(one.service_type)),
  text: text(one.symptom),
  status: text(one.status),
  said: enumLabel('work_order_status', text(one.status)),
});

const ofContact = (one: Interaction & { id: string }): Met => ({
  id: one.id,
  at: text(one.started_at),
  to: itemPath('interactions', one.id),
  kind: enumLabel('channel', one.channel),
  text: one.summary || one.ivr_path || one.note,
  status: one.status,
  said:
    one.status === 'closed'
      ? enumLabel('interaction_outcome', one.outcome)
      : enumLabel('interaction_status', one.status),
});

const read_most = 8; // of each
const shown_most = 10;

// `of`: the customer, or what is asked for of the number.
export function Lately({ of }: { of: Record<string, string> }) {
  const asked = { ...of, limit: read_most };
  const orders = useResource<List>('/v1/work_orders', asked, { topic: 'orders' });
  const contacts = useResource<List<Interaction & { id: string }>>('/v1/interactions', asked);
  const items = [
    ...(orders.data?.items ?? []).map((one) => ofOrder(flat(one))),
    ...(contacts.data?.items ?? []).map(ofContact),
  ]
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .slice(0, shown_most);
  if (items.length === 0) return null;
  return (
    <Card title={t('intake_lately')}>
      <ul class="lately" data-test="lately">
        {items.map((one) => (
          <li key={one.id}>
            <time>{one.at ? dayText(one.at).slice(2) : ''}</time>
            <Link to={one.to}>{one.kind}</Link>
            <span title={one.text}>{one.text}</span>
            <Badge small name={one.status} text={one.said} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
