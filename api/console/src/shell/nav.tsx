import { Icon, type IconName } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { t, type Key } from '../i18n/index.ts';
import { queueCounts } from '../state/feed.ts';
import { place } from '../state/location.ts';
import { hasRole } from '../state/session.ts';
import { isPast } from '../state/time.ts';

interface Item {
  to: string;
  icon: IconName;
  label: Key;
  shown?: () => boolean;
  count?: () => number | undefined;
}

const open =
  (...queues: string[]) =>
  (): number | undefined =>
    isPast.value
      ? undefined
      : queueCounts.value
          ?.filter((item) => queues.includes(item.queue))
          .reduce((sum, item) => sum + item.count, 0);

const groups: { label: Key; items: Item[] }[] = [
  {
    label: 'nav_today',
    items: [
      { to: '/', icon: 'overview', label: 'overview' },
      { to: '/intake', icon: 'intake', label: 'intake' },
      { to: '/orders', icon: 'orders', label: 'orders' },
      { to: '/queues', icon: 'queues', label: 'queues' },
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
        count: open('parts_to_approve', 'part_requests', 'sourcing_escalated'),
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
                {item.count?.() ? <span>{item.count()}</span> : null}
              </Link>
            ))}
        </section>
      ))}
    </nav>
  );
}
