// Machines that a bulletin affects and that have no order by it yet; each is one click from its
// order. Loaded when a bulletin's card shows it.
import { useState } from 'preact/hooks';
import { command, Problem } from '../edge/client.ts';
import type { CommandAnswer, ListPage, Row } from '../edge/types.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { newKey } from '../forms/use_send.ts';
import { bulletin } from '../i18n/bulletin.ts';
import { learn, t } from '../i18n/index.ts';
import { nameIn, thingPath } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { Card } from './card.tsx';
import { Link } from './link.tsx';
import { Loaded, problemText } from './states.tsx';

learn(bulletin);

interface Opening {
  step: 'asked' | 'opening' | 'done';
  done: number;
  failed: { serial: string; why: string }[];
}

// One after the other. Who else opened one meanwhile has done it: that is no failure, and a second
// time nothing is opened twice.
async function openEach(of: string, items: Row[], tell: (state: Opening) => void): Promise<void> {
  const route = commandInfo('order_for_bulletin')?.route ?? '';
  const state: Opening = { step: 'opening', done: 0, failed: [] };
  for (const item of items) {
    tell({ ...state });
    try {
      const body = { bulletin: of, asset: String(item.id) };
      await command<CommandAnswer>(route, body, newKey(), null);
      state.done += 1;
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      if (failed.code !== 'bulletin.already_ordered')
        state.failed.push({ serial: String(item.serial), why: problemText(failed) });
    }
  }
  tell({ ...state, step: 'done' });
}

function OpenAll({ of, items, again }: { of: string; items: Row[]; again: () => void }) {
  const [state, setState] = useState<Opening | null>(null);
  const ask = (): void => setState({ step: 'asked', done: 0, failed: [] });
  const open = async (): Promise<void> => {
    await openEach(of, items, setState);
    again();
  };
  const n = items.length;
  if (state?.step === 'asked')
    return (
      <p role="alertdialog" aria-label={t('affected_all', { n })}>
        {t('affected_sure', { n })}{' '}
        <button type="button" class="primary" onClick={() => void open()}>
          {t('affected_yes')}
        </button>{' '}
        <button type="button" onClick={() => setState(null)}>
          {t('affected_no')}
        </button>
      </p>
    );
  if (state?.step === 'opening')
    return <p role="status">{t('affected_at', { done: state.done, n })}</p>;
  return (
    <>
      {state && (
        <p role="status" data-test="affected-done">
          {t('affected_done', { done: state.done })}
        </p>
      )}
      {state && state.failed.length > 0 && (
        <div class="notice bad" role="alert">
          {t('affected_failed')}
          <ul>
            {state.failed.map((one) => (
              <li key={one.serial}>
                <span class="mono">{one.serial}</span> {one.why}
              </li>
            ))}
          </ul>
        </div>
      )}
      {n > 1 && may('order_for_bulletin') && !isPast.value && (
        <button type="button" data-test="affected-all" onClick={ask}>
          {t('affected_all', { n })}
        </button>
      )}
    </>
  );
}

function Machines({ of, page, again }: { of: string; page: ListPage; again: () => void }) {
  const none = page.items.length === 0 && !page.next_cursor;
  const open = (asset: string): void =>
    openCommand('order_for_bulletin', { bulletin: of, asset }, null, again, ['bulletin', 'asset']);
  return (
    <>
      <OpenAll of={of} items={page.items} again={again} />
      {none && <p class="muted">{t('affected_none')}</p>}
      <ul class="plain" data-test="affected">
        {page.items.map((item) => (
          <li key={String(item.id)}>
            <Link to={thingPath('asset', String(item.id)) ?? ''}>
              {String(item.model)} {String(item.serial)}
            </Link>{' '}
            <span class="muted">
              <bdi>
                {nameIn(page.names, 'customer', String(item.customer)) || String(item.customer)}
              </bdi>
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
