import type { HostTick } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { errorText } from '../error-text.js';
import type { RemoteProcess } from '../remote-link.js';
import { endMark, metricsScript, tickRequest } from './metrics-script.js';
import { parseTick, uptimeMs } from './parse-tick.js';

/** The host clock is asked for this often; between, it is uptime plus the last offset. date(1) costs a process. */
const clockEveryTicks = 15;

export const metricsArgv = ['sh', '-c', metricsScript] as const;

interface Waiting {
  readonly sequence: number;
  readonly paths: readonly string[];
  readonly askedAt: number;
  resolve(tick: HostTick): void;
  reject(error: Error): void;
}

/** One running metrics loop at the host; it dies with its channel, and then a new one is made. */
export class MetricsLoop {
  readonly #process: RemoteProcess;
  #sequence = 0;
  #bootedAt: number | undefined;
  #clockAge = clockEveryTicks;
  #received: Buffer[] = [];
  #waiting: Waiting | undefined;
  #stderr = '';
  #ended = false;

  constructor(process: RemoteProcess) {
    this.#process = process;
    process.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    process.stderr.on('data', (chunk: Buffer) => {
      if (this.#stderr.length < 1000) this.#stderr += chunk.toString('utf8');
    });
    const ended = (error?: Error) => this.#end(error);
    for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', ended);
    process.exit.then(() => ended(), ended);
  }

  /** True once the remote process is gone. */
  get ended(): boolean {
    return this.#ended;
  }

  /** One at a time; a reply that comes after its deadline is recognised by its sequence number and dropped. */
  tick(paths: readonly string[], signal: AbortSignal): Promise<HostTick> {
    const sequence = ++this.#sequence;
    const withClock = this.#bootedAt === undefined || ++this.#clockAge >= clockEveryTicks;
    const request = tickRequest(sequence, withClock, paths);
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#failure());
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      this.#waiting = { sequence, paths, askedAt: performance.now(), resolve, reject };
      this.#process.stdin.write(request);
    });
  }

  close(): void {
    this.#process.close();
    this.#end();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    if (!chunk.includes('\n')) return;
    let text = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
    for (;;) {
      const mark = text.indexOf(`\n${endMark}`);
      const lineEnd = mark < 0 ? -1 : text.indexOf('\n', mark + 1);
      if (lineEnd < 0) break;
      const sequence = Number(text.toString('utf8', mark + 1 + endMark.length, lineEnd));
      this.#reply(sequence, text.toString('utf8', 0, mark));
      text = text.subarray(lineEnd + 1);
    }
    this.#received = text.length > 0 ? [text] : [];
  }

  #reply(sequence: number, text: string): void {
    const waiting = this.#waiting;
    if (!waiting || waiting.sequence !== sequence) return;
    this.#waiting = undefined;
    const rttMs = performance.now() - waiting.askedAt;
    const { sections, bootedAt } = parseTick(text, waiting.paths);
    if (bootedAt !== undefined) {
      this.#bootedAt = bootedAt;
      this.#clockAge = 0;
    }
    const uptime = uptimeMs(sections);
    if (uptime === undefined || this.#bootedAt === undefined) {
      waiting.reject(
        fail('unsupported', msg('access.host.no-proc'), {
          detail: errorText(this.#stderr || text.slice(0, 200)),
          next: msg('access.host.no-proc.next'),
        }),
      );
      return;
    }
    waiting.resolve({ sections, hostNow: Math.round(this.#bootedAt + uptime), rttMs });
  }

  #end(error?: Error): void {
    this.#ended = true;
    this.#waiting?.reject(this.#failure(error));
    this.#waiting = undefined;
  }

  #failure(cause?: Error): Error {
    // What runs in the place of the loop may speak on either stream.
    const said = errorText(this.#stderr || Buffer.concat(this.#received).toString('utf8', 0, 500));
    return fail('unreachable', msg('access.host.loop-ended'), {
      ...(said ? { detail: said } : {}),
      next: msg('access.host.loop-ended.next'),
      cause,
    });
  }
}
