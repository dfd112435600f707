import { defineConfig } from 'vitest/config';

// One classic script: it works as <script src>, async, defer or type=module, and needs no Node to run.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: '../static',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: true,
    lib: { entry: 'src/main.ts', name: 'CalciChat', formats: ['iife'], fileName: () => 'calci-chat.js' },
  },
  test: { environment: 'happy-dom', testTimeout: 30_000, include: ['test/**/*.test.ts'] },
});
