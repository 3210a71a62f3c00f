// A form for any command, made from the schema. What is typed is kept until it is sent or thrown
// away.
import { useEffect, useRef } from 'preact/hooks';
import type { FieldInfo } from '../edge/types.ts';
import { minuteText, valueText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { language } from '../state/preferences.ts';
import { onlyWhenAsked, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { FieldInput } from './field_input.tsx';
import { isNumberOfNew } from './choices.ts';
import { FormContext, type FormHold, type Named } from './form_context.ts';
import { Instead } from './instead.tsx';
import { RefusedNotice } from './refused.tsx';
import { Stale } from './stale.tsx';
import { useForm, type FormProps } from './use_form.ts';
import { emptyRaw, isBlank, isTold } from './value.ts';

export { newKey } from './use_send.ts';

export type Held = ReturnType<typeof useForm>;

// The first wrong value is where the person goes on, else what is said of the whole.
function useFocus(refused: number) {
  const form = useRef<HTMLFormElement>(null);
  const focus = (...selectors: string[]): void =>
    selectors
      .map((selector) => form.current?.querySelector<HTMLElement>(selector))
      .find(Boolean)
      ?.focus();
  useEffect(() => {
    if (refused > 0) focus('.confirm textarea', '[aria-invalid="true"]', '.notice.bad');
    else if (form.current?.closest('dialog'))
      focus(':is(input:not([readonly], [aria-hidden]), select, textarea)');
  }, [refused]);
  return form;
}

// What was refused, and the way on: as it is now with what he typed; all the same, with a reason.
export function FormRefused({ info, held }: { info: FormProps['info']; held: Held }) {
  const { problem, wrong } = held.faults;
  const reason = info.fields.find((field) => field.name === held.asked);
  if (!problem) return null;
  return (
    <RefusedNotice problem={problem}>
      <Instead problem={problem} done={held.finish} />
      {problem.status === 412 && (
        <Stale
          problem={problem}
          fields={info.fields}
          before={held.start}
          again={() => void held.reapply()}
        />
      )}
      {reason && (
        <div class="confirm">
          <FieldInput
            field={{ ...reason, doc: '' }}
            raw={held.raw[reason.name] ?? ''}
            pointer={`/${reason.name}`}
            wrong={wrong}
            fixed={false}
            change={(value) => held.change(reason.name, value)}
          />
          <button data-test="confirm" disabled={held.busy || isBlank(held.raw[reason.name])}>
            {t('send_all_the_same')}
          </button>
        </div>
      )}
    </RefusedNotice>
  );
}

function Clash({ field, held }: { field: FieldInfo; held: Held }) {
  const theirs = held.faults.clashes[field.name];
  if (theirs === undefined) return null;
  return (
    <small class="clash" role="status">
      {t('stale_clash', { value: valueText(theirs, { ...field, format: '' }) })}
      <button type="button" onClick={() => held.change(field.name, theirs)}>
        {t('stale_take')}
      </button>
    </small>
  );
}

// What fills in other fields comes first; the number that is given anyway last.
const placeOf = (info: FormProps['info'], field: FieldInfo): number =>
  field.fills?.length ? 0 : !field.required && isNumberOfNew(field, info) ? 2 : 1;

function Fields({ info, held }: { info: FormProps['info']; held: Held }) {
  const { raw, asked, faults } = held;
  const shown = info.fields.filter(
    (field) =>
      !isTold(info.fields, field, raw) &&
      field.name !== asked &&
      !(onlyWhenAsked(field) && isBlank(raw[field.name])),
  );
  const ordered = shown.toSorted((a, b) => placeOf(info, a) - placeOf(info, b));
  return (
    <div class="fields">
      {ordered.map((field) => (
        <div key={field.name} class={field.name in faults.clashes ? 'clashed' : undefined}>
          <FieldInput
            field={field}
            raw={raw[field.name] ?? emptyRaw(field)}
            pointer={`/${field.name}`}
            wrong={faults.wrong}
            fixed={held.fixed.includes(field.name)}
            change={(value) => held.change(field.name, value)}
          />
          <Clash field={field} held={held} />
        </div>
      ))}
    </div>
  );
}

export function Restored({ at, discard }: { at: number; discard: () => void }) {
  return (
    <p class="notice draft" role="status" data-test="draft">
      {t('draft_restored', { time: minuteText(at) })}{' '}
      <button type="button" onClick={discard}>
        {t('draft_discard')}
      </button>
    </p>
  );
}

// What its fields know of each other.
export const holdOf = (info: FormProps['info'], held: Held, among?: Named): FormHold => ({
  info,
  among,
  raw: held.raw,
  filled: held.filled,
  set: (name, value) => held.change(name, value),
  chosen: (...told) => void held.chosen(...told),
});

export function CommandForm(props: FormProps) {
  const { info, cancel } = props;
  const held = useForm(props);
  const { restored, busy } = held;
  const form = useFocus(held.faults.refused);
  const submit = (event: Event): void => {
    event.preventDefault();
    void held.submit();
  };
  return (
    <FormContext.Provider value={holdOf(info, held, props.among)}>
      <form ref={form} class="form" noValidate onSubmit={submit} data-command={info.name}>
        <header>
          <h2>{say(info.label, info.name)}</h2>
          {language.value === 'en' && <span class="mono faint">{info.name}</span>}
        </header>
        {info.doc && language.value === 'en' && <p class="muted">{info.doc}</p>}
        {isPast.value && <p class="notice past">{t('past_reason')}</p>}
        {restored && <Restored at={restored.at} discard={held.empty} />}
        <FormRefused info={info} held={held} />
        <Fields info={info} held={held} />
        <footer>
          {cancel && (
            <button type="button" onClick={cancel}>
              {t('cancel')}
            </button>
          )}
          <button
            class="primary"
            disabled={busy || isPast.value}
            title={isPast.value ? t('past_reason') : undefined}
          >
            {t(busy ? 'sending' : 'send')}
          </button>
        </footer>
      </form>
    </FormContext.Provider>
  );
}
