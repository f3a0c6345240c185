import type { DockerReader } from '../domain/access.js';
import type { ContainerSummary } from '../domain/docker.js';
import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import { type ContainerFacts, factsOf } from './facts.js';

/** At most this many answers are under way, since each may be a channel of the link. */
const atOnce = 6;
/** A host with more containers than this shows the newest of them. */
const most = 120;

/** One list, then the details side by side; a container that is gone meanwhile is left out. */
export async function readContainers(
  docker: Pick<DockerReader, 'list' | 'inspect'>,
  signal: AbortSignal,
): Promise<readonly ContainerFacts[]> {
  const waiting = worthwhile(await docker.list(signal));
  const found: ContainerFacts[] = [];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const summary = one;
      const detail = await docker.inspect(summary.Id, signal).catch(() => undefined);
      if (detail) found.push(factsOf(summary, detail));
    }
  };
  const expected = waiting.length;
  await Promise.all(Array.from({ length: atOnce }, next));
  if (found.length === 0 && expected > 0) {
    throw fail('timeout', msg('discovery.no-details', { count: expected }));
  }
  return found;
}

/** Those that run first; of the ended ones the newest. */
const worthwhile = (list: readonly ContainerSummary[]): ContainerSummary[] =>
  list.toSorted((a, b) => Number(isEnded(a)) - Number(isEnded(b)) || b.Created - a.Created).slice(0, most);

const isEnded = ({ State }: ContainerSummary): boolean =>
  State === 'exited' || State === 'created' || State === 'dead';
