// What came in by another way than this telephone, beside the form: who, when, his own words.
import { openCommand } from '../forms/command_dialog.tsx';
import { instantText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { itemPath } from '../state/lists.ts';
import { go, href } from '../state/location.ts';
import { commandLabel, enumLabel } from '../state/schema.ts';
import { may } from '../state/session.ts';
import { isPast } from '../state/time.ts';
import type { Contact } from './use_contact.ts';
import type { Intake } from './use_intake.ts';

// What else than an order may come of it.
function OtherEnds({ intake, contact }: { intake: Intake; contact: Contact }) {
  const over = (): void => {
    intake.form.empty();
    go(href('/intake'), true);
  };
  const { id: interaction, customer, phone, summary } = contact;
  const complain = (): void => {
    const told = { interaction, customer, phone, text: summary };
    openCommand('register_complaint', told, null, over, ['interaction']);
  };
  const close = (): void =>
    openCommand('close_interaction', { interaction }, intake.from.version, over);
  return (
    <p class="unlogged">
      {may('register_complaint') && (
        <button
          type="button"
          data-command="register_complaint"
          disabled={isPast.value}
          onClick={complain}
        >
          {commandLabel('register_complaint')}
        </button>
      )}
      {may('close_interaction') && (
        <button
          type="button"
          data-command="close_interaction"
          disabled={isPast.value}
          title={t('intake_no_order_note')}
          onClick={close}
        >
          {commandLabel('close_interaction')}
        </button>
      )}
    </p>
  );
}

export function ContactCard({ intake }: { intake: Intake }) {
  const { contact, named } = intake.from;
  if (!contact) return null;
  return (
    <Card
      class="contact"
      title={enumLabel('channel', contact.channel)}
      note={contact.started_at ? instantText(contact.started_at) : undefined}
      end={
        <Link class="link mono" to={itemPath('interactions', contact.id)}>
          {contact.id}
        </Link>
      }
    >
      <p>
        <Badge
          small
          name={contact.status}
          text={enumLabel('interaction_status', contact.status)}
        />{' '}
        <bdi>{contact.handle || contact.phone}</bdi>
        {contact.ivr_path && <span class="mono muted"> {contact.ivr_path}</span>}
      </p>
      {contact.summary && (
        <blockquote data-test="contact-text">
          <bdi>{contact.summary}</bdi>
        </blockquote>
      )}
      {contact.order && (
        <p>
          <Link class="link mono" to={itemPath('work_orders', contact.order)}>
            {contact.order}
          </Link>
        </p>
      )}
      {named && <OtherEnds intake={intake} contact={contact} />}
    </Card>
  );
}
