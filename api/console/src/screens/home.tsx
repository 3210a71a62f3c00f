// The first screen of whoever has queues of his own: what waits for him, longest first, and nothing
// else before it.
import type { ListPage, Row } from '../edge/types.ts';
import { integerText, listText } from '../format.ts';
import type { Queue } from '../generated/schema.ts';
import { t } from '../i18n/index.ts';
import { Card, Title } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { Empty, Loaded, Loading } from '../parts/states.tsx';
import { itemPath, listInfo, nameIn, targetOf } from '../state/lists.ts';
import { waiting } from '../state/queues.ts';
import { useResource } from '../state/resource.ts';
import { enumLabel, flat } from '../state/schema.ts';
import { session } from '../state/session.ts';
import { against } from '../state/time.ts';
import { QueuesCompared, Tiles } from './tiles.tsx';
import { waitText } from './waits.ts';

const rows_most = 6; // of a card: the front of its queue
const cards_most = 6;

// What tells one row of a queue from the next, most telling first; his own name is none of it.
const telling = ['part', 'warehouse', 'contact', 'area', 'technician', 'outlet'];

function saying(row: Row, page: ListPage): string {
  const own = session.value?.technician;
  return telling
    .map((field) => String(row[field] ?? ''))
    .map((value, index) =>
      value === '' || value === own ? '' : (nameIn(page.names, telling[index]!, value) ?? value),
    )
    .filter(Boolean)
    .slice(0, 2)
    .join(' · ');
}

function Front({ queue, count }: { queue: Queue; count: number }) {
  const list = listInfo('queue_items')!;
  const rows = useResource<ListPage>(
    '/v1/queue_items',
    { queue, sort: 'since', limit: rows_most },
    { topic: 'queues' },
  );
  return (
    <Card
      class="w4"
      title={<Link to={`/queues/${queue}`}>{enumLabel('queue', queue)}</Link>}
      note={integerText(count)}
    >
      <Loaded from={rows}>
        {(page) => (
          <table class="rows front">
            <tbody>
              {page.items.map(flat).map((row, index) => {
                const to = targetOf(list, row);
                const { text, tone } = waitText(row, queue);
                const say = saying(row, page);
                return (
                  <tr key={index}>
                    <td>
                      <Link class="link mono" to={itemPath(to.list.name, to.id)}>
                        {String(row.order || to.id)}
                      </Link>
                    </td>
                    <td title={say}>{say}</td>
                    <td class={`number ${tone}`}>{text}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </Loaded>
    </Card>
  );
}

export function Home({ queues }: { queues: Queue[] }) {
  const counts = new Map(waiting.value?.map((item) => [item.queue, item.count]));
  const open = queues.filter((queue) => (counts.get(queue) ?? 0) > 0);
  const duty = listText((session.value?.roles ?? []).map((role) => enumLabel('role', role)));
  return (
    <>
      <Title title={t('home_title', { duty })} note={t('home_note')} />
      <Tiles only={queues} />
      {against.value !== null && <QueuesCompared />}
      {!waiting.value ? (
        <Loading />
      ) : open.length === 0 ? (
        <Card>
          <Empty title={t('nothing_for_you')} />
        </Card>
      ) : (
        <div class="columns own">
          {open.slice(0, cards_most).map((queue) => (
            <Front key={queue} queue={queue} count={counts.get(queue) ?? 0} />
          ))}
        </div>
      )}
      <details class="others">
        <summary>
          {t('home_others')} <small class="muted">{t('home_others_note')}</small>
        </summary>
        <Tiles without={queues} />
      </details>
    </>
  );
}
