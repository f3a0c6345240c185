// Writes or checks everything that is generated from the code: `node scripts/generate-docs.mjs [--check]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const scripts = [
  'generate-schema.ts',
  'generate-key-docs.ts',
  'generate-step-probe-docs.ts',
  'generate-troubleshooting.ts',
  'generate-traps.ts',
  'generate-coverage.ts',
  'generate-thresholds.ts',
];
let code = 0;
for (const script of scripts) {
  const run = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'run-ts.mjs'), join(import.meta.dirname, script), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  if (run.status !== 0) code = 1;
}
process.exitCode = code;
