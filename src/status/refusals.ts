import type { Failure } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { dataOf, type Snapshot } from '../domain/snapshot.js';
import type { State } from '../store/state.js';

/** These say what somebody can put right; that no answer came in time does not. */
const telling: readonly Failure['kind'][] = ['denied', 'missing', 'unsupported'];

/** What any reader was told by each server of the host entry (`postgres:NAME`, `redis:NAME`) that refuses it. */
export function refusalsOf({ data, host }: Pick<State, 'data' | 'host'>): ReadonlyMap<string, Failure> {
  const queues = dataOf(data.queues);
  const told: readonly (readonly [string | undefined, Failure | undefined])[] = [
    ...host.postgres.map(({ name }) => [`postgres:${name}`, failureOf(data.postgres[name])] as const),
    ...(queues?.systems ?? []).flatMap((system) =>
      system.ok ? [] : [[queueServer(host, system.name), system.failure] as const],
    ),
    ...(queues?.redisFailures ?? []).map(({ name, failure }) => [`redis:${name}`, failure] as const),
    ...(dataOf(data.sqlAlerts)?.failures ?? []).map(
      ({ source, failure }) => [alertServer(host, source), failure] as const,
    ),
  ];
  const known = told.flatMap(([server, failure]) =>
    server && failure && telling.includes(failure.kind) ? [[server, failure] as const] : [],
  );
  return new Map(known.toReversed());
}

/** The server that a queue system keeps its jobs on. */
export function queueServer(host: HostEntry, name: string): string | undefined {
  const queue = host.queues.find((one) => one.name === name);
  if (!queue) return undefined;
  return queue.kind === 'celery' ? `redis:${queue.redis}` : `postgres:${queue.postgres}`;
}

/** The server that a statement of `alerts` asks. */
export function alertServer(host: HostEntry, source: string): string | undefined {
  const alert = host.alerts.find(({ id }) => id === source);
  return alert && `postgres:${alert.postgres}`;
}

const failureOf = (snapshot: Snapshot<{ readonly distress?: Failure }> | undefined): Failure | undefined =>
  snapshot && 'failure' in snapshot ? snapshot.failure : snapshot && dataOf(snapshot)?.distress;
