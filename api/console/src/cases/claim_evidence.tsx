// What a warranty claim is judged by, beside it: whether the serial is the machine's, and what the
// machine was entitled to on the day of the fault.
import type { CardAnswer, Row } from '../edge/types.ts';
import { learn, t } from '../i18n/index.ts';
import { warranty } from '../i18n/warranty.ts';
import { LazyEntitlement } from '../parts/lazy_entitlement.tsx';
import { useResource } from '../state/resource.ts';
import { mayList } from '../state/session.ts';

learn(warranty);

// As people read them: without blanks and dashes, in one case.
const bare = (serial: string): string =>
  serial.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

export function ClaimEvidence({ item }: { item: Row }) {
  const asset = String(item.asset ?? '');
  const may = asset !== '' && mayList('assets');
  const card = useResource<CardAnswer>(may ? `/v1/assets/${encodeURIComponent(asset)}` : null);
  if (!may) return null;
  const known = String(card.data?.item.serial ?? '');
  const same = bare(known) === bare(String(item.serial ?? ''));
  return (
    <>
      {card.data && (
        <p class={same ? '' : 'notice bad'} data-test="claim-serial">
          {same ? `✓ ${t('claim_serial_same')}` : t('claim_serial_differs', { serial: known })}
        </p>
      )}
      <LazyEntitlement asset={asset} order={String(item.order ?? '')} />
    </>
  );
}
