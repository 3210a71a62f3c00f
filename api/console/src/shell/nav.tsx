import { Icon, type IconName } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { t, type Key } from '../i18n/index.ts';
import { integerText } from '../format.ts';
import type { Queue } from '../generated/schema.ts';
import { place } from '../state/location.ts';
import { orderQueues, partQueues, waiting } from '../state/queues.ts';
import { hasRole, may } from '../state/session.ts';

interface Item {
  to: string;
  icon: IconName;
  label: Key;
  shown?: () => boolean;
  count?: () => number | undefined;
}

// What is open in some queues, at the moment that is shown.
const open =
  (...queues: Queue[]) =>
  (): number | undefined =>
    waiting.value
      ?.filter((item) => queues.includes(item.queue as Queue))
      .reduce((sum, item) => sum + item.count, 0);

const groups: { label: Key; items: Item[] }[] = [
  {
    label: 'nav_today',
    items: [
      { to: '/', icon: 'overview', label: 'overview' },
      {
        to: '/intake',
        icon: 'intake',
        label: 'intake',
        shown: () => may('register_work_order'),
      },
      { to: '/orders', icon: 'orders', label: 'orders', count: open(...orderQueues) },
      {
        to: '/queues',
        icon: 'queues',
        label: 'queues',
        count: open('registered', 'to_schedule', 'tripped'),
      },
      { to: '/commands', icon: 'commands', label: 'commands' },
    ],
  },
  {
    label: 'nav_parts',
    items: [
      { to: '/inventory', icon: 'inventory', label: 'inventory' },
      {
        to: '/custody',
        icon: 'custody',
        label: 'custody',
        count: open(...partQueues),
      },
    ],
  },
  { label: 'nav_money', items: [{ to: '/wages', icon: 'wages', label: 'wages' }] },
  {
    label: 'nav_watch',
    items: [
      { to: '/reports', icon: 'reports', label: 'reports' },
      {
        to: '/audit',
        icon: 'audit',
        label: 'audit',
        shown: () => hasRole('auditor', 'administrator'),
      },
      { to: '/system', icon: 'system', label: 'system' },
    ],
  },
];

const isHere = (to: string): boolean =>
  to === '/'
    ? place.value.path === '/'
    : place.value.path === to || place.value.path.startsWith(`${to}/`);

function Count({ of }: { of: Item }) {
  const count = of.count?.();
  return count ? (
    <span class="open" title={t('open_here')}>
      {integerText(count)}
    </span>
  ) : null;
}

export function Nav() {
  return (
    <nav class="nav" aria-label={t('navigation')}>
      {groups.map((group) => (
        <section key={group.label}>
          <h2>{t(group.label)}</h2>
          {group.items
            .filter((item) => item.shown?.() ?? true)
            .map((item) => (
              <Link
                key={item.to}
                to={item.to}
                {...(isHere(item.to) ? { 'aria-current': 'page' as const } : {})}
              >
                <Icon name={item.icon} />
                <span>{t(item.label)}</span>
                <Count of={item} />
              </Link>
            ))}
        </section>
      ))}
    </nav>
  );
}
