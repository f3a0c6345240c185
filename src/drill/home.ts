import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drillAlias } from './ready.js';

/** An empty folder (mode 0700); made at once, so that whoever ends the process knows of it. */
export const makeHome = (): string => mkdtempSync(join(tmpdir(), 'cockpit-drill-'));

/** Makes `.ssh` in a home directory: it knows the practice host and nothing else. */
export async function writeSshFolder(
  home: string,
  host: {
    readonly address: string;
    readonly port: number;
    readonly user: string;
    readonly key: string;
    readonly knownHostsLine: string;
  },
): Promise<void> {
  const ssh = join(home, '.ssh');
  const [keyFile, knownHosts] = [join(ssh, 'id_ed25519'), join(ssh, 'known_hosts')];
  const config = [
    `Host ${drillAlias}`,
    `  HostName ${host.address}`,
    `  Port ${host.port}`,
    `  User ${host.user}`,
    `  IdentityFile "${keyFile}"`,
    '  IdentitiesOnly yes',
    '  IdentityAgent none',
    `  UserKnownHostsFile "${knownHosts}"`,
    '  GlobalKnownHostsFile none',
    '  StrictHostKeyChecking yes',
    '',
  ];
  await mkdir(ssh, { mode: 0o700 });
  await Promise.all([
    writeFile(keyFile, host.key, { mode: 0o600 }),
    writeFile(knownHosts, `${host.knownHostsLine}\n`, { mode: 0o600 }),
    writeFile(join(ssh, 'config'), config.join('\n'), { mode: 0o600 }),
  ]);
}
