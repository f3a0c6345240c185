import type { RedisReader } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import { type Finding, verdictOf } from '../../domain/finding.js';
import type { Threshold } from '../../domain/host.js';
import { gradeBy, limitOf } from '../../domain/limit.js';
import { msg } from '../../domain/message.js';
import type { RedisHealth } from '../../domain/model.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { errorCount, figure, parseInfo, type RedisInfo } from './redis-info.js';

export interface RedisHealthSource {
  readonly name: string;
  /** It carries a queue: then evicted keys are lost jobs. */
  readonly broker: boolean;
  readonly thresholds: readonly Threshold[];
}

/** Totals whose growth matters; kept by the caller between reads. */
export interface RedisTotals {
  readonly uptimeSeconds: number;
  readonly evicted: number;
  readonly rejected: number;
  readonly outOfMemory: number;
  readonly cannotSave: number;
}

const memoryPercent = { warn: 80, critical: 95 };

/** One INFO: health of a Redis server, with what grew since `last`. */
export async function readRedisHealth(
  source: RedisHealthSource,
  reader: RedisReader,
  last: RedisTotals | undefined,
  signal: AbortSignal,
): Promise<{ health: RedisHealth; totals: RedisTotals }> {
  const [reply] = await reader.pipeline([['INFO']], signal);
  if (typeof reply !== 'string') {
    const detail = reply instanceof Error ? sanitizeLine(reply.message) : '';
    throw fail('denied', msg('queues.redis.noInfo', { name: source.name }), {
      ...(detail ? { detail } : {}),
      next: msg('queues.redis.noInfo.next'),
    });
  }
  return redisHealth(source, parseInfo(reply), last);
}

export function redisHealth(
  source: RedisHealthSource,
  info: RedisInfo,
  last: RedisTotals | undefined,
): { health: RedisHealth; totals: RedisTotals } {
  const totals = totalsOf(info);
  const text = (name: string) => sanitizeLine(info.get(name) ?? '');
  const maxClients = figure(info, 'maxclients');
  // A shorter uptime means a restart: the totals began anew.
  const seconds = last ? totals.uptimeSeconds - last.uptimeSeconds : 0;
  const evicted = last && seconds > 0 ? totals.evicted - last.evicted : undefined;
  const grown = last && seconds >= 0 ? growth(last, totals) : growth(totals, totals);
  const facts = {
    name: source.name,
    version: text('redis_version'),
    usedBytes: figure(info, 'used_memory'),
    maxBytes: figure(info, 'maxmemory'),
    policy: text('maxmemory_policy'),
    clients: figure(info, 'connected_clients'),
    ...(maxClients > 0 ? { maxClients } : {}),
    blocked: figure(info, 'blocked_clients'),
    opsPerSecond: figure(info, 'instantaneous_ops_per_sec'),
    ...(evicted === undefined || evicted < 0 ? {} : { evictedPerSecond: evicted / seconds }),
    rejected: totals.rejected,
    loading: figure(info, 'loading') === 1,
    persistenceOk: !['rdb_last_bgsave_status', 'aof_last_write_status', 'aof_last_bgrewrite_status'].some(
      (name) => info.get(name) === 'err',
    ),
    role: text('role'),
  };
  const findings = [
    ...stateFindings(facts, info),
    ...growthFindings(grown),
    ...memoryFindings(source, facts),
  ];
  return { health: { ...facts, ...verdictOf(findings) }, totals };
}

function totalsOf(info: RedisInfo): RedisTotals {
  return {
    uptimeSeconds: figure(info, 'uptime_in_seconds'),
    evicted: figure(info, 'evicted_keys'),
    rejected: figure(info, 'rejected_connections'),
    outOfMemory: errorCount(info, 'OOM'),
    cannotSave: errorCount(info, 'MISCONF'),
  };
}

const growth = (from: RedisTotals, to: RedisTotals) => ({
  evicted: to.evicted - from.evicted,
  rejected: to.rejected - from.rejected,
  outOfMemory: to.outOfMemory - from.outOfMemory,
  cannotSave: to.cannotSave - from.cannotSave,
});

type Facts = Omit<RedisHealth, 'severity' | 'why'>;

function stateFindings(facts: Facts, info: RedisInfo): Finding[] {
  const findings: Finding[] = [];
  if (facts.loading) findings.push({ severity: 'critical', why: msg('queues.redis.loading') });
  if (!facts.persistenceOk) findings.push({ severity: 'critical', why: msg('queues.redis.persistence') });
  if (info.get('master_link_status') === 'down') {
    findings.push({ severity: 'warn', why: msg('queues.redis.masterDown') });
  }
  return findings;
}

function growthFindings(grown: ReturnType<typeof growth>): Finding[] {
  const findings: Finding[] = [];
  if (grown.outOfMemory > 0) findings.push({ severity: 'critical', why: msg('queues.redis.outOfMemory') });
  if (grown.cannotSave > 0) findings.push({ severity: 'critical', why: msg('queues.redis.misconf') });
  if (grown.rejected > 0) {
    findings.push({ severity: 'critical', why: msg('queues.redis.rejected', { count: grown.rejected }) });
  }
  if (grown.evicted > 0) {
    findings.push({ severity: 'warn', why: msg('queues.redis.evicted', { count: grown.evicted }) });
  }
  return findings;
}

/** Share of the memory limit from which on keys may be evicted before somebody looks. */
const evictionIsNear = 0.5;

function memoryFindings(source: RedisHealthSource, facts: Facts): Finding[] {
  const findings: Finding[] = [];
  if (facts.maxBytes > 0) {
    const percent = Math.floor((100 * facts.usedBytes) / facts.maxBytes);
    const severity = gradeBy(limitOf(source.thresholds, 'redis.memory', source.name, memoryPercent), percent);
    if (severity !== 'ok') findings.push({ severity, why: msg('queues.redis.memory', { percent }) });
  }
  if (source.broker && facts.policy !== 'noeviction' && facts.policy !== '') {
    // A setting that is never put to the test is worth a word, not an alarm that stays for ever.
    const near = facts.maxBytes > 0 && facts.usedBytes >= facts.maxBytes * evictionIsNear;
    const severity = near ? 'warn' : 'info';
    findings.push({ severity, why: msg('queues.redis.policy', { policy: facts.policy }) });
  }
  return findings;
}
