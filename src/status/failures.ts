import type { Failure } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import type { Snapshot } from '../domain/snapshot.js';
import { dataOf } from '../domain/snapshot.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { wantsDocker, wantsQueues } from '../domain/wanted.js';
import type { State } from '../store/state.js';
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
  const unread = (where: string, snapshot: Snapshot<unknown> | undefined) =>
    snapshot && isAnswered(snapshot, now) ? [] : [told(where, failureOf(snapshot) ?? late)];
  const queues = dataOf(data.queues);
  const sqlAlerts = dataOf(data.sqlAlerts);
  const results = dataOf(data.checks) ?? [];
  return [
    ...(wantsDocker(host) ? unread('containers', data.containers) : []),
    ...unread('stats', data.stats),
    ...data.logs.sources
      .filter(({ state: following }) => following === 'failed')
      .map(({ name, why }) => told(`logs:${name}`, { kind: 'unreachable', what: why ?? late.what })),
    ...host.postgres.flatMap(({ name }) => unread(`postgres:${name}`, data.postgres[name])),
    ...(wantsQueues(host) ? unread('queues', data.queues) : []),
    ...(queues?.systems ?? []).flatMap((system) =>
      system.ok ? [] : [told(`queues:${system.name}`, system.failure)],
    ),
    ...(queues?.redisFailures ?? []).map(({ name, failure }) => told(`redis:${name}`, failure)),
    ...(host.alerts.length > 0 ? unread('alerts', data.sqlAlerts) : []),
    ...(sqlAlerts?.failures ?? []).map(({ source, failure }) => told(`alerts:${source}`, failure)),
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
