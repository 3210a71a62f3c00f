// What each duty does, what waits for it, and where its day begins: for the doors, the first screen
// and the navigation. Who may do what is the engine's to say; this is only what is shown first.
import type { Key } from '../i18n/index.ts';
import type { Queue } from '../generated/schema.ts';
import { session } from './session.ts';

export interface Duty {
  role: string;
  does: Key; // one sentence
  queues: Queue[]; // that are his to empty, the most pressing first; none: he watches all of them
  first: string[]; // screens and lists that he opens each day, beside his first screen
}

export const duties: Duty[] = [
  {
    role: 'dispatcher',
    does: 'does_dispatcher',
    queues: [
      'tripped',
      'to_schedule',
      'to_accept',
      'on_hold',
      'sourcing_escalated',
      'parts_to_approve',
      'charges_to_approve',
    ],
    first: ['/orders', '/queues', '/lists/bookings', '/lists/alarms', '/lists/part_requests'],
  },
  {
    role: 'call_centre',
    does: 'does_call_centre',
    queues: ['registered', 'to_follow_up', 'tripped'],
    first: ['/intake', '/orders', '/queues', '/lists/customers', '/lists/assets'],
  },
  {
    role: 'store_keeper',
    does: 'does_store_keeper',
    queues: [
      'parts_to_issue',
      'parts_to_approve',
      'parts_to_sign',
      'counts_to_approve',
      'parts_missing',
    ],
    first: ['/queues', '/lists/part_requests', '/lists/stock_items', '/lists/custodies'],
  },
  {
    role: 'technician',
    does: 'does_technician',
    queues: [
      'to_visit',
      'in_service',
      'to_accept',
      'parts_to_sign',
      'on_hold',
      'papers_due',
      'cash_to_remit',
    ],
    first: ['/today', '/orders', '/lists/bookings', '/lists/custody_lines', '/lists/wage_lines'],
  },
  {
    role: 'accountant',
    does: 'does_accountant',
    queues: [
      'to_post',
      'cash_to_remit',
      'charges_to_approve',
      'counts_to_approve',
      'wage_runs_to_approve',
      'drafts_to_publish',
    ],
    first: ['/queues', '/lists/payments', '/lists/remittances', '/lists/wage_runs', '/reports'],
  },
  {
    role: 'auditor',
    does: 'does_auditor',
    queues: [],
    first: ['/audit', '/reports', '/orders', '/queues'],
  },
  {
    role: 'administrator',
    does: 'does_administrator',
    queues: [],
    first: ['/lists/operators', '/audit', '/reports', '/system'],
  },
];

export const dutyOf = (role: string): Duty | undefined => duties.find((duty) => duty.role === role);

const own = (): Duty[] =>
  duties.filter((duty) => session.value?.roles.includes(duty.role) ?? false);

// The queues that whoever is signed in has to empty; none: he watches them all.
export function ownQueues(): Queue[] {
  const all = own();
  return all.some((duty) => duty.queues.length === 0)
    ? []
    : [...new Set(all.flatMap((duty) => duty.queues))];
}

// The screens of his day, by path.
export const firstScreens = (): Set<string> => new Set(own().flatMap((duty) => duty.first));
