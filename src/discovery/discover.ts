import type { HostEntry } from '../domain/host.js';
import { lookIntoDatabases } from './databases.js';
import { describeHost } from './describe.js';
import type { Draft } from './draft.js';
import { readContainers } from './read-containers.js';
import { type OpenReaders, settleServers } from './servers.js';

/**
 * The entry of a host that no hosts.yaml describes: from its containers, then from what its databases say. Rejects with a
 * FailureError when Docker can't be read; what a database does not tell in time is left out. No secret is read here:
 * readers fetch them where the entry says that they stand.
 */
export async function discover(open: OpenReaders, bare: HostEntry, signal: AbortSignal): Promise<HostEntry> {
  const containers = await readContainers(open(bare).docker, signal);
  const draft = describeHost(containers, bare);
  return { ...(await withServers(draft, open, signal)), discovered: true };
}

async function withServers(draft: Draft, open: OpenReaders, signal: AbortSignal): Promise<HostEntry> {
  const { host, queues } = draft;
  const settled = await settleServers(draft, open, signal);
  const found = await lookIntoDatabases(settled.postgres, draft, open, signal);
  return { ...host, postgres: found.postgres, redis: settled.redis, queues: [...queues, ...found.queues] };
}
