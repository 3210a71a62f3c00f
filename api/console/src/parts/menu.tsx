// A button that opens a small panel below itself; Escape, or a click elsewhere, closes it.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const margin = 8; // px that stay free beside a panel

// A panel that would leave the window is moved back into it.
function fit(panel: HTMLElement | null | undefined): void {
  if (!panel) return;
  panel.style.translate = '';
  const { left, right } = panel.getBoundingClientRect();
  const over = right - document.documentElement.clientWidth + margin;
  const shift = left < margin ? margin - left : over > 0 ? -Math.min(over, left - margin) : 0;
  if (shift !== 0) panel.style.translate = `${shift}px 0`;
}

export function Menu({
  name,
  label,
  opened,
  children,
}: {
  name: string; // by which `openMenu` finds it
  label: ComponentChildren;
  opened?: () => void; // each time that it is
  children: ComponentChildren;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (): void => {
      if (menu.current) menu.current.open = false;
    };
    const elsewhere = (event: Event): void => {
      if (!menu.current?.contains(event.target as Node)) close();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      close();
      menu.current.querySelector('summary')?.focus();
    };
    document.addEventListener('click', elsewhere);
    document.addEventListener('keydown', escape);
    // What is in it may come a moment later, and be wider.
    const panel = menu.current?.querySelector<HTMLElement>(':scope > div');
    const grown = new ResizeObserver(() => fit(panel));
    if (panel) grown.observe(panel);
    return () => {
      grown.disconnect();
      document.removeEventListener('click', elsewhere);
      document.removeEventListener('keydown', escape);
    };
  }, []);
  return (
    <details
      class="menu"
      ref={menu}
      data-menu={name}
      onToggle={() => {
        if (menu.current?.open) opened?.();
      }}
    >
      <summary class="button">{label}</summary>
      <div>{children}</div>
    </details>
  );
}

// When something in it is chosen that needs it no more.
export function closeMenu(name: string): void {
  const menu = document.querySelector<HTMLDetailsElement>(`details[data-menu="${name}"]`);
  if (menu) menu.open = false;
}

// Opens it, or closes it, by key: the first thing in it has the focus.
export function openMenu(name: string): void {
  const menu = document.querySelector<HTMLDetailsElement>(`details[data-menu="${name}"]`);
  if (!menu) return;
  menu.open = !menu.open;
  menu
    .querySelector<HTMLElement>(menu.open ? ':scope > div :is(a, input, button)' : 'summary')
    ?.focus();
}
