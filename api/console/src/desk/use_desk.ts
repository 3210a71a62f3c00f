// The desk as it is now, or was: agents, the contacts that are not done, today's calls by the voice
// menu, what is urgent. And what one does here: on and off duty, a contact to somebody.
import { useState } from 'preact/hooks';
import { command, Problem } from '../edge/client.ts';
import type { List, ListPage, Names, ReportResult } from '../edge/types.ts';
import { dayText } from '../format.ts';
import { newKey } from '../forms/use_send.ts';
import { t } from '../i18n/index.ts';
import type { Waiting } from '../parts/acts.ts';
import { problemText } from '../parts/states.tsx';
import { toast } from '../parts/toasts.tsx';
import { useResource } from '../state/resource.ts';
import { commandInfo, commandLabel } from '../state/schema.ts';
import { shown } from '../state/time.ts';
import type { Contact, Sitting } from './types.ts';

const agents_most = 200;
const contacts_most = 200;
const urgent_most = 8;

// A name of either.
function bothNames(some: Names = {}, more: Names = {}): Names {
  const out: Names = { ...some };
  for (const [kind, names] of Object.entries(more)) out[kind] = { ...out[kind], ...names };
  return out;
}

export function useDesk() {
  const live = { topic: 'position' } as const;
  const agents = useResource<List<Sitting>>(
    '/v1/agents',
    { status: 'free,busy', limit: agents_most },
    live,
  );
  const contacts = useResource<List<Contact>>(
    '/v1/interactions',
    { status: 'open,routed', sort: 'started_at', limit: contacts_most },
    live,
  );
  const today = dayText(shown.value?.recorded_at ?? new Date().toISOString());
  const menu = useResource<ReportResult>(
    '/v1/reports/voice_menu',
    { from: today, until: today, format: 'json' },
    live,
  );
  const urgent = useResource<ListPage>(
    '/v1/queue_items',
    { queue: 'urgent', sort: 'since', limit: urgent_most },
    { topic: 'queues' },
  );
  return {
    agents: agents.data?.items ?? [],
    contacts: contacts.data?.items ?? [],
    more: Boolean(contacts.data?.next_cursor),
    names: bothNames(agents.data?.names, contacts.data?.names),
    menu: menu.data,
    urgent: (urgent.data?.items ?? []) as Waiting[],
    urgentNames: urgent.data?.names ?? {},
    loading: !agents.data || !contacts.data,
    problem: agents.problem ?? contacts.problem,
    reload: (): void => {
      agents.reload();
      contacts.reload();
    },
  };
}

// Sends one command after another and says how it went; whether it went.
export function useDeskActs(changed: () => void) {
  const [busy, setBusy] = useState('');
  const act = async (name: string, body: Record<string, string>): Promise<boolean> => {
    const info = commandInfo(name);
    if (!info || busy) return false;
    setBusy(body.interaction ?? body.agent ?? name);
    try {
      await command(info.route, body, newKey());
      toast('good', t('desk_done', { what: commandLabel(name) }));
      return true;
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      toast('bad', problemText(failed));
      return false;
    } finally {
      setBusy('');
      changed();
    }
  };
  return { busy, act };
}
