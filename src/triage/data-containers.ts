import { withoutDockerWay } from '../domain/docker-way.js';
import type { HostEntry } from '../domain/host.js';
import { nameMatches } from '../domain/name-pattern.js';
import type { Plan } from '../domain/perform.js';

/** What interrupts or opens up a container; starting one does neither. */
const disturbing = new Set(['restart', 'stop', 'kill', 'rm', 'pause', 'update']);

/**
 * A plan that a single key would confirm asks for the typed name where it disturbs a database or a Redis server of the
 * host entry: everything that stands on such a container goes down with it.
 */
export function withDataFloor(plan: Plan, { postgres, redis }: HostEntry): Plan {
  if (plan.confirm !== 'key') return plan;
  const { run } = plan;
  const words = run.kind === 'sql' ? [] : withoutDockerWay(run.argv);
  const disturbs = run.kind === 'shell' || (words[0] === 'docker' && disturbing.has(words[1] ?? ''));
  if (!disturbs) return plan;
  const data = [...postgres, ...redis].flatMap(({ address }) =>
    address.kind === 'container' ? [address.container] : [],
  );
  return words.some((word) => data.some((name) => nameMatches(name, word)))
    ? { ...plan, risk: 'high', confirm: 'name' }
    : plan;
}
