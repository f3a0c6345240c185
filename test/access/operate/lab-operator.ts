import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOperator, type OperatorOptions } from '../../../src/access/operate/create-operator.js';
import type { HostEntry } from '../../../src/domain/host.js';
import { bothLanguages } from '../../../src/domain/message.js';
import type { Approval, Plan, Run } from '../../../src/domain/perform.js';
import type { Lab } from '../../lab/lab.js';
import { connectLab, type LabHost, salon } from '../lab-host.js';

export const composeSalon: HostEntry = {
  ...salon,
  stack: {
    kind: 'compose',
    dir: '/opt/salon-gbp',
    files: ['deploy/docker-compose.prod.yml'],
    envFile: '.env',
  },
};

export interface LabOperator extends LabHost {
  readonly operator: ReturnType<typeof createOperator>;
}

/** An operator of the lab's salon system over one real SSH connection; `port` is that of a proxy before its sshd. */
export async function operateLab(
  lab: Lab,
  options: { port?: number; entry?: HostEntry } & Partial<OperatorOptions> = {},
): Promise<LabOperator> {
  const { port, entry = composeSalon, ...more } = options;
  const folder = mkdtempSync(join(tmpdir(), 'cockpit-known-'));
  const knownHostsFile = join(folder, 'known_hosts');
  const known = readFileSync(lab.knownHostsFile, 'utf8');
  const direct = `[${lab.host}]:${lab.port} `;
  const alias = port === undefined ? '' : known.replaceAll(direct, `[${lab.host}]:${port} `);
  writeFileSync(knownHostsFile, known + alias);
  const through = { ...lab, knownHostsFile };
  const host = await connectLab(through, { entry, ...(port === undefined ? {} : { port }) }).finally(() =>
    rmSync(folder, { recursive: true }),
  );
  const { docker, postgres } = host.readers;
  const operator = createOperator(host.link, entry, { docker, postgres, ...more });
  return {
    ...host,
    operator,
    close: async () => {
      await operator.close();
      await host.close();
    },
  };
}

export const text = bothLanguages('text', '文');

export function planOf(run: Run, more: Partial<Plan> = {}): Plan {
  return {
    playbook: 'test',
    step: 'act',
    title: text,
    run,
    shown: run.kind === 'sql' ? run.text : run.argv.join(' '),
    risk: 'low',
    confirm: 'key',
    target: 'x',
    impact: text,
    pins: [],
    timeoutMs: 20_000,
    ...more,
  };
}

export function approve(plan: Plan, hostKey: string, forMs = 60_000): Approval {
  const at = Date.now();
  return { plan, hostKey, at, expiresAt: at + forMs };
}

/** How a perform call is made when nobody watches. */
export const unwatched = () => ({ signal: new AbortController().signal, onLine: () => {} });
