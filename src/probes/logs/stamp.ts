/** The engine's time of a line. */
export interface Stamp {
  /** "sec.nanos" with nine digits of nanoseconds, as `since` takes it. */
  readonly stamp: string;
  /** ms since the epoch. */
  readonly at: number;
  /** Where the text begins. */
  readonly end: number;
}

const general = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) ?/;

let cachedSecond = '';
let cachedEpoch = 0;

/**
 * The RFC 3339 time with nanoseconds in front of a line of the engine; undefined without one.
 * The engine writes UTC with nine digits, which is the fast path; others may write an offset or fewer digits.
 */
export function parseStamp(line: string): Stamp | undefined {
  if (line.length >= 30 && line.charCodeAt(19) === 46 && line.charCodeAt(29) === 90) {
    const second = line.slice(0, 19);
    if (second !== cachedSecond) {
      const epoch = Date.parse(`${second}Z`) / 1000;
      if (!Number.isFinite(epoch)) return undefined;
      cachedSecond = second;
      cachedEpoch = epoch;
    }
    const nanos = line.slice(20, 29);
    const millis = Number(nanos.slice(0, 3));
    if (Number.isNaN(millis)) return undefined;
    const end = line.charCodeAt(30) === 32 ? 31 : 30;
    return { stamp: `${cachedEpoch}.${nanos}`, at: cachedEpoch * 1000 + millis, end };
  }
  const match = general.exec(line);
  if (!match) return undefined;
  const [whole, second = '', fraction = '', zone = ''] = match;
  const epoch = Date.parse(second + zone) / 1000;
  const nanos = fraction.padEnd(9, '0');
  return Number.isFinite(epoch)
    ? { stamp: `${epoch}.${nanos}`, at: epoch * 1000 + Number(nanos.slice(0, 3)), end: whole.length }
    : undefined;
}

/** Negative when `a` is earlier. */
export function compareStamps(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The stamp so many milliseconds earlier; later, when they are negative. */
export function stampBefore(stamp: string, ms: number): string {
  const dot = stamp.indexOf('.');
  const nanos = Number(stamp.slice(dot + 1)) - ms * 1e6;
  const carried = Math.floor(nanos / 1e9);
  const seconds = Number(stamp.slice(0, dot)) + carried;
  return seconds < 0 ? '0.000000000' : `${seconds}.${String(nanos - carried * 1e9).padStart(9, '0')}`;
}
