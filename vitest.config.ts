import { defineConfig } from 'vitest/config';

// Times on screen are the operator's: the recorded frames are of an operator in UTC.
process.env.TZ = 'UTC';

/** `unit` needs nothing but npm; `lab` runs against the real host of test/lab and says so when it can't be had. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.lab.test.{ts,tsx}', 'node_modules/**'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/**/*.lab.test.{ts,tsx}'],
          globalSetup: ['test/lab/global-setup.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A real host, a real terminal and a shared machine: one more try, which the report shows as such.
          retry: 1,
          // All files share the lab's one host.
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
