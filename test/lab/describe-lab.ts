import { afterEach, describe, inject } from 'vitest';
import './global-setup.js';
import { healLab } from './lab.js';

/** `describe` for tests that need the lab: where it cannot run, the name of the skipped suite says why. */
export function describeLab(name: string, tests: () => void): void {
  // Undefined when the configuration in use has no lab global setup.
  const status = inject('labStatus') ?? {
    ok: false,
    reason: 'not run with the lab configuration',
    fix: 'npx vitest run --config test/lab/vitest.config.ts',
  };
  if (status.ok) {
    describe(name, () => {
      // Registered first, so it runs after the file's own cleaning up: what a failed test leaves broken fails no other one.
      afterEach(async ({ task }) => {
        if (task.result?.state === 'fail') await healLab();
      }, 240_000);
      tests();
    });
  } else {
    describe.skip(`${name} (skipped: ${status.reason}; fix: ${status.fix})`, tests);
  }
}
