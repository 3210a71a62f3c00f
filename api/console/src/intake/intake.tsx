// Taking a call: who, which machine, this order, from left to right, by keyboard alone.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TypeInfo } from '../edge/types.ts';
import { FormContext } from '../forms/form_context.ts';
import { minuteText } from '../format.ts';
import { intake as sentences } from '../i18n/intake.ts';
import { learn, t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { useKeys } from '../state/keys.ts';
import { itemPath } from '../state/lists.ts';
import { isPast } from '../state/time.ts';
import { after, type Registered } from './after.ts';
import { ContactCard } from './contact.tsx';
import { Machines } from './machines.tsx';
import { OrderForm } from './order.tsx';
import { useIntake, type Intake, type Preset } from './use_intake.ts';
import { Who } from './who.tsx';
import '../styles/intake.css';

learn(sentences);

const phone_field = '[name="caller_phone"]';

const digit = (event: KeyboardEvent): number | null => {
  const told = /^Digit(\d)$/.exec(event.code);
  return told ? Number(told[1]) : null;
};

// Keys that are heard while somebody types: none is a bare letter.
function useCallKeys(intake: Intake, focus: (selector: string) => void): void {
  const latest = useRef(intake);
  latest.current = intake;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const now = latest.current;
      const number = event.altKey ? digit(event) : null;
      const machine = number ? now.machines[number - 1] : undefined;
      if (event.key === 'F2') focus(phone_field);
      else if (machine) {
        now.chooseMachine(machine);
        focus('[name="symptom"]');
      } else if (number === 0) {
        now.otherMachine();
        focus('[name="brand"]');
      } else if (event.altKey && event.code === 'KeyM') {
        now.chooseSource('manufacturer');
        focus('[name="maker_number"]');
      } else if (event.altKey && event.code === 'KeyR') {
        if (now.raw('address')) now.confirm();
      } else if (event.altKey && event.code === 'KeyJ') {
        if (!isPast.peek() && now.machine?.open_orders.length) void now.joinOpen();
      } else if (event.altKey && event.code === 'KeyN') {
        if (now.from.contact) return;
        now.setOnly(true);
        focus('[data-outcome]');
      } else if (event.altKey && event.code === 'KeyT') {
        focus('.slots button:not(:disabled)');
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        if (!isPast.peek() && !now.busy) void now.submit();
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  useKeys('intake', [
    { key: 'F2', label: 'intake_key_phone' },
    { key: 'Alt 1–9', label: 'intake_key_machine' },
    { key: 'Alt 0', label: 'intake_other_machine' },
    { key: 'Alt M', label: 'intake_key_maker' },
    { key: 'Alt J', label: 'intake_join' },
    { key: 'Alt N', label: 'intake_only' },
    { key: 'Alt R', label: 'intake_confirm' },
    { key: 'Alt T', label: 'intake_when' },
    { key: '1–4', label: 'intake_key_slot' },
    { key: 'Ctrl Enter', label: 'intake_send' },
  ]);
}

// Keys pressed since the last order was sent, without what is said in free words.
function useKeysPressed(): [number, (event: KeyboardEvent) => void, () => void] {
  const [pressed, setPressed] = useState(0);
  const count = (event: KeyboardEvent): void => {
    const modifier = ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key);
    const free = (event.target as Element).matches('textarea') && event.key.length === 1;
    if (!modifier && !(free && !event.ctrlKey && !event.altKey)) setPressed((old) => old + 1);
  };
  return [pressed, count, () => setPressed(0)];
}

function Told({ one }: { one: Registered }) {
  if (one.contact) {
    return (
      <p class="notice good" role="status" data-test="logged">
        {t('intake_only_logged')}{' '}
        <Link to={itemPath('interactions', one.contact)}>{one.contact}</Link>
      </p>
    );
  }
  return (
    <p
      class="notice good"
      role="status"
      data-test={one.joined ? 'joined' : 'registered'}
    >
      {t(one.joined ? 'intake_joined' : 'intake_registered')}{' '}
      <Link to={`/orders/${encodeURIComponent(one.order)}`}>{one.order}</Link>
      {!one.address_confirmed && <em> {t('intake_unconfirmed')}</em>}
    </p>
  );
}

function Restored({ form }: { form: Intake['form'] }) {
  if (!form.restored) return null;
  return (
    <p class="notice draft" role="status" data-test="draft">
      {t('draft_restored', { time: minuteText(form.restored.at) })}{' '}
      <button type="button" onClick={form.empty}>
        {t('draft_discard')}
      </button>
    </p>
  );
}

function Call({ intake, focus }: { intake: Intake; focus: (selector: string) => void }) {
  return (
    <div class="call">
      <div class="from">
        <ContactCard intake={intake} />
        <Who intake={intake} after={() => focus('[name="symptom"]')} />
      </div>
      <Machines
        intake={intake}
        after={() => focus(intake.another ? '[name="brand"]' : '[name="symptom"]')}
      />
      <Card class="order" title={t('intake_order')} note={t('intake_order_note')}>
        <OrderForm intake={intake} />
      </Card>
    </div>
  );
}

// At once where it is on the screen, else once it is.
function useFocusIn() {
  const screen = useRef<HTMLFormElement>(null);
  const focus = (selector: string): void => {
    const at = (): HTMLElement | null | undefined => screen.current?.querySelector(selector);
    const look = { preventScroll: selector === phone_field };
    if (at()) at()!.focus(look);
    else window.setTimeout(() => at()?.focus(look), 0);
  };
  return { screen, focus };
}

export function IntakeScreen({ info, preset }: { info: TypeInfo; preset: Preset }) {
  const { screen, focus } = useFocusIn();
  const [last, setLast] = useState<Registered | null>(null);
  const [pressed, count, begin] = useKeysPressed();
  const next = (): void => {
    begin();
    window.scrollTo(0, 0);
    focus(phone_field);
  };
  const intake = useIntake(info, preset, {
    registered: (answer, confirmed) => {
      next();
      void after(answer, confirmed).then(setLast);
    },
    joined: (order) => {
      next();
      setLast({ order, address_confirmed: true, joined: true });
    },
    logged: (contact) => {
      next();
      setLast({ order: '', address_confirmed: true, contact });
    },
  });
  const { form } = intake;
  useCallKeys(intake, focus);
  useEffect(() => focus(phone_field), []);
  useEffect(() => {
    // The reason that is asked for stands within the notice, which comes first in the document.
    const reason = '.confirm :is(textarea, input)';
    const asked = screen.current?.querySelector(reason);
    if (form.faults.refused > 0) focus(asked ? reason : '[aria-invalid="true"], .notice.bad');
  }, [form.faults.refused]);
  return (
    <form
      class="intake"
      noValidate
      ref={screen}
      data-command={info.name}
      onKeyDown={count}
      onSubmit={(event) => {
        event.preventDefault();
        void intake.submit();
      }}
    >
      <Title title={t('intake')} note={t('intake_call_note')}>
        <span class="muted" data-test="keys-pressed">
          {t('intake_keys', { n: pressed })}
        </span>
        <Link class="button" to="/intake/form">
          {t('intake_by_fields')}
        </Link>
      </Title>
      {last && <Told one={last} />}
      <Restored form={form} />
      {isPast.value && <p class="notice past">{t('past_reason')}</p>}
      <FormContext.Provider
        value={{
          info,
          raw: form.raw,
          filled: form.filled,
          set: form.change,
          chosen: (...told) => void form.chosen(...told),
        }}
      >
        <Call intake={intake} focus={focus} />
      </FormContext.Provider>
    </form>
  );
}
