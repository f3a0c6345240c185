import type { EvidenceLine } from '../../../domain/evidence.js';
import { dataOf } from '../../../domain/snapshot.js';
import type { StepReaders } from '../../../domain/step-probe.js';
import { LineSplitter } from '../../logs/line-splitter.js';
import { lineText } from '../../logs/line-text.js';
import { parseStamp } from '../../logs/stamp.js';
import { hostClock } from '../live/host-clock.js';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** "90s", "5m", "2h", "1d" in seconds; undefined when it is none of these. */
export function secondsOf(since: string | undefined): number | undefined {
  const [, number, unit = ''] = /^(\d{1,6})([smhd])$/.exec(since ?? '') ?? [];
  return number === undefined ? undefined : Number(number) * (unitSeconds[unit] ?? 1);
}

type Bounds = { readonly tail: number; readonly seconds: number | undefined };

/** A line with the time at which the engine got it (host's clock, ms), where it says so. */
export interface StampedLine {
  readonly line: EvidenceLine;
  readonly at: number | undefined;
}

/** The last lines of a container, of the last so many seconds, as they may be shown. */
export const readLines = async (
  from: StepReaders,
  container: string,
  bounds: Bounds,
  signal: AbortSignal,
): Promise<readonly EvidenceLine[]> =>
  (await readStampedLines(from, container, bounds, signal)).map(({ line }) => line);

/** The same with their times. */
export async function readStampedLines(
  from: StepReaders,
  container: string,
  { tail, seconds }: Bounds,
  signal: AbortSignal,
): Promise<readonly StampedLine[]> {
  const lines: StampedLine[] = [];
  const splitter = (stream: EvidenceLine['stream']) =>
    new LineSplitter((raw, leftOut) => {
      const stamp = parseStamp(raw);
      const text = lineText(raw.slice(stamp?.end ?? 0), leftOut);
      lines.push({ line: { text, stream }, at: stamp?.at });
    });
  const splitters = { stdout: splitter('stdout'), stderr: splitter('stderr') };
  const since = seconds === undefined ? {} : { since: (hostClock(from) / 1000 - seconds).toFixed(3) };
  await from.readers.docker.logs(
    container,
    { follow: false, tail, ...since, tty: await hasTty(from, container, signal) },
    (stream, chunk) => splitters[stream].push(chunk),
    signal,
  );
  signal.throwIfAborted();
  splitters.stdout.flush();
  splitters.stderr.flush();
  return lines;
}

/** The engine marks the streams of a container only when it has no terminal. */
async function hasTty({ live, readers }: StepReaders, name: string, signal: AbortSignal): Promise<boolean> {
  const known = dataOf(live.containers())?.rows.find((row) => row.name === name);
  return known ? known.tty : ((await readers.docker.inspect(name, signal)).Config.Tty ?? false);
}
