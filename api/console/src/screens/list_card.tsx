// One of a list: facts, what hangs on it, every step that led there, and what may be sent now.
import type { ComponentChildren, ComponentType } from 'preact';
import type { CardAnswer, ListInfo, Row } from '../edge/types.ts';
import { positionText } from '../format.ts';
import { cards } from '../i18n/cards.ts';
import { learn, t } from '../i18n/index.ts';
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
import { LazyClaimEvidence } from '../parts/lazy_claim.tsx';
import { lazily } from '../parts/lazy.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { idWords } from '../state/ids.ts';
import { Ways } from '../parts/ways.tsx';
import { listInfo, mayRead, valueIn } from '../state/lists.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel, say } from '../state/schema.ts';
import { isPast } from '../state/time.ts';

learn(cards);

const page_steps = 100;

function Status({ list, item }: { list: ListInfo; item: Row }) {
  const field = list.fields.find((one) => one.name === 'status' && one.enum);
  const value = String(valueIn(item, 'status') ?? 'none');
  if (!field || value === 'none') return null;
  return <Badge name={value} text={enumLabel(field.enum!, value)} />;
}

// Cards by hand: what one wants to know first stands first. All else is as of any list.
const glances: Record<string, ComponentType<{ card: CardAnswer }>> = {
  customers: lazily(async () => (await import('../cards/customer.tsx')).CustomerCard),
  assets: lazily(async () => (await import('../cards/asset.tsx')).AssetCard),
};

// Everything that it holds itself, and what hangs on it.
function Fields({ list, card }: { list: ListInfo; card: CardAnswer }) {
  return (
    <>
      <Card title={say(list.label, list.name)} note={t('order_facts_note')}>
        <Above card={card} />
        <CardFacts list={list} item={card.item} names={card.names} />
      </Card>
      <CardParts list={list} item={card.item} names={card.names} />
    </>
  );
}

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
  const Glance = glances[list.name];
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
        <Ways list={list.name} item={card.item} />
      </Frame>
      <div class="columns">
        <div class="w8 stack">
          {Glance ? <Glance card={card} /> : <Fields list={list} card={card} />}
          {list.name === 'bulletins' && card.item.status === 'published' && (
            <LazyAffected bulletin={card.id} />
          )}
          {list.name === 'warranty_claims' && <LazyClaimEvidence item={card.item} />}
          {!Glance && <Relations card={card} />}
          {Glance && (
            <details class="card-all">
              <summary class="muted">{t('card_all_fields')}</summary>
              <Fields list={list} card={card} />
            </details>
          )}
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
