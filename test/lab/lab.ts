import { type ExecFileException, execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether lab tests can run here; if not, why, and the one thing to do about it. */
export type LabStatus = { ok: true } | { ok: false; reason: string; fix: string };

export type CommandResult = { stdout: string; stderr: string; code: number };

/** A running sshd beside the lab host's own, on 127.0.0.1. */
export type SshdVariant = { port: number; stop(): Promise<void> };

export type Lab = {
  /** The lab host's sshd. `user` may use Docker; root accepts the same key. */
  host: string;
  port: number;
  user: string;
  identityFile: string;
  /** Rewritten when an sshd variant starts or stops, so read it at connection time. */
  knownHostsFile: string;
  /** The gateway as `ip:443`, to be asked for `serverName` and verified against `caFile`. */
  httpsAddress: string;
  serverName: string;
  caFile: string;
  /** Runs a bash command line as root inside the lab host, without ssh. Never rejects for an exit code. */
  run(command: string): Promise<CommandResult>;
  /** Injects a fault and resolves once its symptom is there, to a function that undoes it and waits for health. */
  fault(name: string, environment?: Record<string, string>): Promise<() => Promise<void>>;
  /** Starts one more sshd whose sshd_config begins with `lines`. Two at a time need two names. */
  sshdVariant(name: string, lines: readonly string[]): Promise<SshdVariant>;
};

const LAB = fileURLToPath(new URL('lab', import.meta.url));
const INSTALL = 'sudo test/lab/install';

const NEEDED_FILES = [
  '/usr/sbin/dockerd',
  '/usr/bin/tini',
  '/usr/sbin/sshd',
  '/usr/sbin/iptables',
  '/usr/sbin/cron',
  '/usr/bin/busybox',
  '/usr/lib/postgresql/15/bin/postgres',
  '/usr/bin/redis-server',
  '/usr/sbin/nginx',
  '/usr/lib/python3/dist-packages/celery',
  '/usr/lib/python3/dist-packages/fastapi',
  '/usr/lib/python3/dist-packages/psycopg2',
  '/usr/lib/python3/dist-packages/apscheduler',
  '/usr/lib/python3/dist-packages/awscli',
];

export function labAvailable(): LabStatus {
  if (process.platform !== 'linux') {
    return { ok: false, reason: 'the lab needs Linux', fix: 'run the tests on Debian 12 as root' };
  }
  if (process.getuid?.() !== 0) {
    return { ok: false, reason: 'not running as root', fix: `${INSTALL}, then run the tests as root` };
  }
  const missing = NEEDED_FILES.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    return { ok: false, reason: `not installed: ${missing.join(', ')}`, fix: INSTALL };
  }
  if (!existsSync('/dev/loop-control')) {
    return { ok: false, reason: 'no loop devices', fix: 'use a virtual machine or a privileged container' };
  }
  if (spawnSync('unshare', ['--mount', '--pid', '--net', '--fork', 'true']).status !== 0) {
    return { ok: false, reason: 'no namespaces', fix: 'use a virtual machine or a privileged container' };
  }
  return { ok: true };
}

/** The names of a system's faults: those that every system has, and its own. */
export function faultsOf(system: string): string[] {
  return ['faults', `systems/${system}/faults`]
    .flatMap((folder) => readdirSync(new URL(folder, import.meta.url)))
    .map((file) => file.replace(/\.sh$/, ''))
    .sort();
}

/** Starts one system of this slot's lab, or joins it when it is up. */
export async function startLab(system = 'salon'): Promise<Lab> {
  await lab(['up', system]);
  const info = JSON.parse(await lab(['info', system])) as Omit<Lab, 'run' | 'fault' | 'sshdVariant'>;
  return {
    ...info,
    run: (command) => execute(['run', system, '--', 'bash', '-c', command]),
    async fault(name, environment = {}) {
      await lab(['fault', name, 'on', system], environment);
      return async () => void (await lab(['fault', name, 'off', system], environment));
    },
    async sshdVariant(name, lines) {
      const environment = { COCKPIT_LAB_SYSTEM: system };
      const port = Number(await lab(['sshd', 'start', name, '0', ...lines], environment));
      return { port, stop: async () => void (await lab(['sshd', 'stop', name], environment)) };
    },
  };
}

/** Starts those systems of this slot's lab anew that are up but not healthy, or have a fault on. */
export async function healLab(): Promise<void> {
  await lab(['heal']);
}

/** Stops every system of this slot's lab. */
export async function stopLab(): Promise<void> {
  await lab(['down']);
}

async function lab(args: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  const { stdout, stderr, code } = await execute(args, environment);
  if (code !== 0) {
    throw new Error(`lab ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  }
  return stdout;
}

function execute(args: readonly string[], environment: Record<string, string> = {}): Promise<CommandResult> {
  const options = { env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(LAB, args, options, (error: ExecFileException | null, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ stdout, stderr: stderr || (error?.message ?? ''), code });
    });
  });
}
