// What follows from a call once its order is registered.
import type { CommandAnswer } from '../edge/types.ts';

export interface Registered {
  order: string;
  address_confirmed: boolean;
  joined?: boolean; // it was open already; he is on it now
  contact?: string; // no order came of it
}

export async function after(answer: CommandAnswer, confirmed: boolean): Promise<Registered> {
  const made = answer.streams.find((one) => one.stream.startsWith('work_order/'));
  return { order: made?.stream.slice('work_order/'.length) ?? '', address_confirmed: confirmed };
}
