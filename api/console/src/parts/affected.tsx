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
import { commandInfo, enumLabel } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { Badge } from './badge.tsx';
import { Card } from './card.tsx';
import { Link } from './link.tsx';
import { Loaded, problemText } from './states.tsx';

learn(bulletin);

interface Opening {
  step: 'asked' | 'opening' | 'done';
  done: number;
  failed: { serial: string; why: string }[];
}

// What is done to each machine, and the refusal that says it is done already.
const deeds = {
  order: {
    command: 'order_for_bulletin',
    already: 'bulletin.already_ordered',
    test: 'affected-all',
    all: 'affected_all',
    sure: 'affected_sure',
    yes: 'affected_yes',
    at: 'affected_at',
    done: 'affected_done',
  },
  tell: {
    command: 'tell_owner',
    already: 'bulletin.already_told',
    test: 'affected-tell-all',
    all: 'affected_tell_all',
    sure: 'affected_tell_sure',
    yes: 'affected_tell_yes',
    at: 'affected_tell_at',
    done: 'affected_tell_done',
  },
} as const;
type Deed = (typeof deeds)[keyof typeof deeds];

// One after the other. Who else did it meanwhile has done it: that is no failure, and a second time
// nothing is done twice.
async function doEach(
  deed: Deed,
  of: string,
  items: Row[],
  tell: (state: Opening) => void,
): Promise<void> {
  const route = commandInfo(deed.command)?.route ?? '';
  const state: Opening = { step: 'opening', done: 0, failed: [] };
  for (const item of items) {
    tell({ ...state });
    try {
      const body = { bulletin: of, asset: String(item.id) };
      await command<CommandAnswer>(route, body, newKey(), null);
      state.done += 1;
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      if (failed.code !== deed.already)
        state.failed.push({ serial: String(item.serial), why: problemText(failed) });
    }
  }
  tell({ ...state, step: 'done' });
}

interface All {
  deed: Deed;
  of: string;
  items: Row[];
  again: () => void;
}

function DoAll({ deed, of, items, again }: All) {
  const [state, setState] = useState<Opening | null>(null);
  const ask = (): void => setState({ step: 'asked', done: 0, failed: [] });
  const open = async (): Promise<void> => {
    await doEach(deed, of, items, setState);
    again();
  };
  const n = items.length;
  if (state?.step === 'asked')
    return (
      <p role="alertdialog" aria-label={t(deed.all, { n })}>
        {t(deed.sure, { n })}{' '}
        <button type="button" class="primary" onClick={() => void open()}>
          {t(deed.yes)}
        </button>{' '}
        <button type="button" onClick={() => setState(null)}>
          {t('affected_no')}
        </button>
      </p>
    );
  if (state?.step === 'opening')
    return <p role="status">{t(deed.at, { done: state.done, n })}</p>;
  return (
    <>
      {state && (
        <p role="status" data-test={`${deed.test === 'affected-all' ? 'affected' : 'told'}-done`}>
          {t(deed.done, { done: state.done })}
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
      {n > 1 && may(deed.command) && !isPast.value && (
        <button type="button" data-test={deed.test} onClick={ask}>
          {t(deed.all, { n })}
        </button>
      )}
    </>
  );
}

interface Shown {
  of: string;
  page: ListPage;
  told: Map<string, string>; // by machine: queued, opted_out, no_address
  again: () => void;
}

function Told({ how }: { how: string }) {
  return (
    <Badge
      small
      tone={how === 'queued' ? 'green' : 'amber'}
      name={how}
      text={enumLabel('owner_told', how)}
    />
  );
}

function Machines({ of, page, told, again }: Shown) {
  const untold = page.items.filter((one) => one.customer && !told.has(String(one.id)));
  const none = page.items.length === 0 && !page.next_cursor;
  const open = (asset: string): void =>
    openCommand('order_for_bulletin', { bulletin: of, asset }, null, again, ['bulletin', 'asset']);
  const tell = (asset: string): void =>
    openCommand('tell_owner', { bulletin: of, asset }, null, again, ['bulletin', 'asset']);
  return (
    <>
      <DoAll deed={deeds.order} of={of} items={page.items} again={again} />
      <DoAll deed={deeds.tell} of={of} items={untold} again={again} />
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
            )}{' '}
            {told.has(String(item.id)) ? (
              <Told how={told.get(String(item.id)) ?? ''} />
            ) : (
              untold.includes(item) &&
              may('tell_owner') &&
              !isPast.value && (
                <button
                  type="button"
                  class="button"
                  data-test="tell-owner"
                  onClick={() => tell(String(item.id))}
                >
                  {t('affected_tell')}
                </button>
              )
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
  const machines = useResource<ListPage>(
    '/v1/bulletin_machines',
    { bulletin: id, limit: '500' },
    { topic: 'position' },
  );
  const told = new Map(
    (machines.data?.items ?? [])
      .filter((one) => one.told && one.told !== 'none')
      .map((one) => [String(one.asset), String(one.told)]),
  );
  const again = (): void => {
    found.reload();
    machines.reload();
  };
  return (
    <Card title={t('affected_title')} note={t('affected_note')}>
      <Loaded from={found}>
        {(page) => <Machines of={id} page={page} told={told} again={again} />}
      </Loaded>
    </Card>
  );
}
