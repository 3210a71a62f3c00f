// What the screen reads of the lists, as far as it shows it.
import type { Asset, Customer } from '../generated/schema.ts';

export type Caller = Pick<Customer, 'name' | 'phone' | 'address' | 'area' | 'segment'> & {
  id: string;
};
export type Machine = Pick<
  Asset,
  | 'brand'
  | 'category'
  | 'model'
  | 'serial'
  | 'customer'
  | 'delivered_on'
  | 'warranty_until'
  | 'open_orders'
  | 'repairs'
> & { id: string };

export interface Slot {
  starts_at: string;
  ends_at: string;
  free: number;
  of: number;
  over: boolean;
}
export interface SlotsOffered {
  outlet: string | null;
  outlets: string[];
  slots: Slot[];
  names: Record<string, Record<string, string>>;
}
