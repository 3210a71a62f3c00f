// Machines that a bulletin affects and that have no order by it yet; each is one click from its
// order. Loaded when a bulletin's card shows it.
import type { ListPage } from '../edge/types.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { bulletin } from '../i18n/bulletin.ts';
import { learn, t } from '../i18n/index.ts';
import { nameIn, thingPath } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { Card } from './card.tsx';
import { Link } from './link.tsx';
import { Loaded } from './states.tsx';

learn(bulletin);

function Machines({ of, page, again }: { of: string; page: ListPage; again: () => void }) {
  const none = page.items.length === 0 && !page.next_cursor;
  if (none) return <p class="muted">{t('affected_none')}</p>;
  const open = (asset: string): void =>
    openCommand('order_for_bulletin', { bulletin: of, asset }, null, again, ['bulletin', 'asset']);
  return (
    <>
      <ul class="plain" data-test="affected">
        {page.items.map((item) => (
          <li key={String(item.id)}>
            <Link to={thingPath('asset', String(item.id)) ?? ''}>
              {String(item.model)} {String(item.serial)}
            </Link>{' '}
            <span class="muted">
              {nameIn(page.names, 'customer', String(item.customer)) || String(item.customer)}
            </span>{' '}
            {may('order_for_bulletin') && !isPast.value && (
              <button type="button" class="button" onClick={() => open(String(item.id))}>
                {t('affected_order')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {page.next_cursor && <p class="muted">{t('affected_more')}</p>}
    </>
  );
}

export function AffectedCard({ bulletin: id }: { bulletin: string }) {
  const found = useResource<ListPage>(
    `/v1/bulletins/${encodeURIComponent(id)}/affected`,
    { limit: '100' },
    { topic: 'position' },
  );
  return (
    <Card title={t('affected_title')} note={t('affected_note')}>
      <Loaded from={found}>
        {(page) => <Machines of={id} page={page} again={found.reload} />}
      </Loaded>
    </Card>
  );
}
