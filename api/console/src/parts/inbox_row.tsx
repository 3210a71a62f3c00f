// One row of an inbox: since when, who, what, why, and the buttons that settle it.
import type { ComponentChildren } from 'preact';
import type { Names, PossibleCommand } from '../edge/types.ts';
import { ageText, instantText, listText, moneyText, quantityText, shortOrder } from '../format.ts';
import { t } from '../i18n/index.ts';
import { wordText } from '../i18n/words.ts';
import { idWords, kindText } from '../state/ids.ts';
import { nameIn, targetOf, itemPath, listInfo } from '../state/lists.ts';
import { commandInfo, enumLabel, say } from '../state/schema.ts';
import { outlet } from '../state/location.ts';
import { session } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import { isUsual } from '../state/usual.ts';
import { inboxInfo } from '../state/benches.ts';
import { isSet, nameOr, text, type Waiting } from './acts.ts';
import { Below } from './below.tsx';
import { DoneRow, Refused } from './inbox_end.tsx';
import type { InboxState } from './inbox_state.ts';
import { lacksText } from './lacks.ts';
import { shortLabels } from './letters.ts';
import { Link } from './link.tsx';
import { Menu } from './menu.tsx';
import { NamedThing } from './thing.tsx';
import { Told } from './told.tsx';

const pauseOf = (item: Waiting): string => enumLabel('pause_reason', text(item, 'pause'));

// Since when it waits, or how long there is left: colour, mark and word.
const hour_ms = 3_600_000;
export function When({ item, now }: { item: Waiting; now: number }) {
  const since = text(item, 'since');
  const title = t('waits_since', { since: instantText(since) });
  if (!isSet(item, 'due_at')) {
    const old = now - Date.parse(since) > 24 * hour_ms;
    return (
      <span class={old ? 'when warn' : 'when'} title={title}>
        {old && <i aria-hidden="true">▲</i>}
        {ageText(since, now)}
      </span>
    );
  }
  const due = text(item, 'due_at');
  const left = Date.parse(due) - now;
  const late = left < 0;
  const soon = left < 2 * hour_ms;
  return (
    <span
      class={`when ${late ? 'late' : soon ? 'warn' : ''}`}
      title={`${title} · ${instantText(due)}`}
    >
      {(late || soon) && <i aria-hidden="true">{late ? '■' : '▲'}</i>}
      {late
        ? t('over_by', { age: ageText(due, now) })
        : t('due_in', { age: ageText(new Date(now).toISOString(), Date.parse(due)) })}
    </span>
  );
}

// Who has it, else whom it is for, else who brought it. His own name tells nobody anything.
function whoOf(item: Waiting, names: Names): string {
  const technician = text(item, 'technician');
  if (isSet(item, 'technician') && technician !== session.value?.technician)
    return nameOr(names, 'technician', technician);
  if (isSet(item, 'contact')) return text(item, 'contact');
  const customer = isSet(item, 'customer') && nameIn(names, 'customer', text(item, 'customer'));
  if (customer) return customer;
  return isSet(item, 'by') ? nameOr(names, 'operator', text(item, 'by')) : '';
}

function Who({ item, names }: { item: Waiting; names: Names }) {
  const to = targetOf(listInfo('queue_items')!, item);
  return (
    <span class="whose">
      {whoOf(item, names)}{' '}
      {isSet(item, 'order') ? (
        <Link
          class="link mono"
          title={text(item, 'order')}
          to={itemPath('work_orders', text(item, 'order'))}
        >
          {shortOrder(text(item, 'order'))}
        </Link>
      ) : (
        !isSet(item, 'part') && (
          <Link class="link mono" title={to.id} to={itemPath(to.list.name, to.id)}>
            {shortOrder(idWords(to.id))}
          </Link>
        )
      )}
    </span>
  );
}

const seesSeveral = (names: Names): boolean =>
  outlet.value === null &&
  ((session.value?.all_outlets ?? false) || Object.keys(names['outlet'] ?? {}).length > 1);

// What it is about, from whatever the row knows.
export function whatOf(item: Waiting, names: Names): ComponentChildren[] {
  const out: ComponentChildren[] = [];
  const quantity = (name: string): string => quantityText(Number(item[name] ?? 0));
  if (isSet(item, 'part')) {
    out.push(<NamedThing kind="part" id={text(item, 'part')} names={names} />);
    if (isSet(item, 'condition') && text(item, 'condition') !== 'good')
      out.push(enumLabel('part_condition', text(item, 'condition')));
    if (isSet(item, 'quantity') && !isSet(item, 'minimum'))
      out.push(<b>×{quantity('quantity')}</b>);
    if (isSet(item, 'minimum'))
      out.push(
        <b class={Number(item.book) <= 0 ? 'red' : ''}>
          {t('left_below', { available: quantity('book'), minimum: quantity('minimum') })}
        </b>,
      );
    if (item.queue === 'counts_to_approve') {
      const difference = Number(item.counted) - Number(item.book);
      out.push(
        <b class={difference < 0 ? 'red' : ''}>
          {t('by_the_books', {
            book: quantity('book'),
            counted: quantity('counted'),
            difference: `${difference > 0 ? '+' : ''}${quantityText(difference)}`,
          })}
        </b>,
      );
    }
    if (isSet(item, 'warehouse'))
      out.push(<span class="muted">{nameOr(names, 'warehouse', text(item, 'warehouse'))}</span>);
    return out;
  }
  // Of several kinds of things in one queue, or of none that a row tells: which it is.
  const [stream = '', of = ''] = text(item, 'subject').split('/');
  if (stream === 'alarm') out.push(<b>{idWords(of).split(' · ')[1]}</b>);
  if (item.queue === 'drafts_to_publish') out.push(kindText(stream));
  if (isSet(item, 'amount')) out.push(<b>{moneyText(Number(item.amount))}</b>);
  if (isSet(item, 'service_type')) out.push(enumLabel('service_type', text(item, 'service_type')));
  if (isSet(item, 'brand') || isSet(item, 'category'))
    out.push(
      [wordText('brand', text(item, 'brand')), wordText('category', text(item, 'category'))]
        .filter(Boolean)
        .join(' '),
    );
  if (isSet(item, 'severity') && ['major', 'critical'].includes(text(item, 'severity')))
    out.push(<b class="red">{enumLabel('severity', text(item, 'severity'))}</b>);
  if (item.address_unconfirmed === true)
    out.push(
      <b class="warn" data-test="address-unconfirmed">
        ▲ {t('address_unconfirmed')}
      </b>,
    );
  if (item.not_taken === true) out.push(<b class="warn">▲ {t('assessed_not_taken')}</b>);
  if (item.unsolved === true && item.queue !== 'not_solved')
    out.push(<b class="warn">▲ {enumLabel('queue', 'not_solved')}</b>);
  if (isSet(item, 'pause')) out.push(pauseOf(item));
  if (isSet(item, 'suggestion'))
    out.push(<b>{kindText('suggestion')}</b>);
  if (isSet(item, 'gate')) out.push(<b>{enumLabel('warranty_gate', text(item, 'gate'))}</b>);
  if (isSet(item, 'date_kind'))
    out.push(<b>{enumLabel('asset_date_kind', text(item, 'date_kind'))}</b>);
  if (isSet(item, 'area')) out.push(<span class="muted">{text(item, 'area')}</span>);
  // To who sees one outlet it tells none from another.
  if (isSet(item, 'outlet') && seesSeveral(names))
    out.push(<span class="muted">{nameOr(names, 'outlet', text(item, 'outlet'))}</span>);
  return out;
}

// Whose move it is: the duties of the first act that its status lets in, and he himself where it is
// his.
export function waitsFor(item: Waiting, names: Names): string {
  const next = item.acts?.find((act) => act.in_time)?.command;
  const roles = commandInfo(next ?? inboxInfo(item.queue)?.commands[0] ?? '')?.roles ?? [];
  const who = roles
    .filter((role) => role !== 'system' && role !== 'administrator')
    .map((role) =>
      role === 'technician' && isSet(item, 'technician')
        ? nameOr(names, 'technician', text(item, 'technician'))
        : enumLabel('role', role),
    );
  return who.length === 0 ? '' : t('waits_for', { who: listText(who) });
}

export const whyNot = (act: PossibleCommand): string =>
  act.why === 'lacks'
    ? lacksText(act)
    : act.why === 'four_eyes'
    ? t('why_four_eyes')
    : act.why === 'duty'
      ? t('why_duty')
      : act.why === 'status'
        ? t('why_status')
        : '';

const takesBack = /^(reject|cancel|decline|withdraw)/; // these stand back

export function ActButton({
  item,
  act,
  short,
  letter,
  primary,
  state,
}: {
  item: Waiting;
  act: PossibleCommand;
  short: string;
  letter: string | undefined;
  primary: boolean;
  state: InboxState;
}) {
  const why = isPast.value ? t('past_reason_short') : whyNot(act);
  return (
    <button
      class={`small ${primary && !why ? 'primary' : takesBack.test(act.command) ? 'plain' : ''}`}
      disabled={why !== '' || state.busy.has(item.id)}
      title={why || say(act.label, act.command)}
      data-command={act.command}
      onClick={() => state.act(item, act)}
    >
      {short}
      {letter && <kbd aria-hidden="true">{letter.toUpperCase()}</kbd>}
    </button>
  );
}

const buttons_most = 2; // the others are in the menu

// The usual next step is the first of them; the others as they are declared.
function inOrder(acts: PossibleCommand[]): PossibleCommand[] {
  const usual = acts.find((act) => isUsual(act.command));
  return usual ? [usual, ...acts.filter((act) => act !== usual)] : acts;
}

// Those that he may send; where he may send none, the next one with why.
export function actsShown(item: Waiting): { first: PossibleCommand[]; more: PossibleCommand[] } {
  const acts = item.acts ?? [];
  const allowed = inOrder(acts.filter((act) => act.allowed));
  const next = acts.find((act) => act.in_time) ?? acts[0];
  const first = allowed.length > 0 ? allowed.slice(0, buttons_most) : next ? [next] : [];
  const blocked = acts[0] && !acts[0].allowed && acts[0].why === 'four_eyes' ? [acts[0]] : [];
  return {
    first: [...blocked.filter((act) => !first.includes(act)), ...first].slice(0, buttons_most),
    more: acts.filter((act) => !first.includes(act) && !blocked.includes(act)),
  };
}

export function InboxRow({
  item,
  names,
  letters,
  state,
  checks,
  now,
}: {
  item: Waiting;
  names: Names;
  letters: Map<string, string>; // of the chosen row
  state: InboxState;
  checks: boolean;
  now: number;
}) {
  const done = state.done.get(item.id);
  const here = state.chosen?.id === item.id;
  const { first, more } = actsShown(item);
  const labels = shortLabels((item.acts ?? []).map((act) => say(act.label, act.command)));
  const shortOf = (act: PossibleCommand): string =>
    labels[(item.acts ?? []).indexOf(act)] ?? say(act.label, act.command);
  const lacking = done ? undefined : item.acts?.find((act) => act.lacks.length > 0);
  const why = first.map((act) => (act === lacking ? '' : whyNot(act))).find((one) => one !== '');
  return (
    <li
      data-id={item.id}
      class={done ? 'done' : ''}
      tabIndex={here ? 0 : -1}
      {...(here ? { 'aria-current': 'true' as const } : {})}
      onClick={(event) => {
        if (!(event.target as Element).closest('a, button, input, select, textarea, form, summary'))
          state.choose(item.id);
      }}
    >
      {checks && (
        <input
          type="checkbox"
          aria-label={t('key_check')}
          disabled={!!done}
          checked={state.checked.has(item.id)}
          onChange={() => state.check(item.id)}
        />
      )}
      {done ? <span class="when">{t('just_now')}</span> : <When item={item} now={now} />}
      <Who item={item} names={names} />
      <span class="what">
        {whatOf(item, names).map((part, index) => (
          <span key={index}>{part} </span>
        ))}
        {isSet(item, 'note') && text(item, 'note') !== pauseOf(item) && (
          <span class="muted">{text(item, 'note')}</span>
        )}
        {isSet(item, 'care_rule') && (
          <small class="muted" data-test="care-rule">
            {t('inbox_by_rule', { rule: text(item, 'care_rule') })}
          </small>
        )}
        {lacking && <small class="warn">{lacksText(lacking)}</small>}
        <Told item={item} names={names} />
        {!done && !first.some((act) => act.allowed) && (
          <small class="muted">{waitsFor(item, names)}</small>
        )}
      </span>
      {done ? (
        <DoneRow one={done} state={state} />
      ) : (
        <span class="acts">
          {why && <small class="warn">{why}</small>}
          {first.map((act, index) => (
            <ActButton
              key={act.command}
              primary={here && index === 0}
              letter={here ? letters.get(act.command) : undefined}
              short={shortOf(act)}
              {...{ item, act, state }}
            />
          ))}
          {more.length > 0 && (
            <Menu
              name={`acts-${item.id}`}
              label={
                <>
                  <span class="hidden">{t('act_more')}</span>
                  <span aria-hidden="true">⋯</span>
                </>
              }
            >
              {more.map((act) => (
                <span key={act.command} class="with-why">
                  <ActButton
                    primary={false}
                    letter={here ? letters.get(act.command) : undefined}
                    short={shortOf(act)}
                    {...{ item, act, state }}
                  />
                  {whyNot(act) && <small class="muted">{whyNot(act)}</small>}
                </span>
              ))}
            </Menu>
          )}
        </span>
      )}
      <Refused item={item} state={state} />
      {state.below?.id === item.id && !done && (
        <Below
          key={state.below.act.command}
          item={item}
          names={names}
          state={state}
          {...state.below}
        />
      )}
    </li>
  );
}
