import { access } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { ConfigValues } from '../ssh/config-query.js';
import type { ResolvedHost } from '../ssh/ssh-config.js';

/** Options that make the same of ssh's configuration as the built-in client does, and the host behind them. */
export async function destinationArguments(resolved: ResolvedHost): Promise<string[]> {
  const { host, overrides, home, values, target } = resolved;
  const own = home === userInfo().homedir;
  return [
    ...(own ? [] : ['-F', await readableOrNone(join(home, '.ssh', 'config'))]),
    // ssh takes the home directory of the user database, whatever HOME says.
    ...(own
      ? []
      : [
          ...option('UserKnownHostsFile', target.userKnownHosts.map(quoted).join(' ')),
          ...target.identityFiles.flatMap((file) => option('IdentityFile', quoted(file))),
        ]),
    ...strictness(values),
    ...overrides.flatMap(([keyword, value]) => option(keyword, value)),
    '--',
    host,
  ];
}

/** Arguments of a master of our own, whose control socket is `control`; to be followed by {@link destinationArguments}. */
export function masterArguments(control: string, batch: boolean): string[] {
  return [
    '-v',
    '-N',
    '-T',
    '-M',
    ...['-S', control],
    ...Object.entries(masterOptions).flatMap(([keyword, value]) => option(keyword, value)),
    ...(batch ? option('BatchMode', 'yes') : []),
  ];
}

const masterOptions = {
  ControlPersist: 'no',
  // Only what cockpit reads goes over this connection, whatever the configuration forwards otherwise.
  ClearAllForwardings: 'yes',
  ForwardAgent: 'no',
  ForwardX11: 'no',
  Tunnel: 'no',
  PermitLocalCommand: 'no',
  RemoteCommand: 'none',
  // Our own watchdog is quicker; this one ends an ssh that nobody watches any more.
  ServerAliveInterval: '5',
  ServerAliveCountMax: '3',
};

/** An unknown host is asked about at least, as by the built-in client: `no` would let anybody in between. */
function strictness(values: ConfigValues): string[] {
  const value = values.get('stricthostkeychecking')?.[0]?.toLowerCase();
  const lax = value === 'no' || value === 'off' || value === 'false';
  return [
    ...(lax ? option('StrictHostKeyChecking', 'ask') : []),
    // Who listens on a port of this machine need not be the end of our tunnel.
    ...option('NoHostAuthenticationForLocalhost', 'no'),
  ];
}

const option = (keyword: string, value: string): string[] => ['-o', `${keyword}=${value}`];

const quoted = (path: string) => (/\s/.test(path) ? `"${path}"` : path);

const readableOrNone = (file: string): Promise<string> =>
  access(file).then(
    () => file,
    () => 'none',
  );
