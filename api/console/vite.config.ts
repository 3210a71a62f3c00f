import { defineConfig } from 'vite';

const engine = { target: process.env.KINTSUGI_URL ?? 'http://127.0.0.1:8080' };

// The bundle is the same bytes for the same sources: no times, no absolute paths, names by content.
export default defineConfig({
  base: '/',
  build: {
    target: 'es2023',
    outDir: 'dist',
    assetsInlineLimit: 0, // the content security policy allows no inlined scripts or fonts
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    // `npm run dev` beside a running engine; KINTSUGI_URL tells where that is.
    proxy: { '/v1': engine, '/openapi.json': engine },
  },
});
