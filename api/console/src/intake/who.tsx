// Who calls: the number as it is typed, by what he came, and whom it finds.
import type { Row } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { enumInfo, enumLabel, fieldLabel, say } from '../state/schema.ts';
import { ContactOnly } from './contact_only.tsx';
import { Lately } from './lately.tsx';
import { digitsOf, isWhole } from './phone_number.ts';
import type { Caller } from './types.ts';
import type { Intake } from './use_intake.ts';

// What service he is entitled to, where somebody said so.
function Segment({ of }: { of: unknown }) {
  const segment = String(of ?? 'none');
  if (segment === 'none') return null;
  return (
    <span data-segment={segment}>
      <Badge
        small
        name={segment}
        tone={segment === 'household' ? 'slate' : 'violet'}
        text={enumLabel('customer_segment', segment)}
      />
    </span>
  );
}

function CallerRow({
  one,
  chosen,
  first,
  choose,
}: {
  one: Caller;
  chosen: boolean;
  first: boolean;
  choose: () => void;
}) {
  return (
    <li>
      <button type="button" aria-pressed={chosen} data-caller={one.id} onClick={choose}>
        <b>
          {one.name} <Segment of={one.segment} />
        </b>
        <span>{one.address || one.area}</span>
        <small class="mono">
          {one.id} · {one.phone}
        </small>
        {first && <kbd>↵</kbd>}
      </button>
    </li>
  );
}

function Nobody({ register }: { register: (() => void) | null }) {
  return (
    <p class="nobody" role="status">
      {t('intake_nobody')}
      {register && (
        <button type="button" data-test="new-caller" onClick={register}>
          {t('intake_new_caller')} <kbd>↵</kbd>
        </button>
      )}
    </p>
  );
}

function File({ item, customer }: { item: Row; customer: string }) {
  return (
    <Card
      title={String(item.name)}
      end={<Link to={`/lists/customers/${encodeURIComponent(customer)}`}>{customer}</Link>}
    >
      <p class="file">
        <Segment of={item.segment} /> {String(item.phone)}
        <br />
        {String(item.address)}
        {item.note ? (
          <>
            <br />
            <em>{String(item.note)}</em>
          </>
        ) : null}
      </p>
    </Card>
  );
}

// By what he came; a call that nobody has logged is logged with what comes of it.
function Channel({ intake }: { intake: Intake }) {
  const values = enumInfo('channel')?.values.filter((one) => one.name !== 'none') ?? [];
  return (
    <select
      name="channel"
      aria-label={fieldLabel(intake.field('channel'))}
      value={intake.raw('channel')}
      onChange={(event) => intake.form.change('channel', event.currentTarget.value)}
    >
      {values.map((one) => (
        <option key={one.name} value={one.name}>
          {say(one.label, one.name)}
        </option>
      ))}
    </select>
  );
}

// Once it is logged it has its own way to its end.
function Unlogged({ intake }: { intake: Intake }) {
  return (
    <p class="unlogged">
      <Channel intake={intake} />
      <button
        type="button"
        aria-expanded={intake.only}
        data-test="contact-only"
        onClick={() => intake.setOnly(!intake.only)}
      >
        {t('intake_only')} <kbd>⌥N</kbd>
      </button>
    </p>
  );
}

export function Who({ intake, after }: { intake: Intake; after: () => void }) {
  const { found, phone, setPhone, customer } = intake;
  const choose = (one: Caller): void => {
    intake.chooseCaller(one);
    after();
  };
  const register = (): void => {
    intake.newCaller();
    after();
  };
  const nobody = found.enough && !found.looking && found.callers.length === 0;
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const first = found.callers[0];
    if (first) choose(first);
    else if (nobody && isWhole(phone)) register();
  };
  return (
    <div class="who">
      <Card title={t('intake_phone')} end={<kbd>F2</kbd>}>
        <input
          type="tel"
          name="caller_phone"
          aria-label={t('intake_phone')}
          aria-describedby="intake-phone-note"
          autocomplete="off"
          value={phone}
          onInput={(event) => setPhone(event.currentTarget.value)}
          onKeyDown={enter}
        />
        <small id="intake-phone-note" class="muted">
          {t('intake_phone_note')}
        </small>
        <ul class="callers" aria-label={t('intake_callers')} aria-busy={found.looking}>
          {found.callers.map((one, index) => (
            <CallerRow
              key={one.id}
              one={one}
              chosen={one.id === customer}
              first={index === 0 && one.id !== customer}
              choose={() => choose(one)}
            />
          ))}
        </ul>
        {nobody && <Nobody register={isWhole(phone) ? register : null} />}
        {!intake.from.contact && <Unlogged intake={intake} />}
      </Card>
      {intake.only && <ContactOnly intake={intake} />}
      {intake.caller && <File item={intake.caller} customer={customer} />}
      {customer && <Lately key={customer} of={{ customer }} />}
      {!customer && nobody && <Lately key={phone} of={{ q: digitsOf(phone) }} />}
    </div>
  );
}
