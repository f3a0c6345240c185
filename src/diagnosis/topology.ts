import type { HostEntry } from '../domain/host.js';
import type { ContainerRow } from '../domain/model.js';
import { nameMatches } from '../domain/name-pattern.js';

/**
 * Where a container stands in the way of a request: gateway → web → app → data; `jobs` work beside it.
 * What stands further back can break what stands before it.
 */
export type Tier = 'data' | 'app' | 'web' | 'gateway' | 'jobs';

const depends: Readonly<Record<Tier, readonly Tier[]>> = {
  gateway: ['web', 'app', 'data'],
  web: ['app', 'data'],
  app: ['data'],
  jobs: ['data'],
  data: [],
};

/** Whether trouble of the one can come from the other. */
export const canBreak = (cause: Tier, symptom: Tier): boolean => depends[symptom].includes(cause);

/** Whether a request from outside passes through it. */
export const servesRequests = (tier: Tier): boolean => tier !== 'jobs';

const words: readonly (readonly [RegExp, Tier])[] = [
  [/(^|[^a-z])(gateway|npm|traefik|kamal-proxy|proxy|caddy|haproxy|ingress)([^a-z]|$)/, 'gateway'],
  [/(^|[^a-z])(worker|beat|celery|sidekiq|scheduler|cron|jobs?|queue|flower)([^a-z]|$)/, 'jobs'],
  [
    /(^|[^a-z])(db|database|postgres(ql)?|mysql|mariadb|redis|valkey|memcached|elasticsearch|minio)([^a-z]|$)/,
    'data',
  ],
  [/(^|[^a-z])(api|app|backend|server|rails|puma|django|uvicorn|gunicorn)([^a-z]|$)/, 'app'],
  [/(^|[^a-z])(web|nginx|frontend|front|static|ui)([^a-z]|$)/, 'web'],
];

const publishesWeb = /(?:^|[:\s])(?:80|443)(?:->|→|:|\/|$)/;

/** The tier by the host entry first (servers, workers, roles), then by published ports and names. */
export function tierOf(row: Pick<ContainerRow, 'name' | 'service' | 'ports'>, host: HostEntry): Tier {
  const addresses = [...host.postgres, ...host.redis].map((entry) => entry.address);
  if (addresses.some((a) => a.kind === 'container' && nameMatches(a.container, row.name))) return 'data';
  const workers = host.queues.flatMap((q) => (q.kind === 'celery' ? [q.worker, q.beat] : []));
  if (workers.some((name) => name !== undefined && nameMatches(name, row.name))) return 'jobs';
  const role = host.containers.find((c) => nameMatches(c.name, row.name))?.role;
  // A Kamal service's "web" role is the application itself.
  if (host.stack.kind === 'kamal' && (role ?? row.service) === 'web') return 'app';
  for (const word of [role, row.service, row.name]) {
    const found = words.find(([pattern]) => pattern.test((word ?? '').toLowerCase()));
    if (found) return found[1];
  }
  return row.ports.some((port) => publishesWeb.test(port)) ? 'gateway' : 'app';
}

export const containerOf = (
  name: string,
  entries: readonly (HostEntry['postgres'][number] | HostEntry['redis'][number])[],
): string | undefined => {
  const address = entries.find((entry) => entry.name === name)?.address;
  return address?.kind === 'container' ? address.container : undefined;
};

/** The names under which others reach a container: its own and its compose service's. */
export const namesOf = (row: ContainerRow): readonly string[] =>
  row.service ? [row.name, row.service] : [row.name];
