import { msg } from '../../domain/message.js';
import type { LogLevel } from '../../domain/model.js';
import type { FloodGate } from './flood-gate.js';
import { levelOf, withContinuation } from './level.js';
import { lineText } from './line-text.js';
import type { NewLogLine } from './log-ring.js';
import { ResumePoint } from './resume-point.js';
import { SeenStamps } from './seen-stamps.js';
import { parseStamp } from './stamp.js';

export type StreamName = 'stdout' | 'stderr';

export interface LineIntakeOptions {
  readonly source: string;
  readonly gate: FloodGate;
  readonly onLine: (line: NewLogLine) => void;
  /** Host clock, ms: for lines without a time of their own. */
  readonly now: () => number;
}

/** Older than the newest line by more than this, a line is a repeat of the engine's or came with a clock step. */
const lateMs = 2000;
const longKey = 512;

/** Lines of one container as the engine sends them: stamp, repeat, level, flood, harmless text. */
export class LineIntake {
  readonly #options: LineIntakeOptions;
  readonly #resume = new ResumePoint();
  readonly #seen = new SeenStamps();
  readonly #above: Record<StreamName, LogLevel> = { stdout: 'none', stderr: 'none' };
  #newestAt = 0;
  #again = false;
  /** Histories are wanted whole; only live lines can be a flood. */
  #live = false;

  constructor(options: LineIntakeOptions) {
    this.#options = options;
  }

  get since(): string | undefined {
    return this.#resume.since;
  }

  /** A new stream begins. `live`: it follows, so that too many lines a second are thinned out. */
  begin(live: boolean): void {
    this.#resume.begin();
    this.#live = live;
  }

  take(stream: StreamName, raw: string, bytesLeftOut: number): void {
    const stamp = parseStamp(raw);
    if (!stamp) {
      // The engine stamps every line: only a broken stream ends up here.
      if (raw !== '') this.#emit(stream, '', this.#options.now(), raw, bytesLeftOut);
      return;
    }
    if (!this.#resume.accept(stamp.stamp, `${stream} ${keyOf(raw)}`)) return;
    if (this.#resume.takeGap()) this.#gap(stamp.stamp, stamp.at);
    if (this.#isSentAgain(stamp.stamp, stamp.at)) return;
    const level = () => levelOf(raw.slice(stamp.end, stamp.end + 400));
    if (this.#live && !this.#options.gate.admits(this.#options.source, stamp.stamp, stamp.at, level)) return;
    this.#emit(stream, stamp.stamp, stamp.at, raw.slice(stamp.end), bytesLeftOut);
  }

  /** When it rotates a log, the engine may send a whole file again, up to the newest line. */
  #isSentAgain(stamp: string, at: number): boolean {
    if (at > this.#newestAt) {
      this.#newestAt = at;
      this.#again = false;
    } else if ((this.#again || at < this.#newestAt - lateMs) && this.#seen.has(stamp)) {
      this.#again = true;
      return true;
    }
    this.#seen.mark(stamp);
    return false;
  }

  #emit(stream: StreamName, stamp: string, at: number, raw: string, bytesLeftOut: number): void {
    const text = lineText(raw, bytesLeftOut);
    const level = withContinuation(text, levelOf(text), this.#above[stream]);
    this.#above[stream] = level;
    this.#options.onLine({ source: this.#options.source, stamp, at, level, stream, text, kind: 'line' });
  }

  #gap(stamp: string, at: number): void {
    const { source, onLine } = this.#options;
    const note = msg('logs.gap.rotated');
    onLine({ source, stamp, at, level: 'none', stream: 'stdout', text: '', kind: 'gap', note });
  }
}

/** Long lines are told apart by a hash: 512 of them are remembered for every source. */
function keyOf(raw: string): string {
  if (raw.length <= longKey) return raw;
  let hash = 0x811c9dc5;
  for (let i = 0; i < raw.length; i++) hash = Math.imul(hash ^ raw.charCodeAt(i), 0x01000193);
  return `${raw.length}:${hash}`;
}
