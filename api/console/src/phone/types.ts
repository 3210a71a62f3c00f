// What the phone keeps and asks for: /v1/today as it is answered, and what he did himself.
import type { FieldProblem, Names } from '../edge/types.ts';
import type { CustodyRow, OrderRow, ServicePolicyVersion } from '../generated/schema.ts';

export interface Repair {
  order: string;
  at: string;
  technician: string;
  symptom: string;
  fault: string;
  cause: string;
  parts: { part: string; quantity: number }[];
}
export interface Price {
  tariff: string;
  version: number;
  item: string;
  unit_price: number; // fen for one
  at_least?: number; // the step that it is for, thousandths
  free_quantity?: number; // thousandths that cost nothing
  rate?: number; // a share of another price, in 1/10000
  of_item?: string; // of which item; none: of one that is typed
  cap_per_visit?: number; // fen
  once_per_visit?: boolean;
}
export interface Job {
  order: OrderRow;
  booking: number; // which of the order's is his
  version: string;
  commands: string[];
  asset: (Record<string, unknown> & { warranty_until?: string | null }) | null;
  claim?: { status: string; reason: string } | null; // none in a day kept from before it was told
  repairs: Repair[];
  prices: Price[];
}
export interface Done {
  order: string;
  booking: number;
  status: string;
  order_status: string;
  ended_at: string;
  area: string;
  category: string;
}
export interface Today {
  technician: {
    id: string;
    name: string;
    outlet: string;
    cash_held: number;
    cash_limit: number;
  };
  day: string;
  jobs: Job[];
  done: Done[];
  custody: CustodyRow[];
  more: boolean;
  policy: ServicePolicyVersion;
  names: Names;
  seal: string; // 64 hex digits
  now: string;
  position: string;
}

// How far something is that he did.
// waiting: not sent, or sent and not answered; held: asks him before it goes; refused: the engine
// said no, or the office had changed the order; sent: it counts.
export type ActState = 'waiting' | 'held' | 'refused' | 'sent';

export interface Change {
  version: string;
  recorded_at: string;
  operator: string;
  operator_name: string;
  command: string;
}
export interface Refusal {
  status: number;
  code: string;
  title: string;
  detail: string;
  fields: FieldProblem[];
  changes: Change[];
  actual: string | null; // version of the order as it is
}
// A command that he gave. In order of `sequence`, each sent once: its key is made of the device and
// the number, and neither changes while it is on its way.
export interface Act {
  sequence: number;
  operator: string;
  device: string;
  command: string;
  body: Record<string, unknown>;
  order: string;
  at: number; // ms since 1970, when he pressed, by the node's clock as far as it is known
  seen: string; // version of the order that he saw
  position: string | null; // what his screen stood for
  state: ActState;
  tried: boolean; // it has been on its way: it is sent again as it is
  expected: string | null; // version that was sent with it
  reached: string | null; // version that it made
  sent_at: number;
  why: string | null; // of held: the code of the refusal to expect
  refusal: Refusal | null;
}

// What the office changed while he did not look.
export interface News {
  id: string;
  order: string;
  kind: 'came' | 'went' | 'moved' | 'changed' | 'paper' | 'claim';
  before: string;
  after: string;
  at: number;
}
