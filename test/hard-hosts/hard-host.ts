import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReaders, type LinkReaders } from '../../src/access/readers.js';
import type { Prompter } from '../../src/access/ssh/prompter.js';
import { Ssh2Link, type SshConnectionSettings } from '../../src/access/ssh/ssh2-link.js';
import { type Failure, FailureError } from '../../src/domain/failure.js';
import type { HostEntry } from '../../src/domain/host.js';
import { createQueuesProbe } from '../../src/probes/queues/probe.js';
import { salon } from '../access/lab-host.js';
import type { Lab } from '../lab/lab.js';

export const never = new AbortController().signal;

/** The salon system with its queues, as hosts.yaml would have it. */
export const salonWithQueues: HostEntry = {
  ...salon,
  queues: [
    {
      kind: 'celery',
      name: 'celery',
      redis: 'broker',
      queues: ['celery', 'scraping', 'posting'],
      prefix: '',
      worker: 'salon_gbp_worker',
      beat: 'salon_gbp_beat',
      visibilityTimeoutSeconds: 3600,
    },
  ],
};

export interface HardHost {
  readonly link: Ssh2Link;
  readonly readers: LinkReaders;
  readonly entry: HostEntry;
  /** The operator's home directory. */
  readonly home: string;
  close(): Promise<void>;
}

export interface HardHostOptions {
  readonly port?: number;
  readonly user?: string;
  readonly entry?: Partial<HostEntry>;
  readonly settings?: Partial<SshConnectionSettings>;
  readonly prompter?: Prompter;
  /** No key is named. */
  readonly noKey?: boolean;
  /** The host key is not known beforehand. */
  readonly unknown?: boolean;
  /** An ssh_config of the operator's own. */
  readonly config?: string;
  readonly mode?: 'watch' | 'operate';
  /** Variables that password sources may name. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Readers over one real connection to an sshd of the lab. */
export async function connectHard(lab: Lab, options: HardHostOptions = {}): Promise<HardHost> {
  const home = mkdtempSync(join(tmpdir(), 'cockpit-hard-'));
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  if (!options.unknown) copyFileSync(lab.knownHostsFile, join(home, '.ssh', 'known_hosts'));
  if (options.config !== undefined) writeFileSync(join(home, '.ssh', 'config'), options.config);
  const settings: SshConnectionSettings = {
    kind: 'ssh',
    destination: 'salon-lab',
    host: lab.host,
    user: options.user ?? lab.user,
    ...(options.noKey ? {} : { identityFile: lab.identityFile }),
    port: options.port ?? lab.port,
    ...options.settings,
  };
  const link = new Ssh2Link(settings, { home, env: { ...process.env, HOME: home, SSH_AUTH_SOCK: '' } });
  const entry = { ...salonWithQueues, ...options.entry };
  try {
    await link.connectOnce(options.prompter);
  } catch (error) {
    await link.close();
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
  const readers = createReaders(link, entry, {
    mode: options.mode ?? 'watch',
    ...(options.env ? { env: options.env } : {}),
  });
  return {
    link,
    readers,
    entry,
    home,
    close: async () => {
      await readers.close();
      await link.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The failure that a read ended with; its value when it did not fail. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof FailureError) return error.failure;
  throw error;
};

/** How long something took, ms. */
export async function timed<T>(work: Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const began = performance.now();
  const value = await work;
  return { value, ms: performance.now() - began };
}

export const databaseName = ({ readers }: HardHost) =>
  readers.postgres.get('salon')?.query({ name: 'test', text: 'SELECT current_database() AS name' }, never);

export const queueLengths = ({ readers }: HardHost) =>
  readers.redis.get('broker')?.pipeline([['PING'], ['LLEN', 'celery'], ['INFO', 'server']], never);

/** One read of the queue pane. */
export async function readQueues({ readers, entry }: HardHost) {
  const probe = createQueuesProbe(entry);
  return probe.read(readers, never);
}
