// A workbench: the inboxes of some queues in one column, the card of the chosen row at the right.
// Which queues stand on whose is declared with them.
import type { ListPage, Names } from '../edge/types.ts';
import type { Queue } from '../generated/schema.ts';
import { t } from '../i18n/index.ts';
import type { Waiting } from '../parts/acts.ts';
import { Card, Title } from '../parts/card.tsx';
import { InboxList, type Shown } from '../parts/inbox_list.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { benchOf, orderOf } from '../state/benches.ts';
import { param } from '../state/location.ts';
import { waiting } from '../state/queues.ts';
import { useResource, type Resource } from '../state/resource.ts';
import { enumLabel } from '../state/schema.ts';
import { Beside } from './inbox.tsx';

const rows_each = 5;

function allNames(pages: Resource<ListPage>[]): Names {
  const out: Names = {};
  for (const page of pages)
    for (const [kind, some] of Object.entries(page.data?.names ?? {}))
      out[kind] = { ...out[kind], ...some };
  return out;
}

function Rows({ queues, counts }: { queues: Queue[]; counts: Map<string, number> }) {
  // Always as many, in the same order: a bench is another component for other queues.
  const isOpen = (queue: Queue): boolean => counts.get(queue) !== 0;
  const pages = queues.map((queue) =>
    useResource<ListPage>(
      isOpen(queue) ? '/v1/queue_items' : null,
      { queue, sort: orderOf(queue), commands: 'true', limit: rows_each },
      // A row may change where it stands, and no count with it.
      { topic: 'queues', slowly: 'position' },
    ),
  );
  const failed = pages.find((page) => page.problem);
  if (failed) return <Failed problem={failed.problem!} again={failed.reload} />;
  const asked = pages.filter((_, index) => isOpen(queues[index]!));
  if (asked.length > 0 && asked.every((page) => !page.data)) return <Loading />;
  const sections: Shown[] = pages.map((page, index) => ({
    queue: queues[index]!,
    items: isOpen(queues[index]!) ? ((page.data?.items ?? []) as Waiting[]) : [],
    count: counts.get(queues[index]!),
    more: true,
  }));
  const all = sections.flatMap((section) => section.items);
  const chosen = all.find((item) => item.id === param('row')) ?? all[0];
  const reload = (): void => pages.forEach((page) => page.reload());
  return (
    <div class="bench">
      <Card class="listing">
        <InboxList sections={sections} names={allNames(pages)} heads />
      </Card>
      {chosen ? (
        <Beside item={chosen} changed={reload} />
      ) : (
        <Card>
          <p class="muted">{t('no_part_chosen')}</p>
        </Card>
      )}
    </div>
  );
}

export function Inboxes({ queues }: { queues: Queue[] }) {
  if (!waiting.value) return <Loading />;
  const counts = new Map(waiting.value.map((one) => [one.queue, one.count]));
  return <Rows queues={queues} counts={counts} />;
}

// Of a duty, for whoever has another one or watches: who has it has this on his first screen.
export function Bench({ duty }: { duty: string }) {
  const queues = benchOf(duty);
  if (queues.length === 0)
    return <Empty title={t('no_such_screen')}>{t('no_such_screen_note')}</Empty>;
  return (
    <>
      <Title title={t('bench_of', { duty: enumLabel('role', duty) })} note={t('bench_note')} />
      <Inboxes key={duty} queues={queues} />
    </>
  );
}
