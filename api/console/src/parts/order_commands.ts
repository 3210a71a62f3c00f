import type { WorkOrderStatus } from '../generated/schema.ts';

// Which commands of an order stand first in which of its states. Whether one is allowed is decided
// by the engine alone; a command that this table does not know is still offered, in the menu.
const byStatus: Record<WorkOrderStatus, string[]> = {
  none: ['register_work_order'],
  registered: ['assign_outlet', 'classify_severity', 'cancel_work_order'],
  assigned: [
    'schedule_booking',
    'override_dispatch_check',
    'classify_severity',
    'assign_outlet',
    'cancel_work_order',
  ],
  scheduled: [
    'accept_booking',
    'decline_booking',
    'reschedule_booking',
    'reassign_booking',
    'cancel_work_order',
  ],
  accepted: [
    'start_travel',
    'check_in',
    'reschedule_booking',
    'reassign_booking',
    'cancel_work_order',
  ],
  traveling: ['check_in', 'start_work', 'cancel_work_order'],
  in_progress: [
    'record_diagnosis',
    'record_progress',
    'pause_work',
    'request_part',
    'use_part',
    'add_charge',
    'report_work_done',
    'cancel_work_order',
  ],
  on_hold: ['resume_work', 'record_progress', 'request_part', 'cancel_work_order'],
  work_reported: [
    'return_service_slip',
    'hand_back_install_card',
    'collect_payment',
    'approve_charge',
    'approve_credit',
    'add_charge',
    'complete_work_order',
  ],
  completed: ['attempt_follow_up', 'record_follow_up', 'reopen_work_order'],
  followed_up: ['post_work_order', 'reopen_work_order'],
  posted: [],
  canceled: [],
};
const known = new Set(Object.values(byStatus).flat());

export interface Offered {
  first: string[];
  others: string[];
}

// `allowed`: the commands of an order that this operator may send at all.
export function offered(status: string, allowed: string[]): Offered {
  const fitting = byStatus[status as WorkOrderStatus] ?? [];
  return {
    first: fitting.filter((name) => allowed.includes(name)),
    others: allowed.filter((name) => !known.has(name)),
  };
}
