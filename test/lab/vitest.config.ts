import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests against the real lab, one file at a time: they share its one host. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/**/*.lab.test.{ts,tsx}'],
    globalSetup: ['test/lab/global-setup.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
