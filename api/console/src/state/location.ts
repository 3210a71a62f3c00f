// The URL is the state: path, filters, outlet and moment. Going back in the browser goes back here.
import { computed, signal } from '@preact/signals';

interface Place {
  path: string;
  params: URLSearchParams;
}

const read = (): Place => ({
  path: window.location.pathname,
  params: new URLSearchParams(window.location.search),
});

export const place = signal<Place>(read());

export const outlet = computed(() => place.value.params.get('outlet'));
export const param = (name: string): string => place.value.params.get(name) ?? '';

// What stays when one goes to another screen.
const kept = ['as_of', 'against', 'outlet'];

export type Query = Record<string, string | null | undefined>;

// The address of a screen, whose path may have parameters of its own; the moment and the outlet go
// along unless `params` says otherwise.
export function href(path: string, params: Query = {}): string {
  const [bare = '', own = ''] = path.split('?');
  const search = new URLSearchParams(own);
  for (const name of kept) {
    const value = place.value.params.get(name);
    if (value !== null) search.set(name, value);
  }
  return bare + assign(search, params);
}

function assign(search: URLSearchParams, params: Query): string {
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') search.delete(name);
    else search.set(name, value);
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

// --- going on, and back to the same row at the same height

// What the browser keeps beside an address.
interface Entry {
  top?: number; // how far it was scrolled when one went on
  row?: string; // the row from which one went on
  layer?: number; // how many dialogs are open
}
const entry = (): Entry => (history.state as Entry | null) ?? {};

const restore_ms_max = 3000; // rows come later than the address

// Where one was, once the rows are there; who scrolls meanwhile is left alone.
function restore({ top = 0, row }: Entry): void {
  const until = Date.now() + restore_ms_max;
  const here = place.peek();
  let given_up = false;
  const events = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
  const give_up = (): void => {
    given_up = true;
    events.forEach((name) => window.removeEventListener(name, give_up));
  };
  events.forEach((name) => window.addEventListener(name, give_up, { passive: true }));
  let scrolled = false;
  const again = (): void => {
    if (given_up || place.peek() !== here) return;
    const late = Date.now() > until;
    if (!scrolled && (late || document.documentElement.scrollHeight >= top + window.innerHeight)) {
      window.scrollTo(0, top);
      scrolled = true;
    }
    const there = row && document.querySelector(`.main [data-id="${CSS.escape(row)}"]`);
    if (!late && (!scrolled || (row && !there))) {
      window.requestAnimationFrame(again);
      return;
    }
    give_up();
    if (there) there.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
  };
  again();
}

// From where one goes on: what was touched last, or has the focus.
let touched: Element | null = null;
for (const name of ['pointerdown', 'keydown'] as const)
  window.addEventListener(name, (event) => (touched = event.target as Element), true);

// What is to be found again when one comes back to this entry.
function leave(): void {
  const from = touched?.isConnected ? touched : document.activeElement;
  const row = from?.closest<HTMLElement>('.main [data-id]')?.dataset.id;
  const { layer } = entry();
  history.replaceState({ top: window.scrollY, ...(row && { row }), ...(layer && { layer }) }, '');
}

export function go(url: string, replace = false): void {
  if (replace || entry().layer) {
    // The entry of a dialog is not come back to: what comes after it takes its place.
    const { top, row } = replace ? entry() : {};
    history.replaceState({ ...(top && { top }), ...(row && { row }) }, '', url);
  } else {
    leave();
    history.pushState(null, '', url);
  }
  const before = place.peek().path;
  place.value = read();
  if (!replace && place.peek().path !== before) {
    layers.splice(0).forEach((close) => close());
    window.scrollTo(0, 0);
  }
}

// --- dialogs, which Back closes
const layers: (() => void)[] = [];

// Something opened above the screen. Gives what is to be called when it is closed by itself.
export function openLayer(close: () => void): () => void {
  layers.push(close);
  if ((entry().layer ?? 0) < layers.length) {
    leave();
    history.pushState({ ...entry(), layer: layers.length }, '');
  }
  return () => {
    const at = layers.indexOf(close);
    if (at < 0) return;
    layers.splice(at, 1);
    // Its entry goes too, unless something takes its place at once.
    window.setTimeout(() => {
      if ((entry().layer ?? 0) > layers.length) history.back();
    });
  };
}

history.scrollRestoration = 'manual';
window.addEventListener('popstate', () => {
  const open = entry().layer ?? 0;
  if (layers.length > open) layers.splice(open).forEach((close) => close());
  if (layers.length < open) {
    history.back(); // forward to a dialog that is closed
    return;
  }
  const before = place.peek();
  const now = read();
  if (now.path === before.path && now.params.toString() === before.params.toString()) return;
  place.value = now;
  restore(entry());
});
// Loading again keeps it as well.
window.addEventListener('pagehide', leave);
restore({ top: entry().top ?? 0 });

// Changes parameters of the screen that is shown.
export function adjust(params: Query, replace = false): void {
  go(place.peek().path + assign(new URLSearchParams(place.peek().params), params), replace);
}
