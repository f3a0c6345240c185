import type { HostEntry, Stack } from '../domain/host.js';
import { findCelery } from './celery.js';
import type { Draft } from './draft.js';
import type { ContainerFacts } from './facts.js';
import { isRails, isSolidQueue } from './kinds.js';
import { identifierOf } from './name.js';
import { type Placed, placeContainers } from './placed.js';
import { findPostgres } from './postgres.js';
import { findRedis } from './redis.js';
import { rankOf } from './role.js';
import { composeStack } from './stack.js';
import { findTlsChecks } from './tls-checks.js';

/** Logs of more containers than this would drown each other. */
const maxLogs = 16;

/** What a host's containers say about it; pure. */
export function describeHost(all: readonly ContainerFacts[], bare: HostEntry): Draft {
  const placed = placeContainers(all);
  const main = mainGroup(placed);
  const ordered = placed.toSorted(
    (a, b) =>
      Number(groupKey(b) === main) - Number(groupKey(a) === main) ||
      groupKey(a).localeCompare(groupKey(b)) ||
      rankOf(a.role) - rankOf(b.role) ||
      a.pattern.localeCompare(b.pattern),
  );
  const patterns = [...new Map(ordered.map((one) => [one.pattern, one])).values()];
  const celery = findCelery(ordered, findRedis(ordered));
  return {
    host: {
      ...bare,
      stack: stackOf(ordered.filter((one) => groupKey(one) === main)),
      containers: patterns.map(({ pattern, role }) => ({ name: pattern, ...(role ? { role } : {}) })),
      checks: findTlsChecks(placed),
      logs: patterns
        .filter(({ role }) => role !== 'redis' && role !== 'monitor')
        .slice(0, maxLogs)
        .map(({ pattern }) => ({ kind: 'container', container: pattern })),
    },
    postgres: findPostgres(ordered),
    redis: celery.redis,
    queues: celery.queues,
    expectsSolidQueue: all.some((one) => isSolidQueue(one) || isRails(one)),
  };
}

const groupKey = ({ group }: Placed): string => (group.kind === 'plain' ? '' : `${group.kind} ${group.name}`);

const weights: Readonly<Record<string, number>> = { proxy: 1, monitor: 0 };

/** The deployment that does most of the work here: applications and their data weigh more than what stands before them. */
function mainGroup(placed: readonly Placed[]): string {
  const sums = new Map<string, number>();
  for (const one of new Map(placed.map((each) => [each.pattern, each])).values()) {
    if (one.group.kind === 'plain') continue;
    const key = groupKey(one);
    sums.set(key, (sums.get(key) ?? 0) + (weights[one.role ?? ''] ?? 3));
  }
  const [first] = [...sums].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return first?.[0] ?? '';
}

function stackOf(main: readonly Placed[]): Stack {
  const group = main[0]?.group;
  if (group?.kind === 'compose') {
    return composeStack(
      group.name,
      main.map(({ facts }) => facts),
    );
  }
  if (group?.kind === 'kamal' && identifierOf(group.name) === group.name) {
    return { kind: 'kamal', service: group.name };
  }
  return { kind: 'plain' };
}
