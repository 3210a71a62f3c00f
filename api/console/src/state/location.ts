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
window.addEventListener('popstate', () => {
  place.value = read();
});

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

export function go(url: string, replace = false): void {
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  place.value = read();
}

// Changes parameters of the screen that is shown.
export function adjust(params: Query, replace = false): void {
  go(place.peek().path + assign(new URLSearchParams(place.peek().params), params), replace);
}
