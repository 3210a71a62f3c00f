// One of few, side by side: a radio group with one place in the order of Tab, arrows within.
import { useRef } from 'preact/hooks';

export interface Chip {
  value: string;
  label: string;
}

export function Chips({
  name,
  label,
  items,
  value,
  choose,
}: {
  name: string;
  label: string;
  items: Chip[];
  value: string;
  choose: (value: string) => void;
}) {
  const group = useRef<HTMLDivElement>(null);
  const at = items.findIndex((one) => one.value === value);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = (Math.max(at, 0) + (at < 0 ? 0 : step) + items.length) % items.length;
    choose(items[next]!.value);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  };
  return (
    <div
      class="chips-choice"
      role="radiogroup"
      aria-label={label}
      data-field={name}
      ref={group}
      onKeyDown={move}
    >
      {items.map((one, index) => (
        <button
          key={one.value}
          type="button"
          role="radio"
          aria-checked={index === at}
          tabIndex={index === Math.max(at, 0) ? 0 : -1}
          data-value={one.value}
          onClick={() => choose(one.value)}
        >
          {one.label}
        </button>
      ))}
    </div>
  );
}
