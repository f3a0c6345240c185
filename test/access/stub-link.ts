import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import type { LinkSocket, RemoteLink, RemoteProcess, RemoteTerminal } from '../../src/access/remote-link.js';
import { fail } from '../../src/domain/failure.js';
import { initialLink, type LinkPhase, type LinkStatus } from '../../src/domain/link.js';
import { msg } from '../../src/domain/message.js';

/** A link to the machine itself whose state a test sets; sockets and processes are real. */
export class StubLink implements RemoteLink {
  status: LinkStatus = { ...initialLink, phase: 'up', epoch: 1 };
  readonly roundTrips: number[] = [];
  readonly opened: string[] = [];
  readonly executed: (readonly string[])[] = [];
  /** Rewrites where a target leads; undefined refuses it, as a server without forwarding does. */
  route: (target: string) => string | undefined = (target) => target;
  /** Rewrites what runs; undefined makes the command unknown. */
  command: (argv: readonly string[]) => readonly string[] | undefined = (argv) => argv;
  readonly #listeners = new Set<(status: LinkStatus) => void>();
  readonly #sockets = new Set<net.Socket>();

  onStatus(listener: (status: LinkStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Moves to another state; `up` begins a new epoch. */
  become(phase: LinkPhase, more: Partial<LinkStatus> = {}): void {
    const epoch = phase === 'up' ? this.status.epoch + 1 : this.status.epoch;
    this.status = { ...this.status, phase, epoch, ...more };
    for (const listener of [...this.#listeners]) listener(this.status);
  }

  /** Cuts every open socket, as a dying connection does. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  unix(path: string): LinkSocket {
    return this.#open(path);
  }

  tcp(host: string, port: number): LinkSocket {
    return this.#open(`${host}:${port}`);
  }

  async exec(argv: readonly string[], signal?: AbortSignal): Promise<RemoteProcess> {
    if (this.status.phase !== 'up') throw fail('unreachable', msg('link.lost'));
    this.executed.push(argv);
    const [file, ...args] = this.command(argv) ?? ['sh', '-c', 'echo "not found" >&2; exit 127'];
    const child = spawn(file!, args, { stdio: 'pipe' });
    for (const stream of child.stdio) stream?.on('error', () => undefined);
    const exit = once(child, 'close').then(([code, name]) => ({
      code: code ?? undefined,
      ...(name ? { signal: String(name) } : {}),
      lost: false,
    }));
    const close = () => child.stdin.end();
    signal?.addEventListener('abort', close, { once: true });
    return { stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exit, close };
  }

  /** What {@link hostKey} is while the link is up. */
  key = 'SHA256:stub';

  get hostKey(): string | undefined {
    return this.status.phase === 'up' || this.status.phase === 'suspect' ? this.key : undefined;
  }

  async terminal(): Promise<RemoteTerminal> {
    throw fail('unsupported', msg('link.exec.refused'));
  }

  noteRoundTrip(ms: number): void {
    this.roundTrips.push(ms);
  }

  retryNow(): void {}

  async close(): Promise<void> {
    this.become('closed');
    this.cut();
  }

  #open(target: string): LinkSocket {
    this.opened.push(target);
    const socket = new net.Socket();
    const connect = socket.connect.bind(socket) as (to: net.NetConnectOpts) => net.Socket;
    let begun = false;
    const begin = () => {
      if (begun) return socket;
      begun = true;
      const to = this.route(target);
      if (to === undefined || this.status.phase === 'down') {
        setImmediate(() => socket.destroy(new Error('open failed: Connection refused (reason 2)')));
      } else if (to.startsWith('/')) connect({ path: to });
      else
        connect({ host: to.slice(0, to.lastIndexOf(':')), port: Number(to.slice(to.lastIndexOf(':') + 1)) });
      return socket;
    };
    Object.assign(socket, { connect: begin });
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    setImmediate(begin);
    return socket as unknown as LinkSocket;
  }
}
