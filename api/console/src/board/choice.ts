// Which order is chosen, or which booking is moved; who could go to it, and who of them is chosen:
// by his place, or at a time that is named. Of an order the best one, until another is chosen; a
// booking stays where it is.
import { useEffect, useState } from 'preact/hooks';
import { get, type Params } from '../edge/client.ts';
import { t } from '../i18n/index.ts';
import { failure } from '../parts/toasts.tsx';
import { adjust, param } from '../state/location.ts';
import { useResource } from '../state/resource.ts';
import { step_ms } from './day.ts';
import type { DayRead } from './reads.ts';
import type { Candidate, CandidatesAnswer, WaitingOrder } from './types.ts';

const orderPath = (order: string): string =>
  `/v1/work_orders/${encodeURIComponent(order)}/candidates`;

function neighbour(orders: WaitingOrder[], of: string | undefined, by: number) {
  const at = orders.findIndex((one) => one.order === of);
  return orders[Math.min(orders.length - 1, Math.max(0, at + by))];
}

export function useChoice(day: string, { bookings, orders }: DayRead) {
  const [movingKey, setMovingKey] = useState('');
  const moving = bookings.find((one) => `${one.order}:${one.number}` === movingKey);
  const chosen = moving ? undefined : orders.find((one) => one.order === param('order'));
  const [picked, setPicked] = useState<number | undefined>();
  const [named, setNamed] = useState<Candidate | undefined>();

  const order = moving?.order ?? chosen?.order;
  // A booking that is moved has to say why; what he says himself goes with the command.
  const of: Params = moving
    ? { booking: moving.number, reason: t('board_moved') }
    : { minutes: param('minutes') };
  const could = useResource<CandidatesAnswer>(
    order ? orderPath(order) : null,
    { day, ...of },
    { topic: 'orders' },
  );
  const answer = order !== undefined && could.data?.order === order ? could.data : undefined;
  const candidates = answer?.candidates ?? [];
  const candidate = named ?? candidates[picked ?? (moving ? -1 : 0)];

  const pick = (at: number | undefined): void => {
    setNamed(undefined);
    setPicked(at);
  };
  const forget = (): void => pick(undefined);
  useEffect(forget, [order, day, movingKey]);

  const name = async (technician: string, at: number): Promise<Candidate | undefined> => {
    if (!order) return undefined;
    const params = { technician, at: new Date(at).toISOString(), ...of };
    try {
      const { data } = await get<CandidatesAnswer>(orderPath(order), params);
      setNamed(data.candidates[0]);
      return data.candidates[0];
    } catch (failed) {
      failure(failed);
      return undefined;
    }
  };
  const choose = (id: string): void => {
    setMovingKey('');
    adjust({ order: id || null }, true);
  };
  return {
    order,
    chosen,
    moving,
    answer,
    candidates,
    candidate,
    name,
    choose,
    forget,
    step: (by: number): void => {
      const next = neighbour(orders, chosen?.order, by);
      if (next) choose(next.order);
    },
    pick: (at: number): void => {
      if (candidates[at]) pick(at);
    },
    move: setMovingKey,
    shift: (by: number): void => {
      if (!candidate) return;
      const at = Math.round(Date.parse(candidate.starts_at) / step_ms + by) * step_ms;
      void name(candidate.technician, at);
    },
    reload: could.reload,
  };
}
export type Choice = ReturnType<typeof useChoice>;
