// A real `kintsugi serve --demo` on a free loopback port in a directory of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  origin: string;
  setupLink: string; // the administrator's one-time link, as printed
  output: () => string; // all that it printed
  stop: () => Promise<void>;
}

const start_ms_max = 120_000;

// How many orders a demo company has: some thousand fill every queue and report; the least that
// there is starts in a third of the time.
export const many_orders = 2000;
export const few_orders = 600;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((done) => {
    child.once('exit', done);
  });
}

// KINTSUGI_WEB_LINK = a one-time link of a server that runs already: that one is used, and left
// alone.
export async function startServer(orders = many_orders): Promise<Server> {
  const given = process.env.KINTSUGI_WEB_LINK;
  if (given)
    return {
      origin: new URL(given).origin,
      setupLink: given,
      output: () => '',
      stop: async () => {},
    };

  const binary = process.env.KINTSUGI_BINARY;
  if (!binary) throw new Error('KINTSUGI_BINARY names the binary');
  const data = mkdtempSync(join(tmpdir(), 'kintsugi-web-'));
  const child = spawn(
    binary,
    ['serve', '--demo', '--demo-orders', `${orders}`, '--data', data, '--listen', '127.0.0.1:0'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended(child);
    rmSync(data, { recursive: true, force: true });
  };
  const setupLink = await new Promise<string>((found, failed) => {
    const late = setTimeout(
      () => failed(new Error(`no one-time link within ${start_ms_max} ms:\n${output}`)),
      start_ms_max,
    );
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const link = /http:\/\/\S+\/setup#\S+/.exec(output);
      if (!link || !output.slice(link.index + link[0].length).match(/\s/)) return;
      clearTimeout(late);
      found(link[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}:\n${output}`)));
    child.once('error', failed);
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { origin: new URL(setupLink).origin, setupLink, output: () => output, stop };
}
