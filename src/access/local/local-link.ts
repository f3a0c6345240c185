import { spawn } from 'node:child_process';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../domain/failure.js';
import { initialLink, type LinkStatus } from '../../domain/link.js';
import { msg } from '../../domain/message.js';
import type { LinkSocket, RemoteLink, RemoteProcess, RemoteTerminal } from '../remote-link.js';
import { ChannelSocket } from '../ssh/channel-socket.js';
import { ExecSlots } from '../ssh/exec-slots.js';
import { type LocalProcess, localProcess } from './local-process.js';

const openTimeoutMs = 5000;
const slotTimeoutMs = 10_000;
const closeGraceMs = 300;

/** The link to the machine that cockpit itself runs on: always up, no shell between argv and the command. */
export class LocalLink implements RemoteLink {
  #status: LinkStatus = { ...initialLink, phase: 'up', epoch: 1, since: Date.now(), dockerPath: 'local' };
  readonly #listeners = new Set<(status: LinkStatus) => void>();
  readonly #sockets = new Set<ChannelSocket>();
  readonly #processes = new Set<LocalProcess>();
  readonly #slots = new ExecSlots();
  /**
   * Where published ports of containers are reached, once it is known that the engine is not on this machine itself;
   * the containers' own addresses then mean nothing here, or something else.
   */
  publishedAt: string | undefined;
  /** What commands find in their environment besides the operator's: the engine on screen is that of `docker` too. */
  environment: Readonly<Record<string, string>> = {};

  get status(): LinkStatus {
    return { ...this.#status, channels: this.#sockets.size + this.#processes.size };
  }

  onStatus(listener: (status: LinkStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  unix(path: string): LinkSocket {
    return this.#socket(`unix:${path}`, { path });
  }

  tcp(host: string, port: number): LinkSocket {
    return this.#socket(`tcp:${host}:${port}`, { host, port, noDelay: true });
  }

  #socket(target: string, options: NetConnectOpts): LinkSocket {
    const socket = new ChannelSocket(target, (signal) => {
      if (this.#status.phase === 'closed') return Promise.reject(closed());
      return openNet(target, options, signal);
    });
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }

  async exec(argv: readonly string[], signal?: AbortSignal): Promise<RemoteProcess> {
    if (this.#status.phase === 'closed') throw closed();
    const release = await this.#slots.take(slotTimeoutMs, signal);
    const [command = '', ...args] = argv;
    const env = { ...process.env, ...this.environment };
    const child = spawn(command, args, { stdio: 'pipe', windowsHide: true, env });
    try {
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
    } catch (cause) {
      release();
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw fail('missing', msg('link.exec.failed', { command }), { detail, cause });
    }
    const running = localProcess(child, signal);
    this.#processes.add(running);
    void running.exit.then(() => {
      this.#processes.delete(running);
      release();
    });
    return running;
  }

  async terminal(argv: readonly string[]): Promise<RemoteTerminal> {
    throw fail('unsupported', msg('operate.terminal.local', { command: argv[0] ?? '' }));
  }

  get hostKey(): string | undefined {
    return this.#status.phase === 'closed' ? undefined : 'local';
  }

  noteRoundTrip(ms: number): void {
    this.#set({ rttMs: ms });
  }

  retryNow(): void {}

  async close(): Promise<void> {
    if (this.#status.phase === 'closed') return;
    this.#set({ phase: 'closed', since: Date.now() });
    this.#slots.refuseWaiting(closed());
    for (const socket of this.#sockets) socket.destroy(closed());
    const running = [...this.#processes];
    for (const process of running) process.close();
    const gone = Promise.all(running.map((process) => process.exit));
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await Promise.race([gone, sleep(closeGraceMs, undefined, { ref: false })]);
      for (const process of this.#processes) process.kill(signal);
    }
    await gone;
  }

  #set(change: Partial<LinkStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener(this.status);
  }
}

const closed = () => fail('unreachable', msg('link.closed'));

function openNet(target: string, options: NetConnectOpts, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(options);
    const giveUp = (cause: Error & { code?: string }) => {
      finish();
      socket.destroy();
      const kind = cause.code === 'EACCES' || cause.code === 'EPERM' ? 'denied' : 'unreachable';
      reject(fail(kind, msg('link.open.failed', { target }), { detail: cause.code ?? cause.message, cause }));
    };
    const timer = setTimeout(() => {
      finish();
      socket.destroy();
      reject(fail('timeout', msg('link.open.timeout', { target })));
    }, openTimeoutMs);
    const onAbort = () => giveUp(new Error('closed'));
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('error', giveUp);
      socket.on('error', () => {});
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', giveUp);
    socket.once('connect', () => {
      finish();
      resolve(socket);
    });
  });
}
