// A workbench: the inboxes of one duty in one column, the card of the chosen row at the right.
// Which queues stand on it is declared with them.
import type { ListPage, Names } from '../edge/types.ts';
import { t } from '../i18n/index.ts';
import type { Waiting } from '../parts/acts.ts';
import { Card, Title } from '../parts/card.tsx';
import { InboxList, type Shown } from '../parts/inbox_list.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { benchOf, benchTitles } from '../state/benches.ts';
import { param } from '../state/location.ts';
import { waiting } from '../state/queues.ts';
import { useResource, type Resource } from '../state/resource.ts';
import { Beside } from './inbox.tsx';

const rows_each = 5;

function allNames(pages: Resource<ListPage>[]): Names {
  const out: Names = {};
  for (const page of pages)
    for (const [kind, some] of Object.entries(page.data?.names ?? {}))
      out[kind] = { ...out[kind], ...some };
  return out;
}

function Rows({ queues }: { queues: string[] }) {
  // Always as many, in the same order: a bench is another component for another duty.
  const pages = queues.map((queue) =>
    useResource<ListPage>(
      '/v1/queue_items',
      { queue, sort: 'since', commands: 'true', limit: rows_each },
      { topic: 'queues' },
    ),
  );
  const failed = pages.find((page) => page.problem);
  if (failed) return <Failed problem={failed.problem!} again={failed.reload} />;
  if (pages.some((page) => page.data === undefined)) return <Loading />;
  const counts = new Map((waiting.value ?? []).map((one) => [one.queue, one.count]));
  const sections: Shown[] = pages.map((page, index) => ({
    queue: queues[index]!,
    items: page.data!.items as Waiting[],
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

export function Bench({ duty }: { duty: string }) {
  const title = benchTitles[duty];
  if (!title) return <Empty title={t('no_such_screen')}>{t('no_such_screen_note')}</Empty>;
  return (
    <>
      <Title title={t(title)} note={t('bench_note')} />
      <Rows key={duty} queues={benchOf(duty)} />
    </>
  );
}
