import type { HostReader, HostTick } from '../../domain/access.js';
import { msg } from '../../domain/message.js';
import { argvOf, type ReadCommand } from '../../domain/read-commands.js';
import { attempt } from '../attempt.js';
import { outputOf } from '../process-output.js';
import type { RemoteLink } from '../remote-link.js';
import { Turns } from '../turns.js';
import { MetricsLoop, metricsArgv } from './metrics-loop.js';

const tickTimeoutMs = 5_000;
const commandTimeoutMs = 10_000;
const maxOutputBytes = 1024 * 1024;
/** Whoever waits for a command slot of the link has given up after this long. */
const wantedMs = 10_000;

/**
 * Metrics over one exec channel for the life of a connection, and the closed list of read-only commands. Where a host
 * runs so few commands at once that others have to wait (MaxSessions), the channel is given up after each tick.
 */
export class LinkHostReader implements HostReader {
  readonly #link: RemoteLink;
  #loop: { readonly epoch: number; readonly loop: MetricsLoop } | undefined;
  readonly #turns = new Turns();
  readonly #unfollow: (() => void) | undefined;
  #ticking = false;
  #wantedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(link: RemoteLink) {
    this.#link = link;
    this.#unfollow = link.onExecWaiting?.(() => this.#giveWay());
  }

  tick(paths: readonly string[], signal: AbortSignal): Promise<HostTick> {
    const what = msg('access.what.metrics');
    const work = (inner: AbortSignal) =>
      this.#turns.take(inner, () => this.#tick(paths, inner), tickTimeoutMs);
    return attempt(this.#link, { what, timeoutMs: tickTimeoutMs, signal }, work).then((tick) => {
      this.#link.noteRoundTrip(tick.rttMs);
      return tick;
    });
  }

  run(command: ReadCommand, signal: AbortSignal): Promise<{ stdout: string; stderr: string; code: number }> {
    const argv = ['env', 'LC_ALL=C', ...argvOf(command)];
    const what = msg('access.what.command', { command: command.id });
    return attempt(this.#link, { what, timeoutMs: commandTimeoutMs, signal }, async (inner) => {
      const process = await this.#link.exec(argv, inner);
      return outputOf(process, { what, maxBytes: maxOutputBytes, signal: inner });
    });
  }

  close(): void {
    this.#closed = true;
    this.#unfollow?.();
    this.#drop();
  }

  async #tick(paths: readonly string[], signal: AbortSignal): Promise<HostTick> {
    this.#ticking = true;
    try {
      return await (await this.#open(signal)).tick(paths, signal);
    } finally {
      this.#ticking = false;
      if (performance.now() - this.#wantedAt < wantedMs) this.#drop();
    }
  }

  /** A command waits for its turn: the loop ends now, or once its tick has come. */
  #giveWay(): void {
    this.#wantedAt = performance.now();
    if (!this.#ticking) this.#drop();
  }

  #drop(): void {
    this.#loop?.loop.close();
    this.#loop = undefined;
  }

  async #open(signal: AbortSignal): Promise<MetricsLoop> {
    const { epoch } = this.#link.status;
    if (this.#loop && this.#loop.epoch === epoch && !this.#loop.loop.ended) return this.#loop.loop;
    this.#drop();
    const loop = new MetricsLoop(await this.#link.exec(metricsArgv, signal));
    if (signal.aborted || this.#closed) loop.close();
    else this.#loop = { epoch, loop };
    return loop;
  }
}
