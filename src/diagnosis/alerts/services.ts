import type { LinkStatus } from '../../domain/link.js';
import type { Msg } from '../../domain/message.js';
import { msg } from '../../domain/message.js';
import type {
  Alert,
  CheckResult,
  PostgresData,
  QueuesData,
  RedisHealth,
  Severity,
} from '../../domain/model.js';
import { isTrouble } from '../severity.js';
import { keyOf } from './key.js';
import type { Condition, ScopeReport } from './update.js';

/** A check that could not be made neither raises nor ends anything. */
export function checkScopes(results: readonly CheckResult[], skewMs: number): readonly ScopeReport[] {
  return results
    .filter((result) => result.severity !== 'unknown')
    .map((result) => {
      const scope = `check:${result.id}`;
      const { kind, id, severity, text } = result;
      const conditions = isTrouble(severity)
        ? [{ key: keyOf(scope, kind, id), severity, source: kind, object: id, text }]
        : [];
      return { scope, at: result.at + skewMs, conditions };
    });
}

/** What a server's own verdict says, with its reason. */
export const postgresConditions = (data: PostgresData): readonly Condition[] =>
  verdict(`postgres:${data.name}`, 'postgres', data.name, data.severity, data.why ?? data.distress?.what);

export function queueConditions(data: QueuesData): readonly Condition[] {
  const systems = data.systems.flatMap((system): readonly Condition[] => {
    if (!system.ok) {
      const text = msg('alerts.queue.unread', { why: system.failure.what });
      return verdict('queues', 'queue', system.name, 'warn', text);
    }
    const { name, severity, why, stalled, redis } = system.data;
    // A verdict that only repeats its broker's stands there once.
    const repeats = [redis, ...data.redis].some((r) => r?.why !== undefined && r.why.id === why?.id);
    const own =
      repeats && stalled === undefined ? [] : verdict('queues', 'queue', name, severity, stalled ?? why);
    return redis ? [...own, ...redisCondition(redis)] : own;
  });
  return [...systems, ...data.redis.flatMap(redisCondition)];
}

const redisCondition = (redis: RedisHealth): readonly Condition[] =>
  verdict('queues', 'redis', redis.name, redis.severity, redis.why);

function verdict(
  scope: string,
  source: Alert['source'],
  object: string,
  severity: Severity,
  why: Msg | undefined,
): readonly Condition[] {
  if (!isTrouble(severity)) return [];
  const text = why ?? msg('alerts.service.bad');
  return [{ key: keyOf(scope, source, object), severity, source, object, text }];
}

/** The link itself: `now` is host clock. */
export function linkScope(link: LinkStatus, hostName: string, skewMs: number, now: number): ScopeReport {
  const since = link.since + skewMs;
  const report = { key: keyOf('link', 'link', hostName), source: 'link', object: hostName, since } as const;
  const why = link.failure?.what;
  const conditions: readonly Condition[] =
    link.phase === 'down'
      ? [
          {
            ...report,
            severity: 'critical',
            text: why ? msg('alerts.link.down-why', { why }) : msg('alerts.link.down'),
          },
        ]
      : link.phase === 'refused'
        ? [{ ...report, severity: 'critical', text: msg('alerts.link.refused', { why: why ?? '' }) }]
        : [];
  return {
    scope: link.phase === 'connecting' || link.phase === 'authenticating' ? '' : 'link',
    at: now,
    conditions,
  };
}
