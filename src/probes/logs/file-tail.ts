import type { HostReader } from '../../domain/access.js';
import { msg } from '../../domain/message.js';
import type { LogLevel } from '../../domain/model.js';
import { readCommand } from '../../domain/read-commands.js';
import type { TailState } from './container-tail.js';
import type { FloodGate } from './flood-gate.js';
import { levelOf, withContinuation } from './level.js';
import { lineText } from './line-text.js';
import { lineTime } from './line-time.js';
import type { NewLogLine } from './log-ring.js';
import { newLines } from './new-lines.js';
import { PolledTail, type PolledTailOptions } from './polled-tail.js';

export interface FileTailOptions extends Omit<PolledTailOptions, 'pace'> {
  readonly host: HostReader;
  readonly path: string;
  readonly source: string;
  readonly gate: FloodGate;
  readonly onLine: (line: NewLogLine) => void;
  /** Host clock, ms. */
  readonly now: () => number;
}

const everyMs = 2000;
const failedMs = 15_000;
/** A file that grows by more lines in two seconds has a gap, which is marked. */
const lines = 500;

/** Follows a file of the host by reading its last lines again and again. */
export class FileTail extends PolledTail {
  readonly #options: FileTailOptions;
  #known: readonly string[] = [];
  #above: LogLevel = 'none';

  constructor(options: FileTailOptions) {
    super(options, { everyMs, failedMs });
    this.#options = options;
  }

  protected override async readOnce(signal: AbortSignal): Promise<TailState> {
    const { host, path, source, gate, onLine, now } = this.#options;
    const { stdout, code } = await host.run(readCommand('tail', path, String(lines)), signal);
    if (code !== 0) {
      return { state: 'failed', why: msg('logs.why.unreadable', { path: source }) };
    }
    // Behind the last line break stands a line that is still being written.
    const all = stdout.split('\n').slice(0, -1);
    const { lines: fresh, gap } = newLines(this.#known, all);
    this.#known = all;
    const common = { source, stamp: '', stream: 'stdout' } as const;
    if (gap) {
      onLine({ ...common, at: now(), level: 'none', text: '', kind: 'gap', note: msg('logs.gap.rotated') });
    }
    for (const raw of fresh) {
      const at = lineTime(raw) ?? now();
      if (!this.first && !gate.admits(source, '', at, () => levelOf(raw.slice(0, 400)))) continue;
      const text = lineText(raw, 0);
      this.#above = withContinuation(text, levelOf(text), this.#above);
      onLine({ ...common, at, level: this.#above, text, kind: 'line' });
    }
    return { state: 'following' };
  }
}
