// The chosen case of a board of stages: what it is, what may be done next, and its story.
import type { CardAnswer, ListInfo, ListPage, Names, PossibleCommand } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import { itemId, itemPath, listInfo, mayRead, nameIn, valueIn } from '../state/lists.ts';
import { adjust } from '../state/location.ts';
import { bareKeys } from '../state/preferences.ts';
import { useResource } from '../state/resource.ts';
import { commandInfo, enumLabel, flat, isByTheEdge, say, schema } from '../state/schema.ts';
import { session } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { usualFit, usualOf } from '../state/usual.ts';
import { listText } from '../format.ts';
import type { Waiting } from './acts.ts';
import { Badge } from './badge.tsx';
import { Card } from './card.tsx';
import { byFit, CardTimeline } from './card_body.tsx';
import { DoneRow, Refused } from './inbox_end.tsx';
import { Below } from './below.tsx';
import { ActButton, whyNot } from './inbox_row.tsx';
import type { InboxState } from './inbox_state.ts';
import { lettersOf, shortLabels } from './letters.ts';
import { Link } from './link.tsx';
import { blank, drawValue } from './rows_table.tsx';
import type { StageBoardInfo } from './stage_board.tsx';
import { Loading } from './states.tsx';

const steps_most = 6;

// Those of the thing itself, the usual one first; those that he may send before the others.
export function actsOf(list: ListInfo, card: CardAnswer): PossibleCommand[] {
  const all = card.commands.filter(
    (one) => !isByTheEdge(one.command) && commandInfo(one.command)?.stream === list.thing,
  );
  const allowed = byFit(all.filter((one) => one.allowed).map((one) => one.command));
  const usual = usualOf(allowed, list.thing, flat(card.item));
  const order = [...(usual ? [usual] : []), ...allowed.filter((name) => name !== usual)];
  const rest = all.filter((one) => !one.allowed && one.why === 'four_eyes');
  return [...order.map((name) => all.find((one) => one.command === name)!), ...rest];
}

export const lettersFor = (item: Waiting | undefined): Map<string, string> =>
  bareKeys.value === 'off' || isPast.value
    ? new Map()
    : lettersOf((item?.acts ?? []).filter((act) => act.allowed).map((act) => act.command));

// Whose move it is: a person's, else the duties of the usual step.
function waitsOn(board: StageBoardInfo, list: ListInfo, item: Waiting, names: Names): string {
  const person = board.whoseMove(item);
  if (person !== '')
    return person === session.value?.operator ? '' : (nameIn(names, 'operator', person) ?? person);
  const usual = commandsOf(list).filter((name) => usualFit(name, list.thing, item) > 0);
  if (usual.some((name) => item.acts?.some((act) => act.command === name && act.allowed)))
    return '';
  const roles = usual.flatMap((name) => commandInfo(name)?.roles ?? []);
  const plain = [...new Set(roles)].filter((role) => !['system', 'administrator'].includes(role));
  return listText(plain.map((role) => enumLabel('role', role)));
}

const commandsOf = (list: ListInfo): string[] =>
  (schema.value?.commands ?? [])
    .filter((info) => info.stream === list.thing)
    .map((info) => info.name);

function Acts({
  board,
  list,
  item,
  state,
  letters,
  names,
}: {
  board: StageBoardInfo;
  list: ListInfo;
  item: Waiting;
  state: InboxState;
  letters: Map<string, string>;
  names: Names;
}) {
  const acts = item.acts ?? [];
  const labels = shortLabels(acts.map((act) => say(act.label, act.command)));
  const who = waitsOn(board, list, item, names);
  const done = state.done.get(item.id);
  const usual = usualOf(
    acts.filter((act) => act.allowed).map((act) => act.command),
    list.thing,
    flat(item),
  );
  const why = acts.map(whyNot).find((one) => one !== '');
  return (
    <div class="inbox case-acts" role="group" aria-label={t('can_do_now')}>
      {done && (
        <p>
          <DoneRow one={done} state={state} />
        </p>
      )}
      {who && <p class="muted">{t('waits_for', { who })}</p>}
      <span class="acts">
        {acts.map((act, index) => (
          <ActButton
            key={act.command}
            primary={act.command === usual && who === ''}
            letter={letters.get(act.command)}
            short={labels[index]!}
            {...{ item, act, state }}
          />
        ))}
        {acts.length === 0 && <span class="muted">{t('no_commands')}</span>}
      </span>
      {why && <small class="muted">{why}</small>}
      <Refused item={item} state={state} />
      {state.below?.id === item.id && (
        <Below key={state.below.act.command} {...{ item, names, state }} {...state.below} />
      )}
    </div>
  );
}

// What else there is about it: lines of another list, each with a way to its card.
export function Related({
  title,
  of,
  asked,
  fields,
  without,
}: {
  title: string;
  of: string; // a list
  asked: Record<string, string>;
  fields: string[];
  without?: string; // the one from which one comes
}) {
  const list = listInfo(of);
  const may = list !== undefined && mayRead(list);
  const set = Object.values(asked).every((value) => value !== '');
  const page = useResource<ListPage>(may && set ? `/v1/${of}` : null, { ...asked, limit: 6 });
  const rows = (page.data?.items ?? []).filter((row) => itemId(list!, row) !== without);
  if (!may || rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="related">
        {rows.map((row) => (
          <li key={itemId(list, row)}>
            <Link class="link mono" to={itemPath(of, itemId(list, row))}>
              {itemId(list, row)}
            </Link>{' '}
            {fields.map((name) => {
              const field = list.fields.find((one) => one.name === name);
              const value = valueIn(row, name);
              return field && !blank(value) && value !== false ? (
                <span key={name} class={field.format === 'multiline' ? 'told' : ''}>
                  {drawValue(field, value, page.data!.names)}{' '}
                </span>
              ) : null;
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

export function StageSide({
  board,
  list,
  item,
  card,
  state,
  letters,
  names,
}: {
  board: StageBoardInfo;
  list: ListInfo;
  item: Waiting;
  card: CardAnswer | undefined;
  state: InboxState;
  letters: Map<string, string>;
  names: Names;
}) {
  const slash = String(item.subject).indexOf('/');
  const id = String(item.subject).slice(slash + 1);
  const own = String(item.subject).startsWith(`${list.thing}/`);
  const status = list.fields.find((field) => field.name === 'status');
  return (
    <Card
      class="side case-side"
      title={
        <Link class="link mono" to={itemPath(own ? list.name : 'work_orders', id)}>
          {id}
        </Link>
      }
      note={
        status?.enum && own ? (
          <Badge
            name={String(item.status)}
            text={enumLabel(status.enum, String(item.status))}
          />
        ) : undefined
      }
      end={
        <button
          class="plain"
          data-test="close-card"
          aria-label={t('close')}
          onClick={() => adjust({ row: null }, true)}
        >
          ✕
        </button>
      }
    >
      <Acts {...{ board, list, item, state, letters, names }} />
      {card ? (
        <>
          <board.Story item={item} card={card} names={{ ...names, ...card.names }} />
          {card.timeline && (
            <>
              <h3>{t('timeline')}</h3>
              <CardTimeline card={card} most={steps_most} />
            </>
          )}
        </>
      ) : (
        (own && <Loading />) || (board.Before && <board.Before item={item} />)
      )}
    </Card>
  );
}
