import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/lab/**/*.lab.test.ts', 'node_modules/**'],
    environment: 'node',
    testTimeout: 15_000,
    pool: 'threads',
    maxWorkers: 2,
  },
});
