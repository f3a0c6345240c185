import type { ContainerSummary } from '../../domain/docker.js';
import type { LogSource } from '../../domain/host.js';
import { nameMatches } from '../../domain/name-pattern.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

export interface LogTarget {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
}

/**
 * The containers whose logs are followed: those named, or all that run when no container is named. Of several that
 * match one pattern the running ones, for the others are older versions; of none that runs, the newest.
 */
export function logTargets(sources: readonly LogSource[], list: readonly ContainerSummary[]): LogTarget[] {
  const patterns = sources.flatMap((source) => (source.kind === 'container' ? [source.container] : []));
  const all = list.map((container) => ({
    id: container.Id,
    name: sanitizeLine((container.Names[0] ?? '').replace(/^\//, '')) || container.Id.slice(0, 12),
    running:
      container.State === 'running' || container.State === 'restarting' || container.State === 'paused',
    created: container.Created,
  }));
  const chosen = new Map<string, LogTarget>();
  const take = ({ id, name, running }: LogTarget) => chosen.set(name, { id, name, running });
  if (patterns.length === 0 && sources.length === 0) {
    for (const container of all) if (container.running) take(container);
  }
  for (const pattern of patterns) {
    const matching = all.filter(({ name }) => nameMatches(pattern, name));
    const running = matching.filter((container) => container.running);
    const newest = matching.reduce<(typeof all)[number] | undefined>(
      (best, container) => (best && best.created >= container.created ? best : container),
      undefined,
    );
    if (running.length > 0) for (const container of running) take(container);
    else if (newest) take(newest);
  }
  return [...chosen.values()];
}
