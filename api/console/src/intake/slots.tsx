// When somebody could come: days by hours with what is left; the first four have digits.
import { useRef } from 'preact/hooks';
import { clockText, dayText } from '../format.ts';
import { t } from '../i18n/index.ts';
import { weekday } from '../forms/time_input.tsx';
import { timeRaw } from '../forms/value.ts';
import type { Slot } from './types.ts';
import type { Intake } from './use_intake.ts';

const hours = (slot: Slot): string =>
  `${clockText(slot.starts_at).slice(0, 2)}–${clockText(slot.ends_at).slice(0, 2)}`;
const isFree = (slot: Slot): boolean => !slot.over && slot.free > 0;
const digits_most = 4;

function dayName(day: string, index: number): string {
  if (index === 0) return t('intake_today');
  return `${day.slice(5)} ${weekday(Date.parse(`${day}T00:00:00Z`))}`;
}

function SlotButton({
  slot,
  digit,
  chosen,
  choose,
}: {
  slot: Slot;
  digit: number;
  chosen: boolean;
  choose: () => void;
}) {
  const left = slot.over
    ? t('intake_slot_over')
    : slot.free === 0
      ? t('intake_slot_full')
      : t('intake_slot_left', { n: slot.free });
  return (
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      aria-label={`${timeRaw(slot.starts_at)} ${left}`}
      disabled={!isFree(slot)}
      tabIndex={chosen || digit === 1 ? 0 : -1}
      data-slot={slot.starts_at}
      onClick={choose}
    >
      {digit > 0 && <kbd>{digit}</kbd>} {left}
    </button>
  );
}

export function Slots({ intake }: { intake: Intake }) {
  const grid = useRef<HTMLDivElement>(null);
  const offered = intake.offered;
  const slots = offered?.slots ?? [];
  const free = slots.filter(isFree);
  const chosen = intake.raw('window_from');
  const choose = (slot: Slot): void =>
    intake.chooseSlot(timeRaw(slot.starts_at) === chosen ? null : slot);
  const move = (step: number): void => {
    const buttons = [...grid.current!.querySelectorAll<HTMLElement>('button:not(:disabled)')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const slot = /^[1-4]$/.test(event.key) ? free[Number(event.key) - 1] : undefined;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!slot && step === undefined) return;
    event.preventDefault();
    if (slot) choose(slot);
    else move(step!);
  };
  if (!offered) return <p class="muted">{t('intake_slots_ask')}</p>;
  if (!offered.outlet) return <p class="warn">{t('intake_nobody_serves')}</p>;
  const days = [...new Set(slots.map((slot) => dayText(slot.starts_at)))];
  return (
    <div
      class="slots"
      role="radiogroup"
      aria-label={t('intake_when')}
      ref={grid}
      data-field="window"
      onKeyDown={key}
    >
      <span />
      {slots
        .filter((slot) => dayText(slot.starts_at) === days[0])
        .map((slot) => (
          <small key={slot.starts_at}>{hours(slot)}</small>
        ))}
      {days.flatMap((day, index) => [
        <small key={day}>{dayName(day, index)}</small>,
        ...slots
          .filter((slot) => dayText(slot.starts_at) === day)
          .map((slot) => {
            const place = free.indexOf(slot) + 1;
            return (
              <SlotButton
                key={slot.starts_at}
                slot={slot}
                digit={place <= digits_most ? place : 0}
                chosen={timeRaw(slot.starts_at) === chosen}
                choose={() => choose(slot)}
              />
            );
          }),
      ])}
    </div>
  );
}
