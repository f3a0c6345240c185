import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { RemoteLink } from '../../../src/access/remote-link.js';

const sshdPath = '/usr/sbin/sshd';

/** Why no sshd can be started here; undefined when it can. */
export const noSshd: string | undefined = !existsSync(sshdPath)
  ? `${sshdPath} is missing (apt-get install openssh-server)`
  : process.getuid?.() !== 0
    ? 'sshd is only tested as root'
    : undefined;

/** A home directory of a client: keys, config, known_hosts. */
export class TestHome {
  readonly dir = mkdtempSync(join(tmpdir(), 'cockpit-ssh-'));
  readonly ssh = join(this.dir, '.ssh');

  constructor() {
    mkdirSync(this.ssh, { mode: 0o700 });
  }

  path(name: string): string {
    return join(this.ssh, name);
  }

  /** Makes a key with ssh-keygen and gives its public line. */
  keygen(name: string, { type = 'ed25519', passphrase = '' } = {}): string {
    const bits = type === 'rsa' ? ['-b', '2048'] : [];
    execFileSync('ssh-keygen', [
      '-q',
      '-t',
      type,
      ...bits,
      '-N',
      passphrase,
      '-C',
      name,
      '-f',
      this.path(name),
    ]);
    return readFileSync(this.path(`${name}.pub`), 'utf8').trim();
  }

  config(text: string): void {
    appendFileSync(this.path('config'), `${text}\n`, { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/**
 * Who may log in. Whatever is set is seen by this sshd alone: it runs in a mount namespace with its own /etc/passwd,
 * /etc/shadow and PAM service.
 */
export interface Account {
  readonly password?: string;
  /** Logs in as `guest` instead of as the user who runs the tests. */
  readonly unprivileged?: boolean;
}

/** A real sshd on a free port of loopback, with its own host keys and authorized_keys. */
export class RealSshd {
  readonly dir = mkdtempSync(join(tmpdir(), 'cockpit-sshd-'));
  readonly user: string;
  port = 0;
  #process: ChildProcess | undefined;
  readonly #options: readonly string[];
  readonly #account: Account;

  /** `options` are lines of sshd_config that come first, so they win over the defaults below. */
  static async start(
    authorizedKeys: readonly string[],
    options: readonly string[] = [],
    account: Account = {},
  ): Promise<RealSshd> {
    const sshd = new RealSshd(options, account);
    chmodSync(sshd.dir, 0o755);
    writeFileSync(join(sshd.dir, 'authorized_keys'), `${authorizedKeys.join('\n')}\n`);
    sshd.newHostKey();
    sshd.port = await freePort();
    await sshd.run();
    return sshd;
  }

  private constructor(options: readonly string[], account: Account) {
    this.#options = options;
    this.#account = account;
    this.user = account.unprivileged ? 'guest' : userInfo().username;
  }

  /** Replaces the host keys; the running sshd keeps the old ones. */
  newHostKey(): void {
    for (const type of ['ed25519', 'ecdsa']) {
      const file = join(this.dir, `host_${type}`);
      rmSync(file, { force: true });
      execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file]);
    }
  }

  hostKey(type = 'ed25519'): string {
    const [kind, key] = readFileSync(join(this.dir, `host_${type}.pub`), 'utf8').split(' ');
    return `[127.0.0.1]:${this.port} ${kind} ${key}`;
  }

  fingerprint(type = 'ed25519'): string {
    return (
      execFileSync('ssh-keygen', ['-lf', join(this.dir, `host_${type}.pub`)], { encoding: 'utf8' }).split(
        ' ',
      )[1] ?? ''
    );
  }

  async run(): Promise<void> {
    mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    const config = join(this.dir, 'sshd_config');
    writeFileSync(
      config,
      [
        ...this.#options,
        `Port ${this.port}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${this.dir}/host_ed25519`,
        `HostKey ${this.dir}/host_ecdsa`,
        `AuthorizedKeysFile ${this.dir}/authorized_keys`,
        'PidFile none',
        'StrictModes no',
        'PermitRootLogin yes',
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication no',
        'UsePAM no',
        'MaxStartups 100',
        // Told that it runs below another shell, bash leaves out the start-up files of the machine's owner, which
        // may be slow or hold locks that a killed session never gives back.
        'SetEnv SHLVL=2',
      ].join('\n'),
    );
    const argv = [sshdPath, '-D', '-e', '-f', config];
    const [command = '', ...args] = Object.keys(this.#account).length === 0 ? argv : this.#withAccount(argv);
    this.#process = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process.stderr?.on('data', (text: Buffer) => appendFileSync(join(this.dir, 'log'), text));
    await until(() => answers(this.port), 5000);
  }

  /** The shadow file that this sshd sees gets another password. */
  setPassword(password: string): void {
    const input = { input: password, encoding: 'utf8' } as const;
    const hash = execFileSync('openssl', ['passwd', '-6', '-stdin'], input).trim();
    this.#write('/etc/shadow', [...this.#others('/etc/shadow'), `${this.user}:${hash}:20000:0:99999:7:::`]);
  }

  #withAccount(argv: readonly string[]): string[] {
    const { password = '', unprivileged } = this.#account;
    this.setPassword(password);
    const pam = [
      'auth required pam_unix.so',
      'account required pam_permit.so',
      'session required pam_permit.so',
    ];
    this.#write('/etc/pam.d/sshd', pam);
    const mounted = ['/etc/shadow', '/etc/pam.d/sshd'];
    if (unprivileged) {
      this.#write('/etc/passwd', [...this.#others('/etc/passwd'), `${this.user}:x:4242:4242::/tmp:/bin/sh`]);
      mounted.push('/etc/passwd');
    }
    const mounts = mounted.map((path) => `mount --bind ${this.#copyOf(path)} ${path}`);
    return ['unshare', '-m', 'sh', '-c', `${mounts.join(' && ')} && exec "$@"`, 'sshd', ...argv];
  }

  #others(file: string): string[] {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.filter((line) => line && !line.startsWith(`${this.user}:`));
  }

  #copyOf(path: string): string {
    return join(this.dir, path.replaceAll('/', '_'));
  }

  #write(path: string, lines: readonly string[]): void {
    writeFileSync(this.#copyOf(path), `${lines.join('\n')}\n`);
  }

  get log(): string {
    return existsSync(join(this.dir, 'log')) ? readFileSync(join(this.dir, 'log'), 'utf8') : '';
  }

  /** Process ids of the sshd that serve connections, with their descendants. */
  sessions(): number[] {
    return descendants(this.#process?.pid ?? -1);
  }

  /** Kills the processes of all connections, as when the host restarts; the listener goes on. */
  killSessions(): void {
    for (const pid of this.sessions()) kill(pid);
  }

  async stop(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (!process?.pid) return;
    for (const pid of [...descendants(process.pid), process.pid]) kill(pid);
    if (process.exitCode === null && process.signalCode === null)
      await new Promise((resolve) => process.once('exit', resolve));
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  const table = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  for (const line of table.trim().split('\n')) {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const walk = (pid: number): number[] =>
    (children.get(pid) ?? []).flatMap((child) => [child, ...walk(child)]);
  return walk(root);
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Waits until `check` holds; rejects after `timeoutMs`. */
export async function until(check: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs a command over the link and gives its output. */
export async function run(link: Pick<RemoteLink, 'exec'>, ...argv: string[]): Promise<string> {
  const process = await link.exec(argv);
  let text = '';
  process.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  process.stdin.end();
  const ended = new Promise((resolve) => process.stdout.once('end', resolve));
  await process.exit;
  await ended;
  return text;
}
