// One of a list: facts, what hangs on it, every step that led there, and what may be sent now.
import type { ComponentChildren } from 'preact';
import type { CardAnswer, ListInfo, Row } from '../edge/types.ts';
import { positionText } from '../format.ts';
import { learn, t } from '../i18n/index.ts';
import { visits } from '../i18n/visits.ts';
import { Badge } from '../parts/badge.tsx';
import { Card, Title } from '../parts/card.tsx';
import {
  Above,
  CardCommands,
  CardFacts,
  CardParts,
  CardTimeline,
  Relations,
} from '../parts/card_body.tsx';
import { LazyAffected } from '../parts/lazy_affected.tsx';
import { LazyEntitlement } from '../parts/lazy_entitlement.tsx';
import { Link } from '../parts/link.tsx';
import { queryPath } from '../parts/saved_queries.tsx';
import { idWords } from '../parts/thing.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { listInfo, mayRead, valueIn } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { commandLabel, enumLabel, say } from '../state/schema.ts';
import { hasRole, may } from '../state/session.ts';
import { isPast } from '../state/time.ts';

learn(visits);

const page_steps = 100;

function Status({ list, item }: { list: ListInfo; item: Row }) {
  const field = list.fields.find((one) => one.name === 'status' && one.enum);
  const value = String(valueIn(item, 'status') ?? 'none');
  if (!field || value === 'none') return null;
  return <Badge name={value} text={enumLabel(field.enum!, value)} />;
}

interface Way {
  to: string;
  text: string;
  primary?: boolean; // what one mostly opens this card for
}

// A call about a known machine or customer: the form knows the rest.
const intakeAbout =
  (name: string) =>
  (item: Row): Way | undefined =>
    may('register_work_order') && !isPast.value
      ? {
          to: `/intake?${name}=${encodeURIComponent(String(item.id))}`,
          text: commandLabel('register_work_order'),
          primary: true,
        }
      : undefined;

// Where else one goes from here: what is no list of its own.
const ways: Record<string, (item: Row) => Way | undefined> = {
  assets: intakeAbout('asset'),
  customers: intakeAbout('customer'),
  fault_reports: (item) => ({
    to: `/fault_reports/${encodeURIComponent(String(item.id))}`,
    text: t('report_paper'),
    primary: true,
  }),
  operators: (item) =>
    hasRole('administrator') && !isPast.value
      ? { to: `/system?operator=${encodeURIComponent(String(item.id))}`, text: t('invite') }
      : undefined,
  saved_queries: (item) => ({ to: queryPath(item), text: t('open_query') }),
  stock_items: (item) => ({
    to: `/inventory/${[item.warehouse, item.part, item.condition]
      .map((part) => encodeURIComponent(String(part)))
      .join('/')}`,
    text: t('ledger'),
  }),
  wage_sheets: (item) => ({
    to: `/lists/wage_lines?${new URLSearchParams({
      technician: String(item.technician),
      period: String(item.period),
    }).toString()}`,
    text: t('wage_lines'),
  }),
};

// Beside that: what is read or printed of it.
const sheets: Record<string, (item: Row) => Way> = {
  assets: (item) => ({
    to: `/machines?serial=${encodeURIComponent(String(item.serial))}`,
    text: t('asset_sheet'),
  }),
};

function Frame({
  list,
  id,
  name = '',
  note,
  children,
}: {
  list: ListInfo;
  id: string;
  name?: string;
  note?: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <Title
      title={
        <>
          {name} <span class="mono">{idWords(id)}</span>
        </>
      }
      note={note}
    >
      {children}
      <Link class="button" to={`/lists/${list.name}`}>
        {say(list.label, list.name)}
      </Link>
    </Title>
  );
}

function Whole({ list, card, reload }: { list: ListInfo; card: CardAnswer; reload: () => void }) {
  const way = ways[list.name]?.(card.item);
  const sheet = sheets[list.name]?.(card.item);
  return (
    <>
      <Frame
        list={list}
        id={card.id}
        name={String(valueIn(card.item, 'name') ?? '')}
        note={
          <>
            <Status list={list} item={card.item} />{' '}
            {card.version && t('version', { n: card.version })}
          </>
        }
      >
        {way && (
          <Link class={way.primary ? 'button primary' : 'button'} to={way.to}>
            {way.text}
          </Link>
        )}
        {sheet && (
          <Link class="button" to={sheet.to}>
            {sheet.text}
          </Link>
        )}
      </Frame>
      <div class="columns">
        <div class="w8 stack">
          <Card title={say(list.label, list.name)} note={t('order_facts_note')}>
            <Above card={card} />
            <CardFacts list={list} item={card.item} names={card.names} />
          </Card>
          <CardParts list={list} item={card.item} names={card.names} />
          {list.name === 'assets' && <LazyEntitlement asset={card.id} />}
          {list.name === 'bulletins' && card.item.status === 'published' && (
            <LazyAffected bulletin={card.id} />
          )}
          <Relations card={card} />
          {card.timeline && (
            <Card title={t('timeline')} note={t('timeline_note')}>
              <CardTimeline card={card} most={page_steps} />
            </Card>
          )}
        </div>
        <div class="w4 stack">
          <Card title={t('can_do_now')} note={t('can_do_note')}>
            <CardCommands list={list} card={card} done={reload} />
          </Card>
          <p class="faint">{t('as_of_position', { position: positionText(card.position) })}</p>
        </div>
      </div>
    </>
  );
}

export function ListCard({ name, id }: { name: string; id: string }) {
  const list = listInfo(name);
  const readable = list !== undefined && mayRead(list);
  const card = useResource<CardAnswer>(
    readable ? `/v1/${name}/${encodeURIComponent(id)}` : null,
    {},
    { topic: 'position' },
  );
  if (!list) return <Title title={t('no_such_screen')} note={t('no_such_screen_note')} />;
  if (!readable) return <Empty title={t('not_your_duty')}>{t('not_your_duty_note')}</Empty>;
  if (card.problem?.status === 404)
    return (
      <>
        <Frame list={list} id={id} />
        <p class={`notice${isPast.value ? ' past' : ''}`}>
          {t(isPast.value ? 'not_there_yet' : 'not_there')}
        </p>
      </>
    );
  if (card.problem) return <Failed problem={card.problem} again={card.reload} />;
  if (!card.data) return <Loading />;
  return (
    <div class={card.loading ? 'again' : ''} aria-busy={card.loading}>
      <Whole list={list} card={card.data} reload={card.reload} />
    </div>
  );
}
