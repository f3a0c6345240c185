import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The built program. COCKPIT_PROGRAM names another one, such as an installed package; otherwise dist/ is built when it
 * is older than its sources.
 */
export function builtProgram(): string {
  const other = process.env.COCKPIT_PROGRAM;
  if (other !== undefined && other !== '') return other;
  const built = spawnSync(process.execPath, [`${root}scripts/build.mjs`, '--if-stale'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
  return `${root}bin/cockpit`;
}
