// What he does on a job, from below under the thumb. What needs no word is done at once; the rest
// asks for what is missing, from what the phone knows, so that it works where no network is.
import { useEffect, useRef, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { FieldInfo } from '../edge/types.ts';
import { faultTexts } from '../forms/faults.ts';
import { FieldInput } from '../forms/field_input.tsx';
import { FormContext } from '../forms/form_context.ts';
import {
  commandJson,
  emptyFields,
  emptyRaw,
  isTold,
  toRaw,
  type Raw,
  type RawFields,
} from '../forms/value.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../parts/toasts.tsx';
import { commandInfo, commandLabel, refusalLabel, schema } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { ChargeForm } from './charge_form.tsx';
import { CheckInForm } from './check_in.tsx';
import { day, jobOf, linked, now, perform, unsent } from './device.ts';
import { bookingOf, dueOf, expectedRefusal } from './effects.ts';
import { PartForm } from './part_form.tsx';
import { sync } from './send.ts';
import type { Job } from './types.ts';

interface Open {
  order: string;
  command: string | null; // null: he chooses which
  preset: Record<string, unknown>;
}
const open = signal<Open | null>(null);

const wordless = ['accept_booking', 'start_travel', 'start_work', 'resume_work'];

// What a form gives: bodies of the command, in their order.
export interface FormProps {
  job: Job;
  command: string;
  preset: Record<string, unknown>;
  done: (bodies: Record<string, unknown>[]) => void;
  cancel: () => void;
}

// The order and his booking are known to every form.
export function known(job: Job, command: string): Record<string, unknown> {
  const has = (name: string): boolean =>
    commandInfo(command)?.fields.some((field) => field.name === name) ?? false;
  return {
    ...(has('order') ? { order: job.order.id } : {}),
    ...(has('booking') ? { booking: job.booking } : {}),
    ...(command === 'return_unit' ? { unit: job.order.id } : {}), // it has the order's number
  };
}

async function act(job: Job, command: string, bodies: Record<string, unknown>[]): Promise<void> {
  open.value = null;
  await perform(
    bodies.map((body) => ({
      command,
      order: job.order.id,
      body: { ...known(job, command), ...body },
    })),
  );
  void sync(false);
  if (!linked.peek()) toast('good', t('phone_noted', { what: commandLabel(command) }));
}

export function beginAct(job: Job, command: string, preset: Record<string, unknown> = {}): void {
  if (wordless.includes(command) && !expectedOf(job, command)) void act(job, command, [{}]);
  else open.value = { order: job.order.id, command, preset };
}
export const chooseMore = (job: Job): void => {
  open.value = { order: job.order.id, command: null, preset: {} };
};

// What would be refused says so before it is done.
function expectedOf(job: Job, command: string): string | null {
  const today = day.peek();
  if (!today) return null;
  const given = { command, body: known(job, command), at: now() };
  return expectedRefusal(job, given, today.today, unsent.peek(), now());
}

export function Sheet({
  title,
  close,
  children,
}: {
  title: string;
  close: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="ph-sheet" onClose={close} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button class="plain" aria-label={t('cancel')} onClick={close}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}

// Any other command, from what the schema says of it.
function PlainForm({ job, command, preset, done, cancel }: FormProps) {
  const info = commandInfo(command)!;
  const given = { ...known(job, command), ...preset };
  const himself = command === 'pick_up_unit' ? ['technician'] : [];
  const known_here = ['order', 'booking', 'unit', ...himself];
  const [raw, setRaw] = useState<RawFields>(() => ({
    ...emptyFields(info.fields),
    ...Object.fromEntries(
      info.fields
        .filter((field: FieldInfo) => field.name in given)
        .map((field) => [field.name, toRaw(field, given[field.name])]),
    ),
  }));
  const asked = info.fields.filter(
    (field) => !known_here.includes(field.name) && !isTold(info.fields, field, raw),
  );
  const set = (name: string, value: Raw): void => setRaw((old) => ({ ...old, [name]: value }));
  const hold = { info, raw, filled: new Set<string>(), set, chosen: () => {} };
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const submit = (event: Event): void => {
    event.preventDefault();
    const { body, wrong: found } = commandJson(info, raw);
    setWrong(faultTexts(found));
    if (Object.keys(found).length === 0) done([body]);
  };
  return (
    <form class="ph-form" noValidate onSubmit={submit} data-command={command}>
      <FormContext.Provider value={hold}>
        {asked.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            raw={raw[field.name] ?? emptyRaw(field)}
            pointer={`/${field.name}`}
            wrong={wrong}
            fixed={false}
            change={(value) => set(field.name, value)}
          />
        ))}
      </FormContext.Provider>
      <Buttons label={commandLabel(command)} cancel={cancel} />
    </form>
  );
}

export function Buttons({
  label,
  cancel,
  disabled = false,
}: {
  label: string;
  cancel: () => void;
  disabled?: boolean;
}) {
  return (
    <footer class="ph-buttons">
      <button type="button" onClick={cancel}>
        {t('cancel')}
      </button>
      <button class="primary" disabled={disabled}>
        {label}
      </button>
    </footer>
  );
}

// What may be sent to the order as it stands here: by the schema, since his own acts, which the
// engine has not heard of, may have moved it; and what the engine offers beside the order's own.
function possible(job: Job): string[] {
  const { status, appointment_from } = job.order.order;
  const unlike = appointment_from ? 'agree_appointment' : 'change_appointment';
  const own = (schema.value?.commands ?? []).filter(
    (info) =>
      info.stream === 'work_order' &&
      info.when?.includes(status) &&
      may(info.name) &&
      info.name !== unlike,
  );
  const others = job.commands.filter((name) => commandInfo(name)?.stream !== 'work_order');
  const unit = job.order.order.unit_in_workshop && may('return_unit') ? ['return_unit'] : [];
  return [...new Set([...own.map((info) => info.name), ...others, ...unit])];
}

// Everything that may be done on the job now.
function More({ job }: { job: Job }) {
  const all = possible(job);
  return (
    <ul class="ph-list">
      {all.map((name) => {
        const why = expectedOf(job, name);
        return (
          <li key={name}>
            <button
              class="ph-wide"
              data-command={name}
              onClick={() => {
                open.value = null;
                beginAct(job, name);
              }}
            >
              <span>{commandLabel(name)}</span>
              {why && <span class="muted">{refusalLabel(why)}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function presetOf(job: Job, command: string): Record<string, unknown> {
  if (command === 'collect_payment') return { amount: Math.max(0, dueOf(job)), method: 'cash' };
  if (command === 'request_part') return { quantity: 1000 };
  return {};
}

export function ActSheet() {
  const what = open.value;
  const job = what && jobOf(what.order);
  if (!what || !job || !bookingOf(job)) return null;
  const close = (): void => {
    open.value = null;
  };
  if (what.command === null)
    return (
      <Sheet key="more" title={t('more')} close={close}>
        <More job={job} />
      </Sheet>
    );
  const command = what.command;
  const props: FormProps = {
    job,
    command,
    preset: { ...presetOf(job, command), ...what.preset },
    done: (bodies) => void act(job, command, bodies),
    cancel: close,
  };
  const why = expectedOf(job, command);
  const Form =
    command === 'check_in'
      ? CheckInForm
      : command === 'use_part'
        ? PartForm
        : command === 'add_charge'
          ? ChargeForm
          : PlainForm;
  return (
    <Sheet key={`${what.order}/${command}`} title={commandLabel(command)} close={close}>
      {why && <p class="notice bad">{t('phone_would_refuse', { why: refusalLabel(why) })}</p>}
      <Form {...props} />
    </Sheet>
  );
}
