import type { AwsReader } from '../../domain/access.js';
import { awsRead } from '../../domain/aws.js';
import { msg } from '../../domain/message.js';
import type { LogLevel } from '../../domain/model.js';
import type { TailState } from './container-tail.js';
import type { FloodGate } from './flood-gate.js';
import { levelOf, withContinuation } from './level.js';
import { lineText } from './line-text.js';
import type { NewLogLine } from './log-ring.js';
import { type LogEvent, parseLogEvents } from './parse-log-events.js';
import { PolledTail, type PolledTailOptions } from './polled-tail.js';

export interface CloudwatchTailOptions extends PolledTailOptions {
  readonly aws: AwsReader;
  readonly group: string;
  readonly source: string;
  readonly gate: FloodGate;
  readonly onLine: (line: NewLogLine) => void;
  /** Host clock, ms. */
  readonly now: () => number;
}

/** Each read is a process of about half a second of CPU. */
const everyMs = 15_000;
const failedMs = 30_000;
const historyMs = 10 * 60_000;
/** Events of other streams of the group come in later than their time says. */
const overlapMs = 20_000;
/** More events at once stay behind, and are read at once; after so many reads of a flood the rest is a gap. */
const mostEvents = 1000;
const mostReads = 3;
/** A flood is followed from this long ago on. */
const afterGapMs = 30_000;

/** Follows a log group of CloudWatch by asking again and again for what came since. */
export class CloudwatchTail extends PolledTail {
  readonly #options: CloudwatchTailOptions;
  /** By stream, so that a stack trace of one is not taken for that of another. */
  readonly #above = new Map<string, LogLevel>();
  #seen = new Map<string, number>();
  #newest: number | undefined;

  constructor(options: CloudwatchTailOptions) {
    super(options, { everyMs, failedMs });
    this.#options = options;
  }

  protected override async readOnce(signal: AbortSignal): Promise<TailState> {
    const { now } = this.#options;
    for (let reads = 1; ; reads++) {
      if (!(await this.#readMore(signal))) return { state: 'following' };
      if (reads < mostReads) continue;
      const at = now() - afterGapMs;
      if (at <= (this.#newest ?? 0)) return { state: 'following' };
      this.#newest = at;
      const { source, onLine } = this.#options;
      const note = msg('cloud.logs.gap');
      onLine({ source, stamp: '', at, level: 'none', stream: 'stdout', text: '', kind: 'gap', note });
    }
  }

  /** Whether there are more. */
  async #readMore(signal: AbortSignal): Promise<boolean> {
    const { aws, group, now } = this.#options;
    const since = Math.round(this.#newest === undefined ? now() - historyMs : this.#newest - overlapMs);
    const answer = await aws.read(awsRead('logEvents', group, String(since), String(mostEvents)), signal);
    const { events, more } = parseLogEvents(answer);
    let fresh = 0;
    for (const event of events) {
      if (this.#seen.has(event.id)) continue;
      this.#seen.set(event.id, event.at);
      fresh += 1;
      this.#take(event);
      if (event.at > (this.#newest ?? 0)) this.#newest = event.at;
    }
    this.#forget();
    // Where the overlap alone fills an answer there is no getting on by asking again.
    return more && fresh > 0;
  }

  #take({ at, stream, message }: LogEvent): void {
    const { source, gate, onLine } = this.#options;
    const raw = message.replace(/\n+$/, '');
    for (const line of raw.split('\n')) {
      if (!this.first && !gate.admits(source, '', at, () => levelOf(line.slice(0, 400)))) continue;
      const text = lineText(line, 0);
      const level = withContinuation(text, levelOf(text), this.#above.get(stream) ?? 'none');
      this.#above.set(stream, level);
      onLine({ source, stamp: '', at, level, stream: 'stdout', text, kind: 'line' });
    }
  }

  /** What lies before the overlap can not come again. */
  #forget(): void {
    const oldest = (this.#newest ?? 0) - overlapMs - 1000;
    this.#seen = new Map([...this.#seen].filter(([, at]) => at >= oldest));
    if (this.#above.size > 200) this.#above.clear();
  }
}
