import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection, HostEntry } from '../../src/domain/host.js';
import { runDoctor } from '../../src/main/doctor.js';
import { salonEntry } from '../figures/lab-session.js';
import type { Lab } from '../lab/lab.js';

export interface SeenFinding {
  readonly area: string;
  readonly state: 'ok' | 'warn' | 'fail' | 'skipped';
  readonly id: string;
  readonly what: string;
  readonly why?: string;
  readonly next?: string;
}

export interface Seen {
  readonly code: number;
  readonly findings: readonly SeenFinding[];
  readonly panes: Readonly<Record<string, string>>;
}

/** An operator's home that knows the lab host by its key at every port. */
export function operatorsHome(lab: Lab): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'cockpit-doctor-'));
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  const known = join(home, '.ssh', 'known_hosts');
  copyFileSync(lab.knownHostsFile, known);
  const key = readFileSync(lab.knownHostsFile, 'utf8').trim().split(/\s+/).slice(1, 3).join(' ');
  writeFileSync(known, `*,[127.0.0.1]:* ${key}\n`, { flag: 'a' });
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

export const sshTo = (
  lab: Lab,
  more: { port?: number; user?: string; identityFile?: string } = {},
): Connection => ({
  kind: 'ssh',
  destination: 'salon-lab',
  host: lab.host,
  port: lab.port,
  user: lab.user,
  identityFile: lab.identityFile,
  ...more,
});

/** The lab's salon system with what its operators would add. */
export const describedSalon = (lab: Lab): HostEntry => ({
  ...salonEntry(lab),
  connection: sshTo(lab),
  contacts: [{ role: 'developer', name: 'Aki', reach: 'aki@shop.example' }],
  thresholds: [{ metric: 'disk.used', warn: 80, forSeconds: 0 }],
});

/** Examines a host as `cockpit doctor` does. */
export async function examined(entry: HostEntry, home: string, env: NodeJS.ProcessEnv = {}): Promise<Seen> {
  let text = '';
  const code = await runDoctor(entry, {
    lang: 'en',
    setup: false,
    interactive: false,
    json: true,
    columns: 100,
    version: 'test',
    place: { home, env: { ...process.env, ...env, HOME: home, SSH_AUTH_SOCK: '' } },
    write: (part) => {
      text += part;
    },
  });
  const { findings = [], panes = {} } = JSON.parse(text) as Partial<Seen>;
  return { code, findings, panes };
}
