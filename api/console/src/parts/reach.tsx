// How a customer is reached, on the card of what is his and does not say it: whoever calls him
// needs no other card.
import type { List, Row } from '../edge/types.ts';
import { listInfo } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { fieldLabel } from '../state/schema.ts';
import { mayList } from '../state/session.ts';

export function Reach({ customer }: { customer: string }) {
  const read = mayList('customers') ? '/v1/customers' : null;
  const found = useResource<List<Row>>(read, { id: customer, limit: 1 });
  const phone = String(found.data?.items[0]?.phone ?? '');
  const field = listInfo('customers')?.fields.find((one) => one.name === 'phone');
  if (phone === '' || !field) return null;
  return (
    <>
      <dt>{fieldLabel(field)}</dt>
      <dd>
        <a class="link mono" href={`tel:${phone}`} data-test="reach">
          {phone}
        </a>
      </dd>
    </>
  );
}
