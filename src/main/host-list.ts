import { connect } from 'node:net';
import { listConfiguredHosts, resolveRoute } from '../access/ssh/ssh-config.js';
import type { HostEntry } from '../domain/host.js';

/** A line of the host list. */
export interface Choice {
  readonly name: string;
  readonly title: string;
  readonly environment?: HostEntry['environment'];
  readonly source: 'hosts.yaml' | 'ssh-config';
  readonly entry: HostEntry;
}

/** `user@host` or an alias that no entry names: what can be known without configuration. */
export function bareEntry(destination: string): HostEntry {
  return {
    name: destination,
    connection: { kind: 'ssh', destination },
    environment: 'production',
    stack: { kind: 'plain' },
    containers: [],
    postgres: [],
    redis: [],
    queues: [],
    alerts: [],
    checks: [],
    logs: [],
    thresholds: [],
    contacts: [],
  };
}

/** The entries of hosts.yaml, then the aliases of ~/.ssh/config that none of them uses. */
export async function listChoices(entries: readonly HostEntry[]): Promise<readonly Choice[]> {
  const named = new Set(
    entries.flatMap((e) => [e.name, ...(e.connection.kind === 'ssh' ? [e.connection.destination] : [])]),
  );
  const aliases = await listConfiguredHosts().catch(() => []);
  return [
    ...entries.map(
      (entry): Choice => ({
        name: entry.name,
        title: entry.title ?? (entry.connection.kind === 'ssh' ? entry.connection.destination : ''),
        environment: entry.environment,
        source: 'hosts.yaml',
        entry,
      }),
    ),
    ...aliases
      .filter((alias) => !named.has(alias))
      .map((alias): Choice => ({ name: alias, title: '', source: 'ssh-config', entry: bareEntry(alias) })),
  ];
}

export type Reach = 'reachable' | 'unreachable' | 'behind' | 'embedded';

const patienceMs = 2000;

/** Whether a TCP connection to the host's SSH port opens; hosts behind a jump host are not tried, as that would log in. */
export async function reachOf(choice: Choice, signal: AbortSignal): Promise<Reach> {
  const { connection } = choice.entry;
  if (connection.kind !== 'ssh') return 'embedded';
  const route = await resolveRoute(connection).catch(() => undefined);
  const target = route?.[route.length - 1];
  if (!route || !target) return 'unreachable';
  if (route.length > 1) return 'behind';
  return new Promise((resolve) => {
    const socket = connect({ host: target.host, port: target.port });
    const finish = (reach: Reach) => {
      socket.destroy();
      resolve(reach);
    };
    socket.setTimeout(patienceMs, () => finish('unreachable'));
    socket.once('connect', () => finish('reachable'));
    socket.once('error', () => finish('unreachable'));
    signal.addEventListener('abort', () => finish('unreachable'), { once: true });
  });
}
