// Dragging a row of the tray, or a booking, onto a technician's hours: what is dropped is asked
// first, and sent where all passes. A pointer of any kind; whoever has none uses keys or the menu.
import { useEffect, useRef } from 'preact/hooks';
import { isPast } from '../state/time.ts';
import { timeAt } from './day.ts';
import type { Board } from './use_board.ts';

const begins_px = 6; // a click is no drag
let dragged: { ghost: HTMLElement; x: number; y: number } | undefined;

const laneAt = (x: number, y: number): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-lane]') ?? null;

function mark(lane: HTMLElement | null): void {
  for (const one of document.querySelectorAll('[data-lane].over'))
    if (one !== lane) one.classList.remove('over');
  lane?.classList.add('over');
}

// Of a row: begins with the pointer down on it, ends wherever that goes up.
export function startDrag(event: PointerEvent, label: string, begun: () => void): void {
  if (event.button !== 0 || isPast.peek()) return;
  const { clientX, clientY } = event;
  const move = (to: PointerEvent): void => {
    if (!dragged) {
      if (Math.hypot(to.clientX - clientX, to.clientY - clientY) < begins_px) return;
      const ghost = document.createElement('div');
      ghost.className = 'board-ghost';
      ghost.textContent = label;
      document.body.append(ghost);
      dragged = { ghost, x: 0, y: 0 };
      begun();
    }
    dragged.ghost.style.transform = `translate(${to.clientX + 8}px, ${to.clientY + 8}px)`;
    mark(laneAt(to.clientX, to.clientY));
    to.preventDefault();
  };
  const up = (at: PointerEvent): void => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', up);
    if (!dragged) return;
    dragged.ghost.remove();
    dragged = undefined;
    mark(null);
    if (at.type === 'pointercancel') return;
    const lane = laneAt(at.clientX, at.clientY);
    lane?.dispatchEvent(new CustomEvent('board-drop', { detail: at.clientX }));
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', up);
}

// Of a lane: what is dropped on it, at the time under the pointer.
export function useDrop(board: Board, technician: string) {
  const lane = useRef<HTMLDivElement>(null);
  const now = useRef(board);
  now.current = board;
  useEffect(() => {
    const element = lane.current;
    const drop = async (event: Event): Promise<void> => {
      const box = element!.getBoundingClientRect();
      const part = ((event as CustomEvent<number>).detail - box.left) / box.width;
      const at = timeAt(now.current.span, Math.min(1, Math.max(0, part)));
      const one = await now.current.name(technician, at);
      // A booking that is moved says why first.
      if (one?.verdict === 'pass' && !now.current.moving) await now.current.send(one);
    };
    const hear = (event: Event): void => void drop(event);
    element?.addEventListener('board-drop', hear);
    return () => element?.removeEventListener('board-drop', hear);
  }, [technician]);
  return lane;
}
