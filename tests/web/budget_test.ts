// What the browser loads first stays small, and the page names nothing of another origin.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const dist = process.env.KINTSUGI_CONSOLE_DIST;
assert.ok(dist, 'KINTSUGI_CONSOLE_DIST names the built console');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.\w+$/.test(file),
);
const weight = (ending: string): number =>
  files
    .filter((file) => file.endsWith(ending))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);

// Most of it is loaded with the screen that needs it; the phone keeps all of it, for days without
// a network.
test('scripts at most 260 kB, styles at most 25 kB, compressed', () => {
  const scripts = weight('.js');
  assert.ok(scripts > 10_000 && scripts <= 260_000, `${scripts} octets of script`);
  assert.ok(weight('.css') > 1000 && weight('.css') <= 25_000, `${weight('.css')} octets of style`);
});

test('the first screen loads at most 60 kB of script; the phone is not in it', () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((one) => one[1]!);
  const octets = first.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length,
    0,
  );
  assert.ok(first.length > 0 && octets <= 60_000, `${octets} octets of script at first`);
  for (const file of first) assert.doesNotMatch(file, /phone|worker/);
});

test('the service worker keeps every file of the build, and knows nothing else', () => {
  const worker = readFileSync(join(dist, 'worker.js'), 'utf8');
  for (const file of files.filter((name) => name !== 'worker.js'))
    assert.ok(worker.includes(`"/${file}"`), file);
  assert.doesNotMatch(worker, /__SHELL__/);
});

test('no inline script or style, no other origin', () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
  assert.doesNotMatch(page, /https?:\/\//);
  for (const file of files.filter((name) => name.endsWith('.css'))) {
    assert.doesNotMatch(readFileSync(join(dist, file), 'utf8'), /url\(\s*['"]?(https?:)?\/\//);
  }
});
