// node embed.mjs DIST OUT.cpp OUT_DIR: compresses the built files into OUT_DIR and writes the C++
// table that links them into the binary. The same files give the same bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [dist, source, blobs] = process.argv.slice(2);
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

rmSync(blobs, { recursive: true, force: true });
mkdirSync(blobs, { recursive: true });

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

let blob_count = 0;
const statements = [];
const rows = [];

// One symbol pair per blob. The digest in the comment makes the source change with the content,
// which is what the compiler cache looks at.
function embed(bytes) {
  const name = `kintsugi_console_${blob_count++}`;
  const file = join(blobs, name);
  writeFileSync(file, bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  statements.push(
    `// sha256 ${digest}\n` +
      `asm(".section .rodata\\n.balign 16\\n.global ${name}\\n${name}:\\n` +
      `.incbin \\"${file}\\"\\n.previous\\n");\n` +
      `extern "C" const char ${name}[];`,
  );
  return `{${name}, ${bytes.length}}`;
}

for (const file of files) {
  const bytes = readFileSync(file);
  const path = file.slice(dist.length);
  const type = types[extname(file)];
  if (!type) throw new Error(`no content type for ${file}`);
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  const etag = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const smaller = (packed) => (packed.length < bytes.length ? embed(packed) : '{}');
  rows.push(
    `    {"${path}", "${type}", ${embed(bytes)},\n` +
      `     ${smaller(gzip)}, ${smaller(brotli)},\n` +
      `     "\\"${etag}\\"", ${path.startsWith('/assets/')}},`,
  );
}

writeFileSync(
  source,
  `// Made by api/console/embed.mjs from the built console.\n` +
    `#include "api/console/assets.h"\n\n#include <array>\n\n` +
    `${statements.join('\n')}\n\nnamespace kintsugi::api {\nnamespace {\n` +
    `const std::array<Asset, ${rows.length}> assets{{\n${rows.join('\n')}\n}};\n` +
    `}  // namespace\n\n` +
    `const Asset* find_asset(std::string_view path) {\n` +
    `  for (const Asset& asset : assets) {\n    if (asset.path == path) return &asset;\n` +
    `  }\n  return nullptr;\n}\n\n` +
    `}  // namespace kintsugi::api\n`,
);
