// What a customer says by his link: how the visit was, whether the money is right, and which
// machine is his. The service decides; what it says no to stands below what was said.
import { useState, type StateUpdater, type Dispatch } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Problem, send } from '../edge/client.ts';
import { plainNumber, scaled } from '../forms/decimal.ts';
import { moneyText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { problemText } from '../parts/states.tsx';
import { language } from '../state/preferences.ts';

export interface Label {
  zh: string;
  en: string;
}
export interface Said {
  rating: { visit: number; stars: number | null } | null;
  charge: { recorded: number; said: string | null } | null;
  machines: {
    brand: string;
    brand_name?: string;
    model: string;
    serial: string;
    status: string;
    status_label: Label;
    unproven: boolean;
  }[];
  brand: string;
  brand_name?: string;
  model: string;
}

// A brand is called by its code where people read Latin letters, by its name where they do not.
export const brandText = (of: { brand: string; brand_name?: string }): string =>
  (language.value === 'zh-CN' && of.brand_name) || of.brand;

export const of = (label: Label): string =>
  language.value === 'zh-CN' ? label.zh : label.en;

interface About {
  token: string;
  said: Said;
  again: () => void; // what stands there is read anew
}

// One thing at a time; a second press while the first is on its way does nothing.
function useSay({ token, again }: About) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const say = async (what: string, body: Record<string, string>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setWrong('');
    try {
      await send('POST', `/v1/follow/${what}`, { token, ...body });
      again();
      return true;
    } catch (failed) {
      setWrong(failed instanceof Problem ? problemText(failed) : String(failed));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, wrong, setWrong, say };
}

const Wrong = ({ text }: { text: string }) =>
  text ? (
    <p class="notice bad" role="alert">
      {text}
    </p>
  ) : null;

interface PartProps {
  name: string;
  title: string;
  children: ComponentChildren;
}
function Part({ name, title, children }: PartProps) {
  return (
    <section class="say" data-say={name}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

const most_stars = 5;

function Stars({ given, choose }: { given: number; choose: (stars: number) => void }) {
  return (
    <div class="stars" role="radiogroup" aria-label={t('follow_rate')}>
      {Array.from({ length: most_stars }, (_, at) => at + 1).map((stars) => (
        <label key={stars} class={stars <= given ? 'on' : undefined}>
          <input
            type="radio"
            name="stars"
            value={stars}
            checked={stars === given}
            aria-label={t('follow_stars', { n: stars })}
            onChange={() => choose(stars)}
          />
          <span aria-hidden="true">{stars <= given ? '★' : '☆'}</span>
        </label>
      ))}
    </div>
  );
}

export function Rate(about: About) {
  const { busy, wrong, say } = useSay(about);
  const [stars, setStars] = useState(0);
  const [comment, setComment] = useState('');
  const { rating } = about.said;
  if (!rating) return null;
  if (rating.stars !== null)
    return (
      <Part name="rating" title={t('follow_rate')}>
        <p class="stars-given" role="img" aria-label={t('follow_stars', { n: rating.stars })}>
          {'★'.repeat(rating.stars)}
          {'☆'.repeat(most_stars - rating.stars)}
        </p>
        <p class="muted">{t('follow_rated')}</p>
      </Part>
    );
  return (
    <Part name="rating" title={t('follow_rate')}>
      <Stars given={stars} choose={setStars} />
      <label>
        {t('follow_comment')}
        <textarea
          name="comment"
          rows={2}
          maxLength={1000}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      </label>
      <Wrong text={wrong} />
      <button
        type="button"
        class="primary"
        data-say="rate"
        disabled={busy || stars === 0}
        onClick={() => void say('rating', { stars: String(stars), comment })}
      >
        {t('follow_rate_send')}
      </button>
    </Part>
  );
}

interface DisputeProps {
  busy: boolean;
  send: (amount: string, note: string) => void;
}

function Dispute({ busy, send: sendIt }: DisputeProps) {
  const [amount, setAmount] = useState('');
  const [note, setNote] = useState('');
  return (
    <div class="dispute">
      <label>
        {t('follow_paid_what')}
        <input
          name="amount"
          inputMode="decimal"
          autocomplete="off"
          value={amount}
          onInput={(event) => setAmount(event.currentTarget.value)}
        />
        <small class="muted">{t('follow_paid_note')}</small>
      </label>
      <label>
        {t('follow_what_is_wrong')}
        <textarea
          name="note"
          rows={2}
          maxLength={1000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <button
        type="button"
        class="primary"
        data-say="dispute"
        disabled={busy || amount.trim() === ''}
        onClick={() => sendIt(amount, note)}
      >
        {t('follow_dispute_send')}
      </button>
    </div>
  );
}

export function Charge(about: About) {
  const { busy, wrong, setWrong, say } = useSay(about);
  const [disputing, setDisputing] = useState(false);
  const { charge } = about.said;
  if (!charge) return null;
  const amount = moneyText(charge.recorded);
  const state = (fen: number, note = ''): void =>
    void say('charge', {
      answer: fen === 0 ? 'not_charged' : 'charged',
      ...(fen === 0 ? {} : { amount_said: String(fen) }),
      note,
    }).then((done) => done && setDisputing(false));
  const dispute = (text: string, note: string): void => {
    const fen = scaled(plainNumber(text), 2);
    if (Number.isNaN(fen) || fen < 0) setWrong(t('follow_no_amount'));
    else state(fen, note);
  };
  const saidSo = charge.said !== null && !disputing;
  return (
    <Part name="charge" title={t('follow_charge')}>
      <p class="amount">
        {t('follow_recorded')} <b>{amount}</b>
      </p>
      {saidSo && (
        <p class={charge.said === 'disputed' ? 'notice' : 'muted'} data-said={charge.said}>
          {t(charge.said === 'disputed' ? 'follow_disputed' : 'follow_confirmed')}
        </p>
      )}
      <Wrong text={wrong} />
      <div class="buttons">
        {charge.said !== 'confirmed' && (
          <button
            type="button"
            class={charge.said === null && !disputing ? 'primary' : ''}
            data-say="confirm"
            disabled={busy}
            onClick={() => state(charge.recorded)}
          >
            {t(charge.recorded === 0 ? 'follow_paid_nothing' : 'follow_paid_that')}
          </button>
        )}
        <button
          type="button"
          aria-expanded={disputing}
          data-say="other"
          onClick={() => setDisputing(!disputing)}
        >
          {t(charge.said === null ? 'follow_paid_other' : 'follow_say_again')}
        </button>
      </div>
      {disputing && <Dispute busy={busy} send={dispute} />}
    </Part>
  );
}

type Fields = Record<'brand' | 'model' | 'serial' | 'sold_on' | 'invoice', string>;

function MachineFields({
  of: fields,
  set,
}: {
  of: Fields;
  set: Dispatch<StateUpdater<Fields>>;
}) {
  const common = (name: keyof Fields) => ({
    name,
    autocomplete: 'off',
    required: name !== 'invoice',
    maxLength: 64,
    value: fields[name],
    onInput: (event: { currentTarget: HTMLInputElement }): void => {
      const { value } = event.currentTarget;
      set((old) => ({ ...old, [name]: value }));
    },
  });
  return (
    <>
      <label>
        {t('follow_machine_brand')}
        <input type="text" {...common('brand')} />
      </label>
      <label>
        {t('follow_machine_model')}
        <input type="text" {...common('model')} />
      </label>
      <label>
        {t('follow_machine_serial')}
        <input type="text" {...common('serial')} />
      </label>
      <label>
        {t('follow_machine_sold_on')}
        <input type="date" {...common('sold_on')} />
      </label>
      <label>
        {t('follow_machine_invoice')}
        <input type="text" {...common('invoice')} />
      </label>
    </>
  );
}

export function Machines(about: About) {
  const { busy, wrong, say } = useSay(about);
  const { machines, model } = about.said;
  const brand = brandText(about.said);
  const empty: Fields = { brand, model, serial: '', sold_on: '', invoice: '' };
  const [fields, set] = useState(empty);
  const [open, setOpen] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    // What he left as it stood, is the order's.
    const coded = fields.brand === brand ? about.said.brand : fields.brand;
    void say('machine', { ...fields, brand: coded }).then((done) => {
      if (!done) return;
      set(empty);
      setOpen(false);
    });
  };
  return (
    <Part name="machine" title={t('follow_machines')}>
      <ul class="said-machines">
        {machines.map((one) => (
          <li key={`${one.brand}:${one.serial}`} data-status={one.status}>
            <span>
              {brandText(one)} {one.model} <span class="mono">{one.serial}</span>
            </span>
            <span class="muted">
              {of(one.status_label)}
              {one.unproven && ` · ${t('follow_unproven')}`}
            </span>
          </li>
        ))}
      </ul>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary data-say="machine">{t('follow_machine_add')}</summary>
        <form onSubmit={submit}>
          <p class="muted">{t('follow_machine_note')}</p>
          <MachineFields of={fields} set={set} />
          <Wrong text={wrong} />
          <button class="primary" data-say="register" disabled={busy}>
            {t('follow_machine_send')}
          </button>
        </form>
      </details>
    </Part>
  );
}
