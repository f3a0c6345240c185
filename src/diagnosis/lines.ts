import type { ContainersData, LogLine } from '../domain/model.js';
import type { ErrorLine } from './view.js';

const mostLines = 200;
const perSource = 30;
/** A ring may hold a hundred thousand lines; a diagnosis looks at its newest end only. */
const mostScanned = 5000;

/**
 * The lines that may name a cause: errors of any source, and for a container that is down or unwell its last
 * 30 lines whatever their level, because a crash often tells its reason without one. Oldest first, at most 200.
 */
export function selectLines(
  lines: readonly LogLine[],
  containers: ContainersData | undefined,
): readonly ErrorLine[] {
  const unwell = new Set(
    (containers?.rows ?? [])
      .filter((row) => row.state !== 'running' || row.health === 'unhealthy' || row.health === 'starting')
      .map((row) => row.name),
  );
  const taken = new Map<string, number>();
  const chosen: ErrorLine[] = [];
  const end = Math.max(0, lines.length - mostScanned);
  for (let i = lines.length - 1; i >= end && chosen.length < mostLines; i--) {
    const line = lines[i];
    if (line?.kind !== 'line') continue;
    const count = taken.get(line.source) ?? 0;
    const isError = line.level === 'error' || line.level === 'fatal';
    if (!(unwell.has(line.source) ? count < perSource : isError && count < perSource)) continue;
    taken.set(line.source, count + 1);
    chosen.push({ source: line.source, text: line.text, at: line.at });
  }
  return chosen.reverse();
}
