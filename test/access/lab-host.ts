import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReaders, type LinkReaders } from '../../src/access/readers.js';
import { Ssh2Link } from '../../src/access/ssh/ssh2-link.js';
import type { HostEntry } from '../../src/domain/host.js';
import type { Lab } from '../lab/lab.js';

/** What hosts.yaml would say about the lab's salon system. */
export const salon: HostEntry = {
  name: 'salon-lab',
  connection: { kind: 'ssh', destination: 'salon-lab' },
  environment: 'drill',
  stack: { kind: 'plain' },
  containers: [],
  postgres: [
    {
      name: 'salon',
      address: { kind: 'container', container: 'salon_gbp_db' },
      user: 'salon_gbp',
      database: 'salon_gbp',
      password: { from: 'container', variable: 'POSTGRES_PASSWORD' },
    },
  ],
  redis: [
    {
      name: 'broker',
      address: { kind: 'container', container: 'salon_gbp_redis' },
      db: 0,
      password: { from: 'none' },
    },
  ],
  queues: [],
  alerts: [],
  checks: [],
  logs: [],
  thresholds: [],
  contacts: [],
};

export interface LabHost {
  readonly link: Ssh2Link;
  readonly readers: LinkReaders;
  close(): Promise<void>;
}

/** Readers of the lab over one real SSH connection; `port` picks an sshd other than the host's own. */
export async function connectLab(
  lab: Lab,
  options: { port?: number; ca?: string; entry?: HostEntry; env?: Record<string, string> } = {},
): Promise<LabHost> {
  const home = mkdtempSync(join(tmpdir(), 'cockpit-home-'));
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  copyFileSync(lab.knownHostsFile, join(home, '.ssh', 'known_hosts'));
  const { host, user, identityFile } = lab;
  const settings = {
    kind: 'ssh',
    destination: (options.entry ?? salon).name,
    host,
    user,
    identityFile,
    port: options.port ?? lab.port,
  } as const;
  const link = new Ssh2Link(settings, { home, env: { ...process.env, HOME: home, SSH_AUTH_SOCK: '' } });
  await link.connectOnce();
  const readers = createReaders(link, options.entry ?? salon, {
    mode: 'watch',
    ...(options.ca ? { ca: [options.ca] } : {}),
    ...(options.env ? { env: options.env } : {}),
  });
  return {
    link,
    readers,
    close: async () => {
      await readers.close();
      await link.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
