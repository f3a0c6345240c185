import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where cockpit keeps what it did, by the XDG base directory rules: state that outlives the program. */
export function recordFolder(env: Readonly<Record<string, string | undefined>>): string {
  const xdg = env.XDG_STATE_HOME;
  // The specification says to ignore a relative path.
  return join(xdg?.startsWith('/') ? xdg : join(homedir(), '.local', 'state'), 'cockpit');
}
