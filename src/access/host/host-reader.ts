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

/** Metrics over one exec channel for the life of a connection, and the closed list of read-only commands. */
export class LinkHostReader implements HostReader {
  readonly #link: RemoteLink;
  #loop: { readonly epoch: number; readonly loop: MetricsLoop } | undefined;
  readonly #turns = new Turns();
  #closed = false;

  constructor(link: RemoteLink) {
    this.#link = link;
  }

  tick(paths: readonly string[], signal: AbortSignal): Promise<HostTick> {
    const what = msg('access.what.metrics');
    const work = (inner: AbortSignal) =>
      this.#turns.take(inner, async () => (await this.#open(inner)).tick(paths, inner), tickTimeoutMs);
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
    this.#loop?.loop.close();
    this.#loop = undefined;
  }

  async #open(signal: AbortSignal): Promise<MetricsLoop> {
    const { epoch } = this.#link.status;
    if (this.#loop && this.#loop.epoch === epoch && !this.#loop.loop.ended) return this.#loop.loop;
    this.#loop?.loop.close();
    this.#loop = undefined;
    const loop = new MetricsLoop(await this.#link.exec(metricsArgv, signal));
    if (signal.aborted || this.#closed) loop.close();
    else this.#loop = { epoch, loop };
    return loop;
  }
}
