import type { ReadStatement } from '../../../domain/access.js';
import { type Tables, tableIn } from './tables.js';

/** No count goes further: tables with millions of jobs would make the statement slow. */
export const countBound = 50_000;

export interface ReadyJson {
  readonly name: string;
  readonly ready: number;
  /** Age of the oldest ready job, s; null without any. */
  readonly latency_s: number | null;
  readonly paused: boolean;
}

export interface ClaimedJson {
  readonly job_id: string;
  readonly process_id: string | null;
  readonly queue_name: string;
  readonly class_name: string;
  readonly seconds: number;
  readonly orphaned: boolean;
}

export interface FailedJson {
  readonly id: string;
  readonly queue_name: string;
  readonly class_name: string;
  /** Seconds since the epoch. */
  readonly at_s: number;
  readonly error: string | null;
}

export interface ProcessJson {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly hostname: string | null;
  readonly pid: number;
  readonly beat_s: number;
}

export interface RecurringJson {
  readonly key: string;
  readonly schedule: string;
  /** Seconds ago of the last runs, the latest first; at most 11. */
  readonly runs_ago_s: readonly number[] | null;
}

export interface SolidQueueRow {
  readonly ready: readonly ReadyJson[] | null;
  readonly scheduled: number;
  readonly overdue: number;
  readonly claimed: readonly ClaimedJson[] | null;
  readonly claimed_total: number;
  readonly orphaned: number;
  readonly blocked: number;
  readonly blocked_expired: number;
  readonly failed: number;
  readonly failures: readonly FailedJson[] | null;
  readonly processes: readonly ProcessJson[] | null;
  readonly recurring: readonly RecurringJson[] | null;
}

/**
 * All of Solid Queue in one statement and one row.
 *
 * Queues are found by skipping through the index on (queue_name, finished_at), so that empty ones show too. Timestamps
 * are UTC without a zone. Every count is bounded, and goes along an index.
 */
export function solidQueueStatement(schema: string, tables: Tables): ReadStatement {
  const t = tableIn(schema);
  const bounded = (from: string) =>
    `(SELECT count(*)::int FROM (SELECT 1 FROM ${from} LIMIT ${countBound}) AS bounded)`;
  const hasPauses = tables.has('pauses');
  const hasRecurring = tables.has('recurring_tasks') && tables.has('recurring_executions');
  const processName = tables.get('processes')?.has('name') ? 'p.name' : 'NULL::text';
  return {
    name: 'solid-queue.read',
    text: `
WITH RECURSIVE u AS (
  SELECT clock_timestamp() AT TIME ZONE 'UTC' AS t
), found (name, n) AS (
  (SELECT queue_name, 1 FROM ${t('jobs')} ORDER BY queue_name LIMIT 1)
  UNION ALL
  SELECT (SELECT queue_name FROM ${t('jobs')} WHERE queue_name > f.name ORDER BY queue_name LIMIT 1), f.n + 1
  FROM found f WHERE f.name IS NOT NULL AND f.n < 100
), queues AS (
  SELECT name FROM found WHERE name IS NOT NULL${hasPauses ? ` UNION SELECT queue_name FROM ${t('pauses')}` : ''}
), ready_queues AS (
  SELECT q.name, r.ready, r.latency_s, ${hasPauses ? `EXISTS (SELECT FROM ${t('pauses')} p WHERE p.queue_name = q.name)` : 'false'} AS paused
  FROM queues q CROSS JOIN LATERAL (
    SELECT count(*)::int AS ready, extract(epoch FROM (SELECT t FROM u) - min(created_at))::float8 AS latency_s
    FROM (SELECT created_at FROM ${t('ready_executions')} WHERE queue_name = q.name
      LIMIT ${countBound}) AS bounded
  ) AS r ORDER BY q.name
), claimed AS (
  SELECT c.job_id::text, c.process_id::text, j.queue_name, j.class_name,
    extract(epoch FROM (SELECT t FROM u) - c.created_at)::float8 AS seconds, p.id IS NULL AS orphaned
  FROM ${t('claimed_executions')} c JOIN ${t('jobs')} j ON j.id = c.job_id
  LEFT JOIN ${t('processes')} p ON p.id = c.process_id ORDER BY c.id LIMIT 100
), failures AS (
  SELECT f.id::text, j.queue_name, j.class_name, extract(epoch FROM f.created_at)::float8 AS at_s, left(f.error, 2000) AS error
  FROM ${t('failed_executions')} f JOIN ${t('jobs')} j ON j.id = f.job_id ORDER BY f.id DESC LIMIT 20
), processes AS (
  SELECT p.id::text, p.kind, ${processName} AS name, p.hostname, p.pid,
    extract(epoch FROM (SELECT t FROM u) - p.last_heartbeat_at)::float8 AS beat_s
  FROM ${t('processes')} p ORDER BY p.id LIMIT 200
)${hasRecurring ? recurring(t) : ''}
SELECT (SELECT json_agg(ready_queues) FROM ready_queues) AS ready,
  ${bounded(t('scheduled_executions'))} AS scheduled,
  ${bounded(`${t('scheduled_executions')} WHERE scheduled_at < (SELECT t FROM u) - interval '1 min'`)} AS overdue,
  (SELECT json_agg(claimed) FROM claimed) AS claimed,
  ${bounded(t('claimed_executions'))} AS claimed_total,
  ${bounded(`${t('claimed_executions')} c WHERE NOT EXISTS (SELECT FROM ${t('processes')} p WHERE p.id = c.process_id)`)} AS orphaned,
  ${bounded(t('blocked_executions'))} AS blocked,
  ${bounded(`${t('blocked_executions')} WHERE expires_at < (SELECT t FROM u)`)} AS blocked_expired,
  ${bounded(t('failed_executions'))} AS failed,
  (SELECT json_agg(failures) FROM failures) AS failures,
  (SELECT json_agg(processes) FROM processes) AS processes,
  ${hasRecurring ? '(SELECT json_agg(recurring) FROM recurring)' : 'NULL::json'} AS recurring`,
  };
}

const recurring = (t: (name: string) => string): string => `, recurring AS (
  SELECT r.key, r.schedule, (SELECT json_agg(extract(epoch FROM (SELECT t FROM u) - x.run_at)::float8 ORDER BY x.run_at DESC)
    FROM (SELECT run_at FROM ${t('recurring_executions')} e WHERE e.task_key = r.key ORDER BY run_at DESC LIMIT 11) AS x) AS runs_ago_s
  FROM ${t('recurring_tasks')} r ORDER BY r.key LIMIT 200
)`;
