// The order itself: what is asked for, where, when, and what happens when it is sent.
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { FieldInput } from '../forms/field_input.tsx';
import { FormContext } from '../forms/form_context.ts';
import { RefusedNotice } from '../forms/refused.tsx';
import { emptyRaw, isBlank } from '../forms/value.ts';
import { shortOrder } from '../format.ts';
import { t } from '../i18n/index.ts';
import { machineWords } from '../i18n/words.ts';
import { Link } from '../parts/link.tsx';
import { enumInfo, fieldLabel, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';
import { Chips } from './chips.tsx';
import { mistakable, spoken } from './spoken.ts';
import { Slots } from './slots.tsx';
import { isByMaker, Source } from './source.tsx';
import type { Intake } from './use_intake.ts';

function Line({
  label,
  keys,
  children,
}: {
  label: string;
  keys?: string;
  children: ComponentChildren;
}) {
  return (
    <div class="line">
      <span class="label">
        {label} {keys && <kbd>{keys}</kbd>}
      </span>
      <div>{children}</div>
    </div>
  );
}

function Field({ intake, name }: { intake: Intake; name: string }) {
  const { form } = intake;
  const field = intake.field(name);
  return (
    <FieldInput
      field={field}
      raw={form.raw[name] ?? emptyRaw(field)}
      pointer={`/${name}`}
      wrong={form.faults.wrong}
      fixed={false}
      change={(value) => form.change(name, value)}
    />
  );
}

function EnumChips({ intake, name }: { intake: Intake; name: string }) {
  const field = intake.field(name);
  const { raw } = useContext(FormContext);
  const values = enumInfo(field.enum!)?.values.filter((one) => one.name !== 'none') ?? [];
  return (
    <Chips
      name={name}
      label={fieldLabel(field)}
      items={values.map((one) => ({ value: one.name, label: say(one.label, one.name) }))}
      value={String(raw[name] ?? '')}
      choose={(value) => intake.form.change(name, value)}
    />
  );
}

// The machine has an order that is not done: that one, or another with a reason.
function StillOpen({ intake }: { intake: Intake }) {
  const open = intake.machine?.open_orders[0];
  if (!open) return null;
  return (
    <div class="still-open" role="status" data-test="still-open">
      <p>
        <b>
          {t('intake_open_order')}{' '}
          <Link to={`/orders/${encodeURIComponent(open.order)}`}>{shortOrder(open.order)}</Link>
        </b>
        <small>{t('intake_open_order_note')}</small>
      </p>
      <button
        type="button"
        data-test="join"
        disabled={isPast.value || intake.busy}
        onClick={() => void intake.joinOpen()}
      >
        {t('intake_join')} <kbd>⌥J</kbd>
      </button>
      <Field intake={intake} name="override_reason" />
    </div>
  );
}

function ReadBack({ intake }: { intake: Intake }) {
  const address = intake.raw('address');
  if (!address) return null;
  const doubts = mistakable(address);
  return (
    <div class={`read-back${intake.confirmed ? ' done' : ''}`}>
      <small>{t('intake_read_back')}</small>
      <p>
        {spoken(address).map((one, at) =>
          one.figure ? <b key={at}>{one.text}</b> : <span key={at}>{one.text}</span>,
        )}
      </p>
      {doubts.length > 0 && (
        <small class="doubt">
          {doubts.map(([is, other]) => t('intake_not_that', { is, other })).join('；')}
        </small>
      )}
      <button
        type="button"
        data-test="read-back"
        aria-pressed={intake.confirmed}
        onClick={intake.confirm}
      >
        {t(intake.confirmed ? 'intake_confirmed' : 'intake_confirm')} <kbd>⌥R</kbd>
      </button>
    </div>
  );
}

function Outlet({ intake }: { intake: Intake }) {
  const offered = intake.offered;
  const outlet = intake.raw('outlet') || offered?.outlet || '';
  const choices = offered?.outlets ?? [];
  if (choices.length === 0) return null;
  return (
    <select
      aria-label={t('intake_outlet')}
      name="outlet"
      value={outlet}
      onChange={(event) => intake.form.change('outlet', event.currentTarget.value)}
    >
      {choices.map((one) => (
        <option key={one} value={one}>
          {offered?.names.outlet?.[one] ?? one}
        </option>
      ))}
    </select>
  );
}

// What is still missing, in the words of the form.
function missing(intake: Intake): string[] {
  const out: string[] = [];
  const needed = isByMaker(intake) ? ['brand', 'maker_number'] : [];
  for (const name of ['service_type', ...needed, 'phone', 'address'])
    if (isBlank(intake.form.raw[name])) out.push(fieldLabel(intake.field(name)));
  const named = ['asset', 'serial', 'brand', 'category', 'model'].some((name) => intake.raw(name));
  if (!named) out.push(t('intake_machine'));
  if (intake.machine?.open_orders.length && !intake.raw('override_reason'))
    out.push(t('intake_join_or_reason'));
  if (intake.raw('address') && !intake.confirmed) out.push(t('intake_read_back_short'));
  return out;
}

function Refused({ intake }: { intake: Intake }) {
  const { form } = intake;
  const { problem } = form.faults;
  const reason = form.asked && form.asked !== 'override_reason' ? form.asked : undefined;
  if (!problem) return null;
  return (
    <RefusedNotice problem={problem}>
      {reason && (
        <div class="confirm">
          <Field intake={intake} name={reason} />
          <button data-test="confirm" disabled={intake.busy || isBlank(form.raw[reason])}>
            {t('send_all_the_same')}
          </button>
        </div>
      )}
    </RefusedNotice>
  );
}

function MachineFields({ intake }: { intake: Intake }) {
  return (
    <div class="fields">
      {['brand', 'category', 'model', 'serial'].map((name) => (
        <Field key={name} intake={intake} name={name} />
      ))}
    </div>
  );
}

function Send({ intake }: { intake: Intake }) {
  const lacking = missing(intake);
  const outlet = intake.raw('outlet') || intake.offered?.outlet || '';
  const name = intake.offered?.names.outlet?.[outlet] ?? outlet;
  return (
    <footer>
      <button
        class="primary"
        disabled={intake.busy || isPast.value}
        title={isPast.value ? t('past_reason') : undefined}
      >
        {intake.busy
          ? t('sending')
          : outlet
            ? t('intake_send_to', { outlet: name })
            : t('intake_send')}{' '}
        <kbd>⌃↵</kbd>
      </button>
      <span class="lacking" role="status" data-test="lacking">
        {lacking.length > 0 && t('intake_lacking', { what: lacking.join('、') })}
      </span>
    </footer>
  );
}

export function OrderForm({ intake }: { intake: Intake }) {
  const { form } = intake;
  return (
    <>
      <Refused intake={intake} />
      <StillOpen intake={intake} />
      <Line label={fieldLabel(intake.field('service_type'))}>
        <EnumChips intake={intake} name="service_type" />
      </Line>
      <Line label={fieldLabel(intake.field('source'))} keys="⌥M">
        <Source intake={intake} />
      </Line>
      <Line label={t('intake_machine')}>
        {intake.machine ? (
          <p class="known">
            {machineWords(intake.machine.brand, intake.machine.model)}{' '}
            <span class="mono">{intake.machine.serial}</span>
          </p>
        ) : (
          <MachineFields intake={intake} />
        )}
      </Line>
      <Line label={t('intake_what')}>
        <div class="fields wide">
          <Field intake={intake} name="symptom" />
          <Field intake={intake} name="fault" />
        </div>
      </Line>
      <Line label={fieldLabel(intake.field('severity'))}>
        <EnumChips intake={intake} name="severity" />
      </Line>
      <Line label={t('intake_where')}>
        <div class="fields">
          {['contact', 'phone', 'area', 'address'].map((name) => (
            <Field key={name} intake={intake} name={name} />
          ))}
        </div>
        <ReadBack intake={intake} />
      </Line>
      <Line label={t('intake_when')} keys="⌥T">
        <Outlet intake={intake} />
        <Slots intake={intake} />
        {form.faults.wrong['/window_from'] && (
          <small class="wrong" role="alert">
            {form.faults.wrong['/window_from']}
          </small>
        )}
      </Line>
      <Send intake={intake} />
    </>
  );
}
