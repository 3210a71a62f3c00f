// Below a row: what an act of it asks, or a second look; why it was refused, and with what it would
// be accepted. It is the form of the command with the few fields that are open: what was typed
// stays until it is sent.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Names, PossibleCommand, TypeInfo } from '../edge/types.ts';
import type { Problem } from '../edge/client.ts';
import { FormRefused, holdOf, Restored } from '../forms/command_form.tsx';
import { FieldInput } from '../forms/field_input.tsx';
import { FormContext } from '../forms/form_context.ts';
import { useForm } from '../forms/use_form.ts';
import { emptyRaw } from '../forms/value.ts';
import { moneyText, quantityText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { commandInfo, commandLabel } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { asks, isSet, knownTo, nameOr, text, type Waiting } from './acts.ts';
import type { InboxState } from './inbox_state.ts';

// What goods or money will move, in words.
function Outcome({ item, act, names }: { item: Waiting; act: PossibleCommand; names: Names }) {
  const parts: string[] = [commandLabel(act.command)];
  if (isSet(item, 'part'))
    parts.push(
      `${nameOr(names, 'part', text(item, 'part'))} ×${quantityText(
        item.queue === 'counts_to_approve'
          ? Number(item.counted) - Number(item.book)
          : Number(item.quantity),
      )}`,
    );
  if (isSet(item, 'warehouse') && isSet(item, 'technician'))
    parts.push(
      // What comes back goes the other way.
      (act.command.startsWith('return') ? ['technician', 'warehouse'] : ['warehouse', 'technician'])
        .map((kind) => nameOr(names, kind, text(item, kind)))
        .join(' → '),
    );
  if (isSet(item, 'amount')) parts.push(moneyText(Number(item.amount)));
  const back = commandInfo(act.command)?.back;
  return (
    <p>
      <b>{t('will_do', { what: parts.join(' · ') })}</b>{' '}
      <span class="muted">{t(back ? 'can_undo' : 'cannot_undo')}</span>
    </p>
  );
}

// A yes or no that is asked is said, one way or the other: what is not ticked is no answer.
const saidBy = (act: PossibleCommand): TypeInfo => {
  const info = commandInfo(act.command)!;
  const asked = asks(act).map((field) => field.name);
  return {
    ...info,
    fields: info.fields.map((field) =>
      field.type === 'bool' && asked.includes(field.name) ? { ...field, required: true } : field,
    ),
  };
};

function useFocus(refused: number) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const at = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    const wrong = at('.confirm textarea') ?? at('[aria-invalid="true"]') ?? at('.notice.bad');
    const first = at('input, select, textarea') ?? at('button.primary');
    const wanted = refused > 0 ? wrong : first;
    wanted?.focus();
    if (refused === 0 && first instanceof HTMLInputElement) first.select();
  }, [refused]);
  return form;
}

// What one field, or a second look, asks below the row.
export function Below({
  item,
  act,
  refused,
  names,
  state,
}: {
  item: Waiting;
  act: PossibleCommand;
  refused?: Problem | undefined;
  names: Names;
  state: InboxState;
}) {
  const [info] = useState(() => saidBy(act));
  const held = useForm({
    info,
    preset: knownTo(act),
    fixed: act.fixed,
    silent: true,
    ...(refused && { refused }),
    done: (answer, body) => state.settled(item, act.command, body, answer),
  });
  const form = useFocus(held.faults.refused);
  const open = asks(act).map((field) => field.name);
  const asked = info.fields.filter(({ name }) => open.includes(name) && name !== held.asked);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!held.busy) void held.submit();
  };
  const close = (): void => {
    state.setBelow(null);
    state.choose(item.id);
  };
  const whole = (): void => {
    held.keep();
    state.setBelow(null);
    state.openForm(item, act);
  };
  return (
    <FormContext.Provider value={holdOf(info, held)}>
      <form
        ref={form}
        class="below"
        noValidate
        data-command={act.command}
        onSubmit={submit}
        onKeyDown={(event) => {
          // A reason is a line here: its end sends it, with shift it is a line of a longer text.
          const ends = event.key === 'Enter' && event.target instanceof HTMLTextAreaElement;
          if (ends && !event.shiftKey && !event.isComposing) return submit(event);
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          close();
        }}
      >
        <Outcome item={item} act={act} names={names} />
        {held.restored && <Restored at={held.restored.at} discard={held.empty} />}
        <FormRefused info={info} held={held} />
        {asked.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            raw={held.raw[field.name] ?? emptyRaw(field)}
            pointer={`/${field.name}`}
            wrong={held.faults.wrong}
            fixed={false}
            change={(value) => held.change(field.name, value)}
          />
        ))}
        <span class="buttons">
          {info.fields.length > asked.length + act.fixed.length && (
            <button type="button" class="plain" onClick={whole}>
              {t('act_whole')}
            </button>
          )}
          <button type="button" onClick={close}>
            {t('cancel')} <kbd>Esc</kbd>
          </button>
          <button class="primary" disabled={held.busy || isPast.value}>
            {commandLabel(act.command)} <kbd>↵</kbd>
          </button>
        </span>
      </form>
    </FormContext.Provider>
  );
}
