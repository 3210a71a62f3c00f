// The first screen of whoever has queues of his own: what waits for him, to be settled where it
// stands, and nothing else before it.
import { listText } from '../format.ts';
import type { Queue } from '../generated/schema.ts';
import { t } from '../i18n/index.ts';
import { Title } from '../parts/card.tsx';
import { lazily } from '../parts/lazy.tsx';
import { enumLabel } from '../state/schema.ts';
import { session } from '../state/session.ts';
import { against } from '../state/time.ts';
import { QueuesCompared, Tiles } from './tiles.tsx';

const Inboxes = lazily(async () => (await import('./bench.tsx')).Inboxes);

export function Home({ queues }: { queues: Queue[] }) {
  const duty = listText((session.value?.roles ?? []).map((role) => enumLabel('role', role)));
  return (
    <>
      <Title title={t('home_title', { duty })} note={t('bench_note')} />
      <Tiles only={queues} />
      {against.value !== null && <QueuesCompared />}
      <Inboxes key={queues.join()} queues={queues} />
      <details class="others">
        <summary>
          {t('home_others')} <small class="muted">{t('home_others_note')}</small>
        </summary>
        <Tiles without={queues} />
      </details>
    </>
  );
}
