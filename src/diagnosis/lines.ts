import type { ContainersData, LogLine } from '../domain/model.js';
import { isJobSuccess, isPushed, jobSignatureOf } from './job-signatures.js';
import type { ErrorLine } from './view.js';

const mostLines = 200;
const perSource = 30;
/** A ring may hold a hundred thousand lines; a diagnosis looks at its newest end only. */
const mostScanned = 5000;

/** What a line is taken for; each has a room of its own, so that the one does not push out the other. */
type Reason = 'error' | 'job' | 'last-words';

const rooms: Readonly<Record<Reason, number>> = { error: perSource, job: 5, 'last-words': perSource };

/**
 * The lines that may name a cause: errors of any source; what a recurring job says of its runs, whatever the level; and of
 * a container that is down or unwell (or a source that is called so) its last 30 lines, because a crash often tells its
 * reason without a level. Oldest first, at most 200.
 */
export function selectLines(
  lines: readonly LogLine[],
  containers: ContainersData | undefined,
  unwellSources: readonly string[] = [],
): readonly ErrorLine[] {
  const unwell = new Set([
    ...unwellSources,
    ...(containers?.rows ?? [])
      .filter((row) => row.state !== 'running' || row.health === 'unhealthy' || row.health === 'starting')
      .map((row) => row.name),
  ]);
  const taken = new Map<string, number>();
  const chosen: ErrorLine[] = [];
  const end = Math.max(0, lines.length - mostScanned);
  for (let i = lines.length - 1; i >= end && chosen.length < mostLines; i--) {
    const line = lines[i];
    if (line?.kind !== 'line') continue;
    const reason = reasonFor(line, unwell);
    if (!reason) continue;
    const room = `${reason} ${line.source}`;
    const count = taken.get(room) ?? 0;
    if (count >= rooms[reason]) continue;
    taken.set(room, count + 1);
    chosen.push({ source: line.source, text: line.text, at: line.at });
  }
  return chosen.reverse();
}

function reasonFor({ level, source, text }: LogLine, unwell: ReadonlySet<string>): Reason | undefined {
  if (level === 'error' || level === 'fatal') return 'error';
  if (isJobSuccess(text) || isPushed(text) || (level === 'warn' && jobSignatureOf(text))) return 'job';
  return unwell.has(source) ? 'last-words' : undefined;
}
