// Saved queries of the list or report that is shown: open one, save what is asked under a name or
// over the one that is open, rename, share, retire. What is asked is what the address says.
import { useState } from 'preact/hooks';
import type { CommandAnswer, List, Row } from '../edge/types.ts';
import { command } from '../edge/client.ts';
import { openCommand } from '../forms/command_dialog.tsx';
import { newKey } from '../forms/use_send.ts';
import { t } from '../i18n/index.ts';
import { adjust, outlet, param, place, type Query } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, commandLabel, enumLabel } from '../state/schema.ts';
import { hasRole, session } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { TextInput } from './input.tsx';
import { Link } from './link.tsx';
import { Menu } from './menu.tsx';
import { failure, toast } from './toasts.tsx';

const shown_most = 200;

// Of a list or a report: all that is asked, by the engine's names.
export interface Asked {
  about: 'list' | 'report';
  target: string;
  conditions: Record<string, string>;
  fixed?: Record<string, string>; // of them, those that the screen makes itself
  at?: string; // where one is opened; else here
}

interface SavedQuery {
  id: string;
  name: string;
  about: Asked['about'];
  target: string;
  conditions: { parameter: string; value: string }[];
  shown: string[];
  sorted: string;
  owner: string;
  share: string;
}

// What the address holds for it.
const paramsOf = (saved: SavedQuery): Query => ({
  ...Object.fromEntries(saved.conditions.map(({ parameter, value }) => [parameter, value])),
  columns: saved.shown.join(','),
  sort: saved.sorted,
  saved: saved.id,
});

// Where one is opened.
export function queryPath(item: Row): string {
  const saved = item as unknown as SavedQuery;
  const at = saved.about === 'report' ? `/reports/${saved.target}` : `/lists/${saved.target}`;
  return `${at}?${new URLSearchParams(paramsOf(saved) as Record<string, string>).toString()}`;
}

// Of the command that saves it.
interface SaveBody {
  query?: string;
  name?: string;
  about?: string;
  target?: string;
  conditions?: SavedQuery['conditions'];
  columns?: string[];
  sort?: string;
}

const shownNow = ({ about, target, conditions }: Asked): SaveBody => ({
  about,
  target,
  conditions: Object.entries({ ...conditions, outlet: outlet.peek() ?? '' })
    .filter(([name, value]) => value !== '' && name !== 'sort')
    .map(([parameter, value]) => ({ parameter, value })),
  columns: param('columns').split(',').filter(Boolean),
  sort: param('sort'),
});

const mayChange = (saved: SavedQuery): boolean =>
  saved.owner === session.value?.operator || hasRole('administrator');

function Own({
  saved,
  name,
  save,
  reload,
}: {
  saved: SavedQuery;
  name: string;
  save: (body: SaveBody) => void;
  reload: () => void;
}) {
  const { id, about, target, conditions, shown: columns, sorted: sort } = saved;
  const dialog = (command: string, done: () => void): void =>
    openCommand(command, { query: id }, null, done);
  return (
    <>
      <button disabled={isPast.value} data-test="save-over" onClick={() => save({ query: id })}>
        {t('save_over', { name: saved.name })}
      </button>
      <button
        disabled={isPast.value || name === saved.name}
        data-test="rename"
        onClick={() => save({ query: id, about, target, conditions, columns, sort })}
      >
        {t('rename')}
      </button>
      <button disabled={isPast.value} onClick={() => dialog('share_query', reload)}>
        {commandLabel('share_query')}
      </button>
      <button
        disabled={isPast.value}
        onClick={() =>
          dialog('retire_query', () => {
            adjust({ saved: null }, true);
            reload();
          })
        }
      >
        {commandLabel('retire_query')}
      </button>
    </>
  );
}

export function SavedQueries(asked: Asked) {
  const { about, target, fixed = {} } = asked;
  const [wanted, want] = useState(false);
  const [typed, type] = useState<string | null>(null);
  const list = useResource<List>(wanted || param('saved') ? '/v1/saved_queries' : null, {
    about,
    target,
    status: 'active',
    limit: shown_most,
  });
  // Those of another inbox are not offered in this one.
  const items = ((list.data?.items ?? []) as unknown as SavedQuery[]).filter((one) =>
    one.conditions.every(({ parameter, value }) => (fixed[parameter] ?? value) === value),
  );
  const open = items.find((one) => one.id === param('saved'));
  const name = (typed ?? open?.name ?? '').trim();
  const save = async (body: SaveBody): Promise<void> => {
    const all = { ...shownNow(asked), name: body.query && !typed ? open?.name : name, ...body };
    try {
      const { route } = commandInfo('save_query')!;
      const { data } = await command<CommandAnswer>(route, all, newKey());
      const made = data.streams.find((one) => one.stream.startsWith('saved_query/'));
      adjust({ saved: made?.stream.slice('saved_query/'.length) }, true);
      toast('good', t('query_saved', { name: String(all.name) }));
      type(null);
      list.reload();
    } catch (problem) {
      failure(problem);
    }
  };
  return (
    <Menu name="saved" label={open ? open.name : t('saved_queries')} opened={() => want(true)}>
      {items.map((one) => (
        <Link
          key={one.id}
          class="button"
          to={asked.at ?? place.value.path}
          query={{
            ...paramsOf(one),
            ...Object.fromEntries(Object.keys(fixed).map((k) => [k, null])),
          }}
          {...(one === open ? { 'aria-current': 'page' as const } : {})}
        >
          {one.name} <small class="muted">{enumLabel('query_share', one.share)}</small>
        </Link>
      ))}
      {list.data && items.length === 0 && <p class="muted">{t('saved_none')}</p>}
      <div class="choice">
        <TextInput
          name="query_name"
          aria-label={t('query_name')}
          value={typed ?? open?.name ?? ''}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </div>
      <button
        disabled={isPast.value || name === ''}
        title={isPast.value ? t('past_reason') : undefined}
        data-test="save-new"
        onClick={() => void save({})}
      >
        {t('save_new')}
      </button>
      {open && mayChange(open) && (
        <Own saved={open} name={name} save={(body) => void save(body)} reload={list.reload} />
      )}
    </Menu>
  );
}
