// The service worker: the console's own files, so that a page opens where no network is. It knows
// nothing of /v1: what people see is kept by the page alone, in its own store, and goes when its
// owner signs out.
//
// The list of files is filled in by the build, so each build is a worker of its own with a cache of
// its own; the one before goes when the new one has all of its files.

interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lifetime {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(name: 'install' | 'activate', hear: (event: Lifetime) => void): void;
  addEventListener(name: 'fetch', hear: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}
const worker = globalThis as unknown as Worker;

declare const __SHELL__: { version: string; files: string[] };
const shell = __SHELL__;

const prefix = 'kintsugi-shell-';
const cacheName = prefix + shell.version;
const patience_ms = 4000; // then what is kept is shown

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(shell.files.map((file) => new Request(file, { cache: 'no-cache' })));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  await worker.clients.claim();
}

// A page as the network has it, unless that takes too long: then as it is kept.
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    // By its address: a navigation itself cannot be given a limit.
    const response = await fetch(request.url, { signal: AbortSignal.timeout(patience_ms) });
    if (response.status < 500) return response;
  } catch {
    // No network.
  }
  return (await cache.match('/index.html')) ?? Response.error();
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  const isPage = request.mode === 'navigate';
  // Pages of the console are paths without a dot; documents of the engine are not ours.
  const ours = !url.pathname.includes('.') && !/^\/(v1|docs|metrics)(\/|$)/.test(url.pathname);
  if (isPage && ours) event.respondWith(page(request));
  else if (shell.files.includes(url.pathname)) event.respondWith(file(request));
});
