import { beforeEach, describe, inject } from 'vitest';
import './global-setup.js';
import { healLab } from './lab.js';

/**
 * `describe` for tests that need the lab: where it cannot run, the name of the skipped suite says why.
 * `keepsFaults`: its faults outlast a test, so that a failed one is no reason to take them back.
 */
export function describeLab(name: string, tests: () => void, { keepsFaults = false } = {}): void {
  // Undefined when the configuration in use has no lab global setup.
  const status = inject('labStatus') ?? {
    ok: false,
    reason: 'not run with the lab configuration',
    fix: 'npx vitest run --config test/lab/vitest.config.ts',
  };
  if (!status.ok) {
    describe.skip(`${name} (skipped: ${status.reason}; fix: ${status.fix})`, tests);
    return;
  }
  describe(name, () => {
    if (!keepsFaults) {
      // Runs after the cleaning up of the file, also when that fails: what a failed test leaves broken fails no other one.
      beforeEach(({ onTestFailed }) => onTestFailed(healLab, 240_000));
    }
    tests();
  });
}
