// The board's state: the day, what is read of it, what is chosen, what is sent.
import { adjust, param } from '../state/location.ts';
import { isPast, shown } from '../state/time.ts';
import { useChoice } from './choice.ts';
import { dayAfter, dayOf, isDay, spanOf } from './day.ts';
import { grouped, useDay } from './reads.ts';
import { useSending } from './sending.ts';

// The one in the address, else that of the moment that is shown.
function dayShown(): string {
  const asked = param('day');
  if (isDay(asked)) return asked;
  const then = isPast.value ? shown.value?.recorded_at : undefined;
  return dayOf(then ?? new Date().toISOString());
}

export function useBoard() {
  const day = dayShown();
  const read = useDay(day);
  const choice = useChoice(day, read);
  const sending = useSending(read, choice);
  const { workers, bookings, orders, more, loading, problem } = read;
  const { deadlines, carried, offOf } = read;
  return {
    ...choice,
    ...sending,
    span: spanOf(day, bookings),
    groups: grouped(workers, choice.moving?.outlet ?? choice.chosen?.outlet),
    booked: bookings,
    deadlines,
    carried,
    offOf,
    tray: orders,
    more,
    loading,
    problem,
    turn: (days: number): void => adjust({ day: dayAfter(day, days) }, true),
    toDay: (to: string): void => {
      if (isDay(to)) adjust({ day: to }, true);
    },
    reload: (): void => {
      read.reload();
      choice.reload();
    },
  };
}
export type Board = ReturnType<typeof useBoard>;
