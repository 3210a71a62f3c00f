// Inboxes below each other: their rows are walked, checked and settled as one list.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Names } from '../edge/types.ts';
import { integerText } from '../format.ts';
import { t, type Key } from '../i18n/index.ts';
import { useKeys, type KeyUse } from '../state/keys.ts';
import { adjust, go, href } from '../state/location.ts';
import { itemPath, listInfo, targetOf } from '../state/lists.ts';
import { inboxInfo } from '../state/benches.ts';
import { bareKeys } from '../state/preferences.ts';
import { commandLabel, enumLabel } from '../state/schema.ts';
import { isPast, shown as moment } from '../state/time.ts';
import { asksReason, together, type Waiting } from './acts.ts';
import { actsShown, InboxRow } from './inbox_row.tsx';
import { useInbox, withDone, type InboxState, type Section } from './inbox_state.ts';
import { Badge } from './badge.tsx';
import { lettersOf } from './letters.ts';
import { Link } from './link.tsx';
import { namedFirst } from './told.tsx';

// A row in a few words, for who does not see it.
export const nameOfRow = (item: Waiting): string =>
  String(item.order || item.part || item.subject || item.id);

// The commands that all of these take as they are.
function commonActs(items: Waiting[]): string[] {
  const [first, ...others] = items;
  const names = (item: Waiting): string[] =>
    (item.acts ?? []).filter(together).map((act) => act.command);
  return first
    ? names(first).filter((name) => others.every((item) => names(item).includes(name)))
    : [];
}

export function Together({ state }: { state: InboxState }) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState('');
  const items = state.rows.filter((item) => state.checked.has(item.id));
  if (items.length === 0) return null;
  const names = commonActs(items);
  const send = (name: string): void => {
    // Goods and money move after a second look.
    const twice = items.some((item) => inboxInfo(item.queue)?.confirm.includes(name));
    if ((asksReason(name) || twice) && asked !== name) return setAsked(name);
    if (asksReason(name) && reason.trim() === '') return;
    setAsked('');
    setReason('');
    void state.actOnAll(name, reason.trim());
  };
  return (
    <div class="together" role="group" aria-label={t('chosen_n', { n: items.length })}>
      <b>{t('chosen_n', { n: items.length })}</b>
      {asked && names.includes(asked) && !asksReason(asked) && (
        <span role="status">
          {t('will_do', { what: `${commandLabel(asked)} × ${integerText(items.length)}` })}
        </span>
      )}
      {asked && names.includes(asked) && asksReason(asked) && (
        <input
          name="reason"
          aria-label={t('one_reason')}
          placeholder={t('one_reason')}
          value={reason}
          ref={(input) => input?.focus()}
          onInput={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && send(asked)}
        />
      )}
      {names.map((name) => (
        <button
          key={name}
          data-together={name}
          disabled={isPast.value}
          class={asked === name ? 'primary' : ''}
          onClick={() => send(name)}
        >
          {commandLabel(name)} {integerText(items.length)}
        </button>
      ))}
      {names.length === 0 && <span class="muted">{t('act_more')}: —</span>}
      <button class="plain" onClick={() => state.setChecked(new Set())}>
        ✕
      </button>
    </div>
  );
}

export function useInboxKeys(state: InboxState, letters: Map<string, string>): void {
  const over = !state.chosen || (!state.moves && state.done.has(state.chosen.id));
  const acts = over ? [] : (state.chosen!.acts ?? []);
  const byLetter: KeyUse[] = [...'abcdefghilmnopqrstvwyz'].map((letter) => ({
    key: letter,
    label: 'the_acts' as Key,
    run: () => {
      const name = [...letters].find(([, one]) => one === letter)?.[0];
      const act = acts.find((one) => one.command === name);
      if (act && state.chosen) state.act(state.chosen, act);
    },
  }));
  // A letter that no button has is left to others.
  const used = byLetter.filter((use) => [...letters.values()].includes(use.key));
  useKeys('queues', [
    { key: 'j', label: 'key_next_row', run: () => state.step(1) },
    { key: 'k', label: 'key_previous_row', run: () => state.step(-1) },
    {
      key: 'x',
      label: 'key_check',
      run: () => {
        if (state.chosen) state.check(state.chosen.id);
      },
    },
    {
      key: 'Enter',
      label: 'key_open_row',
      run: () => {
        if (!state.chosen) return;
        const to = targetOf(listInfo('queue_items')!, state.chosen);
        go(href(itemPath(to.list.name, to.id)));
      },
    },
    { key: 'u', label: 'key_undo', run: state.undoLast },
    { key: 'Escape', label: 'key_close_card', run: () => adjust({ row: null }, true) },
    ...used,
  ]);
}

export interface Shown extends Section {
  count: number | undefined; // all that wait there
  more?: boolean; // with a way to the others
}

export function InboxList({
  sections: asked,
  names,
  heads,
  children,
}: {
  sections: Shown[];
  names: Names;
  heads: boolean;
  children?: (chosen: Waiting | undefined) => ComponentChildren;
}) {
  const sections = asked.map((one) => ({ ...one, items: namedFirst(one.items) }));
  const state = useInbox(sections, nameOfRow);
  const offered = state.chosen ? actsShown(state.chosen) : { first: [], more: [] };
  const letters =
    bareKeys.value === 'off' || isPast.value
      ? new Map<string, string>()
      : lettersOf(
          [...offered.first, ...offered.more]
            .filter((act) => act.allowed)
            .map((act) => act.command),
        );
  useInboxKeys(state, letters);
  const at = isPast.value ? Date.parse(moment.value?.recorded_at ?? '') : Date.now();
  const able = (item: Waiting): boolean => (item.acts ?? []).some(together);
  const checks = !isPast.value && sections.some((section) => section.items.some(able));
  const everyId = state.rows
    .filter((item) => able(item) && !state.done.has(item.id))
    .map((one) => one.id);
  return (
    <>
      <div class="inbox" ref={state.box} tabIndex={-1} data-test="inbox">
        <p class="hidden" role="status" aria-live="polite">
          {state.said}
        </p>
        {checks && !heads && (
          <label class="choice">
            <input
              type="checkbox"
              name="all"
              checked={everyId.length > 0 && everyId.every((id) => state.checked.has(id))}
              onChange={(event) =>
                state.setChecked(new Set(event.currentTarget.checked ? everyId : []))
              }
            />
            {t('all_shown')}
          </label>
        )}
        {sections.map((section) => {
          const items = withDone(section, state.done);
          const left = (section.count ?? 0) - section.items.length;
          return (
            <section key={section.queue} data-queue-section={section.queue}>
              {heads && (
                <header>
                  <h2>
                    <Badge small name={section.queue} text={enumLabel('queue', section.queue)} />
                  </h2>
                  <span class="count">{integerText(section.count ?? 0)}</span>
                  {items.length === 0 && !section.count && (
                    <small class="muted">{t('inbox_empty')}</small>
                  )}
                  {section.more && left > 0 && (
                    <Link class="link end" to={`/queues/${section.queue}`}>
                      {t('others_left', { n: integerText(left) })}
                    </Link>
                  )}
                </header>
              )}
              {items.length === 0 ? (
                !heads && <p class="muted none">{t('inbox_empty')}</p>
              ) : (
                <ul aria-label={enumLabel('queue', section.queue)}>
                  {items.map((item) => (
                    <InboxRow key={item.id} now={at} {...{ item, names, letters, state, checks }} />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
        <Together state={state} />
        <p class="keys muted">
          <kbd>J</kbd> <kbd>K</kbd> {t('key_rows')} <kbd>X</kbd> {t('key_check')} <kbd>U</kbd>{' '}
          {t('undo')} <kbd>?</kbd> {t('all_keys')}
        </p>
      </div>
      {children?.(state.chosen)}
    </>
  );
}
