// What the browser tests share: the engine and a browser, somebody signed in, and what is asked of
// a page.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { launch, open, type Any, type Watched } from './browser.ts';
import { startServer, type Server } from './server.ts';

export const password = 'gold-seam-on-a-bowl';
export const position_shown = '[data-test="position"]';

export class Visit {
  readonly server: Server;
  readonly browser: Any;
  readonly watched: Watched;
  readonly page: Any;

  private constructor(server: Server, browser: Any, watched: Watched) {
    this.server = server;
    this.browser = browser;
    this.watched = watched;
    this.page = watched.page;
  }

  // `expected` are errors of the console that the tests provoke on purpose.
  static async begin(expected: RegExp[] = [], orders?: number): Promise<Visit> {
    const server = await startServer(orders);
    const browser = await launch();
    // Asking who is signed in, before anybody is.
    const watched = await open(browser, [/401 \(Unauthorized\)/, ...expected]);
    watched.page.setDefaultTimeout(20_000);
    return new Visit(server, browser, watched);
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  // The administrator's one-time link, as a person uses it.
  async enter(): Promise<void> {
    const { page } = this;
    await page.goto(this.server.setupLink);
    await page.waitForSelector('input[name="again"]');
    for (const [name, value] of [
      ['operator', 'admin'],
      ['name', '管理员'],
    ]) {
      const input = page.locator(`input[name="${name}"]`); // asked only where nobody is named yet
      if (await input.count()) await input.fill(value);
    }
    await page.fill('input[name="password"]', password);
    await page.fill('input[name="again"]', password);
    await page.click('button.primary');
    await page.waitForSelector('[data-test="tiles"]');
  }

  // From the doors of the demo company to where one says who one is.
  async byPassword(): Promise<void> {
    await this.page.click('[data-test="by-password"]');
    await this.page.waitForSelector('input[name="password"]');
  }

  // What the API says, asked by the page itself with its own session.
  api(path: string): Promise<Any> {
    return this.page.evaluate(async (url: string) => (await fetch(url)).json(), path);
  }

  // What the page itself (or somebody else's) sends, with its own session; a command has a new key.
  // The answer, or an error with what it says.
  send(path: string, body: unknown, page = this.page): Promise<Any> {
    return page.evaluate(
      async ([url, text]: string[]) => {
        const answer = await fetch(url!, {
          method: 'POST',
          body: text!,
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        });
        if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
        return answer.json();
      },
      [path, JSON.stringify(body)],
    );
  }

  async to(path: string): Promise<void> {
    await this.page.goto(this.server.origin + path);
    await settled(this.page);
  }

  // An order with a history: the one with the most commits among the first page.
  async busyOrder(): Promise<{ id: string; steps: Any[] }> {
    const { items } = await this.api('/v1/orders?limit=200');
    const versions = items.map((item: Any) => Number(item.version));
    const { id } = items[versions.indexOf(Math.max(...versions))];
    const timeline = `/v1/orders/${encodeURIComponent(id)}/timeline?limit=500`;
    return { id, steps: (await this.api(timeline)).items };
  }

  async outlet(): Promise<string> {
    return (await this.api('/v1/lookup/outlet')).items[0].id;
  }

  params(): URLSearchParams {
    return new URL(this.page.url()).searchParams;
  }
}

// Everything that the screen asked for is there, and the bar knows its moment.
export async function settled(page: Any): Promise<void> {
  await page.waitForSelector('.main');
  await page.waitForFunction(
    () =>
      !document.querySelector('.main .skeleton, .main [aria-busy="true"]') &&
      /#\d/.test(document.querySelector('[data-test="position"]')?.textContent ?? ''),
  );
}

// What the page shows and what the API says become the same while the company moves on: deadlines
// pass, and the feed tells it a moment later.
export async function becomesSame<T>(pair: () => Promise<[shown: T, said: T]>): Promise<T> {
  const until = Date.now() + 5000;
  for (;;) {
    const [shown, said] = await pair();
    if (isDeepStrictEqual(shown, said)) return said;
    if (Date.now() > until) assert.deepEqual(shown, said);
    await new Promise((done) => {
      setTimeout(done, 100);
    });
  }
}

export const isPast = async (page: Any): Promise<boolean> =>
  (await page.locator('html[data-past]').count()) > 0;

// The figures of the overview, by queue.
export const tiles = (page: Any): Promise<Record<string, number>> =>
  page.$$eval('[data-queue]', (all: Element[]) =>
    Object.fromEntries(
      all.map((tile) => [
        tile.getAttribute('data-queue'),
        Number(tile.querySelector('[data-test="count"]')!.textContent!.replace(/\D/g, '')),
      ]),
    ),
  );

export const countsOf = (items: Any[]): Record<string, number> =>
  Object.fromEntries(items.map((item) => [item.queue, item.count]));

// Fills in what the schema says is needed of a command, by its types.
export async function fillIn(
  page: Any,
  name: string,
  values: Record<string, string>,
): Promise<void> {
  const schema = await page.evaluate(async () => (await fetch('/v1/schema')).json());
  const info = schema.commands.find((item: Any) => item.name === name);
  for (const field of info.fields.filter((item: Any) => item.required || item.name in values)) {
    const control = page.locator(`form[data-command="${name}"] [name="${field.name}"]`);
    if ((await control.getAttribute('readonly')) !== null) continue;
    if (field.enum) {
      const choice =
        values[field.name] ??
        schema.enums
          .find((item: Any) => item.name === field.enum)
          .values.find((item: Any) => item.name !== 'none').name;
      await control.selectOption(choice);
    } else {
      await control.fill(values[field.name] ?? 'x');
    }
  }
}
