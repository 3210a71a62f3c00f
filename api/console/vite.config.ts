import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

// Tells the service worker which files there are. Other files give another worker.
function shell(): Plugin {
  return {
    name: 'shell',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['worker.js'];
      if (worker?.type !== 'chunk') return;
      const files = Object.keys(bundle)
        .filter((name) => name !== 'worker.js')
        .map((name) => `/${name}`)
        .sort();
      const page = bundle['index.html'];
      const version = createHash('sha256')
        .update(files.join('\n'))
        .update(page?.type === 'asset' ? page.source : '')
        .digest('hex')
        .slice(0, 16);
      worker.code = worker.code.replace('__SHELL__', () => JSON.stringify({ version, files }));
    },
  };
}

const engine = { target: process.env.KINTSUGI_URL ?? 'http://127.0.0.1:8080' };

// The bundle is the same bytes for the same sources: no times, no absolute paths, names by content.
export default defineConfig({
  base: '/',
  plugins: [shell()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    assetsInlineLimit: 0, // the content security policy allows no inlined scripts or fonts
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: 'index.html', worker: 'src/phone/worker.ts' },
      output: {
        // Its path is its scope: it stands above all pages, under a name that stays.
        entryFileNames: (chunk) =>
          chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  server: {
    // `npm run dev` beside a running engine; KINTSUGI_URL tells where that is.
    proxy: { '/v1': engine, '/version': engine, '/openapi.json': engine },
  },
});
