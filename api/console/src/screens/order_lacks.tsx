// What an order that is reported done still lacks before it is completed, cleared and posted: told
// before somebody asks for it.
import type { CardAnswer, Row } from '../edge/types.ts';
import { lacksText } from '../parts/lacks.ts';
import { useResource } from '../state/resource.ts';
import { commandLabel } from '../state/schema.ts';

const ending = ['work_reported', 'completed', 'followed_up'];

export function OrderLacks({ id, row }: { id: string; row: Row }) {
  const asked = ending.includes(String(row.status));
  const path = asked ? `/v1/work_orders/${encodeURIComponent(id)}` : null;
  const card = useResource<CardAnswer>(path, {}, { topic: 'orders' });
  const next =
    row.status === 'work_reported'
      ? ['complete_work_order']
      : [...(row.clearing === 'asked' ? ['clear_ticket'] : []), 'post_work_order'];
  const lacking = (card.data?.commands ?? []).filter(
    (one) => next.includes(one.command) && one.in_time && one.lacks.length > 0,
  );
  if (!asked || lacking.length === 0) return null;
  return (
    <p class="notice" data-test="lacks">
      {lacking.map((one) => (
        <span key={one.command}>
          <b>{commandLabel(one.command)}</b> {lacksText(one)}{' '}
        </span>
      ))}
    </p>
  );
}
