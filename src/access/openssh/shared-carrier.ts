import type { Duplex } from 'node:stream';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Attempt } from '../ssh/attempt.js';
import type { Carrier, CommandChannel, OnChannel, Pty } from '../ssh/carrier.js';
import type { Endpoint } from '../ssh/channel-failures.js';
import type { CommandOrder } from '../ssh/command-order.js';
import type { ResolvedHost } from '../ssh/ssh-config.js';
import { MuxSocket } from './mux-socket.js';
import type { ProcessChannel } from './process-channel.js';
import { SharedForwards } from './shared-forwards.js';
import type { SharedMaster } from './shared-master.js';
import { destinationArguments } from './ssh-command.js';
import { type SharedSsh, startCommand } from './start-command.js';

const heartbeatMs = 1000;

type Counted = Duplex & { readonly bytesRead: number; readonly bytesWritten: number };

/**
 * A connection that the operator opened by ControlMaster. Commands are further ssh clients of it, forwards are asked of
 * it; it is never ended, and has nothing of ours left when we go. Proxy mode would be simpler, but a channel that the
 * host refused kills the master once such a client hangs up.
 */
export class SharedCarrier implements Carrier {
  readonly client = 'openssh';
  readonly hostKey: string;
  readonly #ssh: SharedSsh;
  readonly #watch: MuxSocket;
  readonly #forwards: SharedForwards;
  readonly #commands = new Set<ProcessChannel>();
  readonly #counted = new Set<Counted>();
  readonly #past = { in: 0, out: 0 };
  #gone = false;
  #on = { heard: () => {}, lost: (_detail?: string) => {} };
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(ssh: SharedSsh, watch: MuxSocket, pid: number) {
    this.#ssh = ssh;
    this.#watch = watch;
    this.#forwards = new SharedForwards(ssh.control);
    this.hostKey = `ControlMaster:${pid}`;
    watch.listen(
      () => {},
      () => this.#lost(),
    );
    this.#beat();
  }

  get bytesIn(): number {
    return [...this.#counted].reduce((sum, channel) => sum + channel.bytesRead, this.#past.in);
  }

  get bytesOut(): number {
    return [...this.#counted].reduce((sum, channel) => sum + channel.bytesWritten, this.#past.out);
  }

  get gone(): boolean {
    return this.#gone;
  }

  listen(on: { heard(): void; lost(detail?: string): void }): void {
    this.#on = on;
    if (this.#gone) process.nextTick(() => on.lost());
  }

  openForward(endpoint: Endpoint, done: OnChannel<Duplex>): void {
    this.#forwards.open(endpoint).then(
      (socket) => {
        this.#count(socket);
        done(undefined, socket);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }

  openCommand(order: CommandOrder, pty: Pty | undefined, done: OnChannel<CommandChannel>): void {
    if (this.#gone) throw new Error('the connection is lost');
    this.#start(order.send().toString(), pty, done);
  }

  async end(): Promise<void> {
    for (const command of this.#commands) command.destroy();
    await this.#forwards.close().catch(() => {});
    this.destroy();
  }

  destroy(): void {
    this.#lost();
    this.#watch.socket.destroy();
    void this.#forwards.close().catch(() => {});
  }

  #start(command: string, pty: Pty | undefined, done: OnChannel<ProcessChannel>): void {
    startCommand(this.#ssh, command, pty, (error, channel) => {
      if (channel) {
        this.#commands.add(channel);
        channel.once('close', () => this.#commands.delete(channel));
        channel.onHeard = () => this.#on.heard();
        this.#count(channel);
      }
      done(error, channel);
    });
  }

  #count(channel: Counted): void {
    this.#counted.add(channel);
    channel.once('close', () => {
      this.#counted.delete(channel);
      this.#past.in += channel.bytesRead;
      this.#past.out += channel.bytesWritten;
    });
  }

  /**
   * A command that echoes what it is sent. Where the host has no session left for it, its master's own ServerAliveInterval
   * is what notices a dead connection.
   */
  #beat(): void {
    const alone = () => {
      clearInterval(this.#heartbeat);
      if (!this.#gone) this.#heartbeat = setInterval(() => this.#on.heard(), heartbeatMs);
    };
    this.#start('exec cat', undefined, (_error, echo) => {
      if (this.#gone) echo?.destroy();
      if (!echo || this.#gone) {
        alone();
        return;
      }
      echo.resume();
      echo.once('close', alone);
      this.#heartbeat = setInterval(() => echo.write('.'), heartbeatMs);
    });
  }

  #lost(): void {
    if (this.#gone) return;
    this.#gone = true;
    clearInterval(this.#heartbeat);
    this.#on.lost();
    for (const command of this.#commands) command.destroy();
  }
}

/** Joins the master; rejects with a FailureError when it has gone meanwhile. */
export async function joinSharedMaster(
  { control, pid }: SharedMaster,
  resolved: ResolvedHost,
  attempt: Attempt,
  env: NodeJS.ProcessEnv,
): Promise<Carrier> {
  attempt.onPhase('connecting');
  const destination = await destinationArguments(resolved);
  try {
    return new SharedCarrier({ control, destination, env }, await MuxSocket.open(control), pid);
  } catch (cause) {
    throw fail('unreachable', msg('link.lost'), { next: msg('link.lost.next'), cause });
  }
}
