import { clockMark, standardFiles } from './metrics-script.js';

export interface ParsedTick {
  readonly sections: ReadonlyMap<string, string>;
  /** Host clock minus uptime, ms since the epoch; only in ticks that asked for the clock. */
  readonly bootedAt?: number;
}

const names = new Map<string, string>(Object.entries(standardFiles).map(([name, path]) => [path, name]));

/**
 * Takes the text of one tick apart: an optional clock line, then `==> path <==` headers as head(1) writes them, each
 * but the first after a line break of its own. Only headers of the paths asked for count, so a file cannot invent one.
 */
export function parseTick(text: string, paths: readonly string[]): ParsedTick {
  let rest = text;
  let bootedAt: number | undefined;
  if (rest.startsWith(clockMark)) {
    const end = rest.indexOf('\n');
    bootedAt = parseClock(rest.slice(clockMark.length, end));
    rest = rest.slice(end + 1);
  }
  const wanted = new Set([...names.keys(), ...paths]);
  const found: { path: string; from: number; header: number }[] = [];
  for (const match of rest.matchAll(/^==> (\/\S+) <==\n/gm)) {
    const path = match[1]!;
    if (wanted.delete(path)) found.push({ path, from: match.index + match[0].length, header: match.index });
  }
  const sections = new Map<string, string>();
  for (const [index, { path, from }] of found.entries()) {
    const next = found[index + 1];
    sections.set(names.get(path) ?? path, rest.slice(from, next ? next.header - 1 : rest.length));
  }
  return bootedAt === undefined ? { sections } : { sections, bootedAt };
}

/** `<seconds>.<nanoseconds> <uptime seconds> <idle>`; date(1) of busybox has no nanoseconds. */
function parseClock(line: string): number | undefined {
  const [now, uptime] = line.split(' ');
  const bootedAt = (Number.parseFloat(now ?? '') - Number.parseFloat(uptime ?? '')) * 1000;
  return Number.isFinite(bootedAt) ? bootedAt : undefined;
}

/** Milliseconds since boot of /proc/uptime (10 ms steps). */
export function uptimeMs(sections: ReadonlyMap<string, string>): number | undefined {
  const seconds = Number.parseFloat(sections.get('uptime') ?? '');
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
