import type { LogLine } from './model.js';
import type { Pattern } from './pattern.js';

/** Which lines of the ring are wanted. */
export interface LogSelection {
  /** Lines that do not match are left out. */
  readonly filter?: Pattern;
  readonly minLevel: 'all' | 'warn' | 'error';
  /** Only this source. */
  readonly source?: string;
  /** Only lines from here on (host clock, ms). */
  readonly sinceAt?: number;
}

/** Reading access to the log lines in memory; the lines themselves never enter the store. */
export interface LogLines {
  /** The newest `count` selected lines up to and including `end` (default: the newest), oldest first. */
  upTo(selection: LogSelection, end: number | undefined, count: number): readonly LogLine[];
  /** Up to `count` selected lines from `start` on, oldest first. */
  from(selection: LogSelection, start: number, count: number): readonly LogLine[];
  /** The next selected line after (1) or before (-1) `from` that passes the test; undefined from = the newest end. */
  find(
    selection: LogSelection,
    from: number | undefined,
    by: 1 | -1,
    test: (line: LogLine) => boolean,
  ): LogLine | undefined;
  /** The line `by` selected lines away from `from`, clamped to the ends. */
  step(selection: LogSelection, from: number | undefined, by: number): LogLine | undefined;
  /** How many lines are selected. */
  count(selection: LogSelection): number;
}
