import type { Failure } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import type { Snapshot } from '../domain/snapshot.js';
import { dataOf } from '../domain/snapshot.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { wantsContainers, wantsQueues } from '../domain/wanted.js';
import type { State } from '../store/state.js';
import { alertServer, queueServer, refusalsOf } from './refusals.js';
import { type StatusFailure, type Translate, textOf } from './report.js';

/** Data that are younger than this count although the last read failed: one failed read is a blip. */
const blipMs = 10_000;

export const isUp = ({ data }: State): boolean => data.link.phase === 'up' || data.link.phase === 'suspect';

export const isAnswered = (snapshot: Snapshot<unknown>, now: number): boolean =>
  'data' in snapshot && (snapshot.state === 'fresh' || now - snapshot.at < blipMs);

/** Everything that the host entry asks for and that did not answer; a link that is not up stands for all of it. */
export function failuresOf(state: State, t: Translate): readonly StatusFailure[] {
  const { data, host, now } = state;
  const told = (where: string, { kind, what, detail, next }: Failure): StatusFailure => ({
    where,
    kind,
    what: textOf(t, what),
    detail: detail === undefined ? null : maskSecrets(detail),
    next: next === undefined ? null : textOf(t, next),
  });
  if (!isUp(state)) return [told('link', data.link.failure ?? late)];
  const refusals = refusalsOf(state);
  // One reader was too late; another has heard from the same server why it lets nobody in.
  const why = (failure: Failure, servers: readonly (string | undefined)[]): Failure =>
    (failure.kind === 'timeout'
      ? servers.map((server) => refusals.get(server ?? '')).find((known) => known !== undefined)
      : undefined) ?? failure;
  const unread = (
    where: string,
    snapshot: Snapshot<unknown> | undefined,
    servers: readonly (string | undefined)[] = [],
  ) =>
    snapshot && isAnswered(snapshot, now) ? [] : [told(where, why(failureOf(snapshot) ?? late, servers))];
  const queues = dataOf(data.queues);
  const sqlAlerts = dataOf(data.sqlAlerts);
  const results = dataOf(data.checks) ?? [];
  return [
    ...(wantsContainers(host) ? unread('containers', data.containers) : []),
    ...unread('stats', data.stats),
    ...(dataOf(data.cloud)?.unread ?? []).map(({ part, failure }) => told(`aws:${part}`, failure)),
    ...data.logs.sources
      .filter(({ state: following }) => following === 'failed')
      .map(({ name, why }) => told(`logs:${name}`, { kind: 'unreachable', what: why ?? late.what })),
    ...host.postgres.flatMap(({ name }) => {
      const server = data.postgres[name];
      const known = server && isAnswered(server, now) ? dataOf(server) : undefined;
      const refusal = known?.severity === 'unknown' ? known.distress : undefined;
      return refusal
        ? [told(`postgres:${name}`, refusal)]
        : unread(`postgres:${name}`, server, [`postgres:${name}`]);
    }),
    ...(wantsQueues(host)
      ? unread(
          'queues',
          data.queues,
          host.queues.map(({ name }) => queueServer(host, name)),
        )
      : []),
    ...(queues?.systems ?? []).flatMap((system) =>
      system.ok ? [] : [told(`queues:${system.name}`, why(system.failure, [queueServer(host, system.name)]))],
    ),
    ...(queues?.redisFailures ?? []).map(({ name, failure }) => told(`redis:${name}`, failure)),
    ...(host.alerts.length > 0
      ? unread(
          'alerts',
          data.sqlAlerts,
          host.alerts.map(({ id }) => alertServer(host, id)),
        )
      : []),
    ...(sqlAlerts?.failures ?? []).map(({ source, failure }) =>
      told(`alerts:${source}`, why(failure, [alertServer(host, source)])),
    ),
    ...host.checks.flatMap(({ id }) => {
      const result = results.find((one) => one.id === id);
      if (!result) return [told(`check:${id}`, late)];
      return result.severity === 'unknown'
        ? [told(`check:${id}`, { kind: 'unreachable', what: result.text })]
        : [];
    }),
  ];
}

const failureOf = (snapshot: Snapshot<unknown> | undefined): Failure | undefined =>
  snapshot && 'failure' in snapshot ? snapshot.failure : undefined;

const late: Failure = { kind: 'timeout', what: msg('status.late') };
