import { describe, inject } from 'vitest';
import './global-setup.js';

/** `describe` for tests that need the lab: where it cannot run, the name of the skipped suite says why. */
export function describeLab(name: string, tests: () => void): void {
  // Undefined when the configuration in use has no lab global setup.
  const status = inject('labStatus') ?? {
    ok: false,
    reason: 'not run with the lab configuration',
    fix: 'npx vitest run --config test/lab/vitest.config.ts',
  };
  if (status.ok) {
    describe(name, tests);
  } else {
    describe.skip(`${name} (skipped: ${status.reason}; fix: ${status.fix})`, tests);
  }
}
