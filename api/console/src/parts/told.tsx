// Who is to be told of an urgent report: on its row; and before whoever is named himself, whatever
// screen he is at.
import type { ListPage, Names } from '../edge/types.ts';
import { instantText, shortOrder } from '../format.ts';
import { t } from '../i18n/index.ts';
import { nameIn } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { mayList, session } from '../state/session.ts';
import type { Waiting } from './acts.ts';
import { Link } from './link.tsx';

interface Contact {
  operator: string;
  phone: string;
}
const contactsOf = (item: Waiting): Contact[] => (item.contacts ?? []) as unknown as Contact[];
const isMe = (one: Contact): boolean => one.operator === session.value?.operator;

// Rows that name him stand before the others, each kind as it was.
export const namedFirst = (items: Waiting[]): Waiting[] => {
  const mine = items.filter((item) => contactsOf(item).some(isMe));
  return mine.length === 0 ? items : [...mine, ...items.filter((item) => !mine.includes(item))];
};

export function Told({ item, names }: { item: Waiting; names: Names }) {
  const contacts = contactsOf(item);
  if (contacts.length > 0)
    return (
      <small class="told" data-test="told">
        {t('told_people')}{' '}
        {contacts.map((one, index) => (
          <span key={one.operator} class={isMe(one) ? 'me' : ''}>
            {index + 1} {nameIn(names, 'operator', one.operator) ?? one.operator}{' '}
            <a class="link mono" href={`tel:${one.phone}`}>
              {one.phone}
            </a>
            {isMe(one) && <b> {t('told_first')}</b>}{' '}
          </span>
        ))}
      </small>
    );
  return item.call === 'nobody' ? (
    <small class="warn" data-test="told-nobody">
      ▲ {t('told_nobody')}
    </small>
  ) : null;
}

const shown_most = 3;

export function ToldStrip() {
  const me = session.value?.operator ?? '';
  const found = useResource<ListPage>(
    me && mayList('urgent_contacts') ? '/v1/urgent_contacts' : null,
    { operator: me, status: 'tripped', limit: shown_most, outlet: '' },
    { topic: 'urgent_contacts' },
  );
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <p class="told-strip" role="alert" data-test="told-strip">
      <b>■ {t('told_strip')}</b>
      {items.map((item) => (
        <Link
          key={String(item.alarm)}
          class="link mono"
          title={`${String(item.order)} · ${instantText(String(item.tripped_at))}`}
          to={`/queues/tripped?row=${encodeURIComponent(`alarm:${String(item.alarm)}`)}`}
        >
          {shortOrder(String(item.order))}
        </Link>
      ))}
    </p>
  );
}
