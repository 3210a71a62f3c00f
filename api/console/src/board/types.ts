// What the board reads: who works, what is booked, what waits, who could go.
import type { Names, Row } from '../edge/types.ts';

export interface Worker extends Row {
  id: string;
  name: string;
  outlet: string;
  status: string;
  skills: { category: string; service_type: string }[];
  daily_minutes_max: number;
}

export interface Booked extends Row {
  order: string;
  outlet: string;
  brand: string;
  service_type: string;
  number: number;
  status: string;
  technician: string;
  starts_at: string | null;
  ends_at: string | null;
  accept_by: string | null; // until it is accepted
}

// An alarm that has not tripped yet.
export interface Deadline {
  id: string;
  kind: string;
  due_at: string;
  order: string;
  outlet: string;
}

export interface Carried {
  technician: string;
  part: string;
  quantity: number;
}

export interface WaitingOrder extends Row {
  id: string;
  order: string;
  outlet: string;
  customer: string;
  contact: string;
  service_type: string;
  severity: string;
  brand: string;
  category: string;
  area: string;
  since: string;
  due_at: string | null; // when the next thing that is promised has to be done
}

export type CheckVerdict = 'pass' | 'overridden' | 'override' | 'refused';

export interface Candidate {
  technician: string;
  starts_at: string;
  ends_at: string;
  verdict: 'pass' | 'override' | 'refused';
  checks: { check: string; verdict: CheckVerdict; found: string }[];
  refusal: { code: string; title: string } | null;
  load: { minutes: number; after: number; limit: number };
  distance_m: number | null;
  parts: { part: string; needed: number; carried: number }[];
  debts: string[];
  repaired_at: string | null;
  command: string;
  path: string;
  body: Row;
}

export interface CandidatesAnswer {
  order: string;
  booking: number;
  day: string;
  minutes: number;
  now: string;
  window_from: string | null;
  window_until: string | null;
  accept_by: string | null;
  arrive_by: string | null;
  complete_by: string | null;
  candidates: Candidate[];
  names: Names;
  position: string;
}
