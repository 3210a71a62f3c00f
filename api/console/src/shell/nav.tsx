import { Icon, type IconName } from '../parts/icons.tsx';
import { Link } from '../parts/link.tsx';
import { t, type Key } from '../i18n/index.ts';
import { integerText } from '../format.ts';
import type { Queue } from '../generated/schema.ts';
import { firstScreens, ownQueues } from '../state/duties.ts';
import { lists, mayRead } from '../state/lists.ts';
import { place } from '../state/location.ts';
import { orderQueues, partQueues, waiting } from '../state/queues.ts';
import { say, schema } from '../state/schema.ts';
import { hasDuty, hasRole, may, mayList, mayReport } from '../state/session.ts';

interface Item {
  to: string;
  icon: IconName;
  label: Key;
  own?: Key; // of who has queues of his own
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

// The screens that are more than a list; the lists of the schema follow them, by its own groups.
const groups: { label: Key; menu: string; items: Item[] }[] = [
  {
    label: 'nav_today',
    menu: 'today',
    items: [
      {
        to: '/',
        icon: 'overview',
        label: 'overview',
        own: 'my_work',
        shown: () => mayList('queue_items'),
        count: () => open(...ownQueues())(),
      },
      {
        to: '/today',
        icon: 'custody',
        label: 'my_day',
        shown: () => hasRole('technician'),
      },
      {
        to: '/intake',
        icon: 'intake',
        label: 'intake',
        shown: () => may('register_work_order'),
      },
      {
        to: '/agents',
        icon: 'custody',
        label: 'agents_board',
        shown: () => hasRole('auditor', 'call_centre', 'dispatcher'),
        count: open('contacts'),
      },
      {
        to: '/orders',
        icon: 'orders',
        label: 'orders',
        shown: () => mayList('work_orders'),
        count: open(...orderQueues),
      },
      {
        to: '/board',
        icon: 'overview',
        label: 'dispatch_board',
        shown: () => may('schedule_booking') || hasRole('auditor', 'call_centre', 'manager'),
        count: open('to_schedule'),
      },
      {
        to: '/complaints',
        icon: 'intake',
        label: 'complaint_board',
        shown: () => mayList('complaints') && firstScreens().has('/complaints'),
        count: open('complaints'),
      },
      {
        to: '/exchanges',
        icon: 'inventory',
        label: 'exchange_board',
        shown: () => mayList('exchange_cases') && firstScreens().has('/exchanges'),
        count: open('exchanges_to_appraise', 'exchanges_to_approve', 'exchanges_under_way'),
      },
      {
        to: '/queues',
        icon: 'queues',
        label: 'queues',
        shown: () => mayList('queue_items'),
      },
      {
        to: '/sales',
        icon: 'inventory',
        label: 'sales_file',
        shown: () => may('import_sale'),
      },
      {
        to: '/machines',
        icon: 'custody',
        label: 'by_serial',
        shown: () => may('print_asset_sheet') || mayList('assets'),
      },
      {
        to: '/plan',
        icon: 'queues',
        label: 'plan',
        shown: () => may('propose_schedule'),
      },
      {
        to: '/rosters',
        icon: 'custody',
        label: 'rosters',
        shown: () => may('publish_roster') && mayList('shifts'),
      },
      { to: '/commands', icon: 'commands', label: 'commands' },
    ],
  },
  { label: 'nav_parts', menu: 'parts', items: [] },
  { label: 'nav_money', menu: 'money', items: [] },
  {
    label: 'nav_watch',
    menu: 'watch',
    items: [
      {
        to: '/network',
        icon: 'overview',
        label: 'network',
        shown: () => hasRole('administrator', 'auditor', 'call_centre', 'dispatcher', 'manager'),
      },
      { to: '/reports', icon: 'reports', label: 'reports', shown: hasDuty },
      {
        to: '/reports/record_books',
        icon: 'reports',
        label: 'record_books',
        shown: () => mayReport('record_books'),
      },
      {
        to: '/audit',
        icon: 'audit',
        label: 'audit',
        shown: () => hasRole('auditor', 'administrator'),
      },
      { to: '/docs', icon: 'commands', label: 'api_docs' },
      { to: '/tokens', icon: 'system', label: 'tokens' },
      { to: '/system', icon: 'system', label: 'system' },
    ],
  },
  {
    label: 'nav_base',
    menu: 'base',
    items: [
      { to: '/coverage', icon: 'overview', label: 'covered', shown: () => mayList('coverage') },
      {
        to: '/master',
        icon: 'audit',
        label: 'master_history',
        shown: () => hasRole('auditor', 'administrator'),
      },
    ],
  },
];

// Lists that a screen by hand shows already.
const byHand = new Set(['work_orders', 'queue_items', 'api_tokens', 'agents']);
const listIcons: Record<string, IconName> = {
  today: 'orders',
  parts: 'inventory',
  money: 'wages',
  watch: 'custody',
  base: 'custody',
};
const listCounts: Record<string, () => number | undefined> = {
  part_requests: open(...partQueues),
};

interface Line {
  to: string;
  icon: IconName;
  text: string;
  count: (() => number | undefined) | undefined;
}

function linesOf(group: (typeof groups)[number]): Line[] {
  const mine = ownQueues().length > 0;
  const byHandLines = group.items
    .filter((item) => item.shown?.() ?? true)
    .map((item) => ({
      ...item,
      text: t(mine && item.own ? item.own : item.label),
      count: item.count,
    }));
  const listed = lists()
    .filter((list) => list.menu === group.menu && !byHand.has(list.name) && mayRead(list))
    .map((list) => ({
      to: `/lists/${list.name}`,
      icon: listIcons[group.menu] ?? 'orders',
      text: say(list.label, list.name),
      count: listCounts[list.name],
    }));
  return [...byHandLines, ...listed];
}

// A report with a line of its own is not "reports" as well.
const ownLine = '/reports/record_books';
const isHere = (to: string): boolean =>
  to === '/' || place.value.path === ownLine
    ? place.value.path === to
    : place.value.path === to || place.value.path.startsWith(`${to}/`);

function Count({ of }: { of: Line }) {
  const count = of.count?.();
  return count ? (
    <span class="open" title={t('open_here')}>
      {integerText(count)}
    </span>
  ) : null;
}

const sections = (shown: (line: Line) => boolean) =>
  groups
    .map((group) => ({ group, lines: linesOf(group).filter(shown) }))
    .filter(({ lines: some }) => some.length > 0);

const Lines = ({ lines: some }: { lines: Line[] }) => (
  <>
    {some.map((line) => (
      <Link
        key={line.to}
        to={line.to}
        {...(isHere(line.to) ? { 'aria-current': 'page' as const } : {})}
      >
        <Icon name={line.icon} />
        <span>{line.text}</span>
        <Count of={line} />
      </Link>
    ))}
  </>
);

// His day's screens, and the one where he is; the others are a click away, in groups. Who watches
// has all screens first, and of lists a few.
export function Nav() {
  // Until then it is not known what is whose: nothing is better than what moves away.
  if (!schema.value) return <nav class="nav" aria-label={t('navigation')} />;
  const watches = ownQueues().length === 0;
  const first = firstScreens();
  const isFirst = (line: Line): boolean =>
    line.to === '/' ||
    first.has(line.to) ||
    isHere(line.to) ||
    (watches && !line.to.startsWith('/lists/'));
  return (
    <nav class="nav" aria-label={t('navigation')}>
      {sections(isFirst).map(({ group, lines: some }) => (
        <section key={group.label} data-menu={group.menu}>
          <h2>{t(group.label)}</h2>
          <Lines lines={some} />
        </section>
      ))}
      <details class="others">
        <summary>{t('more')}</summary>
        {sections((line) => !isFirst(line)).map(({ group, lines: some }) => (
          <details key={group.label} class="more-of" data-menu={group.menu}>
            <summary>
              {t(group.label)} <small class="muted">{integerText(some.length)}</small>
            </summary>
            <Lines lines={some} />
          </details>
        ))}
      </details>
    </nav>
  );
}
