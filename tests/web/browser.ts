// Debian's Chromium, driven by playwright-core. Notes every request and every error of the pages.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/* The types of playwright-core are not there without its package; what is used of it is little. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Any = any;

const modules = createRequire(
  join(process.env.KINTSUGI_WEB_MODULES ?? import.meta.dirname, 'package.json'),
);
const { chromium } = modules('playwright-core') as Any;
export const axePath: string = modules.resolve('axe-core/axe.min.js');

export interface Watched {
  context: Any;
  page: Any;
  errors: string[];
  requests: string[];
}

export async function launch(): Promise<Any> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

// A fresh profile with one page. `expected` are errors of the console that a test provokes on
// purpose.
export async function open(browser: Any, expected: RegExp[] = []): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    colorScheme: 'light',
  });
  const watched: Watched = { context, page: null, errors: [], requests: [] };
  const note = (text: string): void => {
    if (!expected.some((pattern) => pattern.test(text))) watched.errors.push(text);
  };
  context.on('request', (request: Any) => watched.requests.push(request.url()));
  context.on('console', (message: Any) => {
    if (['error', 'warning'].includes(message.type()))
      note(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error: Any) => note(String(error.error())));
  context.on('page', goesWhereItIsSent);
  watched.page = await context.newPage();
  return watched;
}

// A dialog that closes goes back by one entry a moment later, which calls off a page that a test
// asked for in that moment; no hand is as quick.
function goesWhereItIsSent(page: Any): void {
  for (const way of ['goto', 'reload']) {
    const go = page[way].bind(page);
    page[way] = (...how: unknown[]): Promise<Any> =>
      go(...how).catch((error: Error) => {
        if (!error.message.includes('net::ERR_ABORTED')) throw error;
        return go(...how);
      });
  }
}

export async function screenshot(page: Any, name: string): Promise<void> {
  const folder = process.env.KINTSUGI_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
