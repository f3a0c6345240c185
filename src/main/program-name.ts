import { accessSync, constants } from 'node:fs';
import { delimiter, join, relative, resolve } from 'node:path';

/**
 * What one types here to run this program again: `cockpit` where the shell finds it, such as after an installation, else
 * its path below the working directory, such as `bin/cockpit` in a clone.
 * @param script what Node runs: `start.cjs` in the folder beside `bin`
 */
export function programName(
  script: string,
  { cwd, path }: { readonly cwd: string; readonly path: string },
): string {
  const isRunnable = (file: string) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  if (path.split(delimiter).some((folder) => folder !== '' && isRunnable(join(folder, 'cockpit')))) {
    return 'cockpit';
  }
  const file = resolve(script, '../../bin/cockpit');
  const near = relative(cwd, file);
  return !near.startsWith('..') && isRunnable(file) ? near : 'cockpit';
}
