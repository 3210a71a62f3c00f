// What each duty does and where its day begins: for the doors, the first screen and the navigation.
// Who may do what is the engine's to say, which queues are whose the schema's; this is only what is
// shown first.
import type { Key } from '../i18n/index.ts';
import type { Queue } from '../generated/schema.ts';
import { benchOf } from './benches.ts';
import { session } from './session.ts';

export interface Duty {
  role: string;
  does: Key; // one sentence
  first: string[]; // screens and lists that he opens each day, beside his first screen
}

// Who watches begins at screens; of lists he needs the ways to people, goods and money.
const watched = ['/lists/customers', '/lists/stock_items', '/lists/payments'];

export const duties: Duty[] = [
  {
    role: 'dispatcher',
    does: 'does_dispatcher',
    first: [
      '/board',
      '/complaints',
      '/exchanges',
      '/orders',
      '/queues',
      '/lists/bookings',
      '/lists/alarms',
      '/lists/part_requests',
    ],
  },
  {
    role: 'call_centre',
    does: 'does_call_centre',
    first: [
      '/intake',
      '/agents',
      '/orders',
      '/queues',
      '/lists/customers',
      '/lists/assets',
      '/complaints',
      '/exchanges',
    ],
  },
  {
    role: 'store_keeper',
    does: 'does_store_keeper',
    first: [
      '/queues',
      '/exchanges',
      '/lists/part_requests',
      '/lists/stock_items',
      '/lists/custodies',
    ],
  },
  {
    role: 'technician',
    does: 'does_technician',
    first: ['/today', '/orders', '/lists/bookings', '/lists/custody_lines', '/lists/wage_lines'],
  },
  {
    role: 'accountant',
    does: 'does_accountant',
    first: [
      '/queues',
      '/exchanges',
      '/lists/payments',
      '/lists/remittances',
      '/lists/wage_runs',
      '/reports',
    ],
  },
  {
    role: 'auditor',
    does: 'does_auditor',
    first: [...watched, '/audit', '/reports', '/orders', '/queues', '/complaints', '/exchanges'],
  },
  {
    role: 'manager',
    does: 'does_manager',
    first: ['/queues', '/orders', '/complaints', '/exchanges', '/network', '/reports'],
  },
  {
    role: 'analyst',
    does: 'does_analyst',
    first: ['/reports', '/lists/saved_queries', '/lists/stock_items'],
  },
  {
    role: 'administrator',
    does: 'does_administrator',
    first: [...watched, '/lists/operators', '/audit', '/reports', '/system'],
  },
];

export const dutyOf = (role: string): Duty | undefined => duties.find((duty) => duty.role === role);

const own = (): Duty[] =>
  duties.filter((duty) => session.value?.roles.includes(duty.role) ?? false);

// The queues that whoever is signed in has to empty, in the schema's order; none: one of his duties
// has no bench, and watches them all.
export function ownQueues(): Queue[] {
  const benches = own().map((duty) => benchOf(duty.role));
  return benches.some((bench) => bench.length === 0) ? [] : [...new Set(benches.flat())];
}

// The screens of his day, by path.
export const firstScreens = (): Set<string> => new Set(own().flatMap((duty) => duty.first));
