import type { ReadStatement } from '../../../domain/access.js';

/** The first server version with pg_stat_activity.backend_type, without which nothing here can be told apart. */
export const oldestVersion = 100_000;

/** Sessions shown at most. */
const maxActivity = 200;

/**
 * Everything that a refresh needs, in one statement and one row, so that it costs one round trip.
 *
 * - Blocking pids are asked of waiting sessions alone: the function takes every lock partition.
 * - A session that blocks others is listed even when idle: it may hold an advisory lock.
 * - Waiting locks and prepared transactions are sub-selects that the server runs only when there are some.
 * - A relation of another database has no name here; its oid is shown.
 */
export function refresh(version: number): ReadStatement {
  const leader = version >= 130_000 ? 'a.leader_pid' : 'NULL::int';
  const queryId = version >= 140_000 ? 'a.query_id::text' : 'NULL::text';
  const waitSeconds =
    version >= 140_000 ? 'extract(epoch FROM clock_timestamp() - l.waitstart)::float8' : 'NULL::float8';
  return {
    name: 'postgres.refresh',
    text: `
WITH a AS (
  SELECT * FROM pg_stat_activity WHERE pid <> pg_backend_pid()
), waiting AS (
  SELECT pid, pg_blocking_pids(pid) AS blocked_by FROM a WHERE wait_event_type = 'Lock'
), involved AS (
  SELECT pid FROM waiting UNION SELECT unnest(blocked_by) FROM waiting
), activity AS (
  SELECT a.pid, ${leader} AS leader_pid, a.datname, a.usename, a.application_name AS app,
    coalesce(a.client_hostname, host(a.client_addr)) AS client, a.backend_type, a.state, a.wait_event_type, a.wait_event,
    extract(epoch FROM clock_timestamp() - a.xact_start)::float8 AS xact_s,
    extract(epoch FROM clock_timestamp() - a.query_start)::float8 AS query_s,
    extract(epoch FROM clock_timestamp() - a.state_change)::float8 AS state_s,
    age(a.backend_xmin) AS xmin_age, a.backend_xid IS NOT NULL AS wrote,
    ${queryId} AS query_id, a.backend_start::text AS backend_start, left(a.query, 1000) AS query, w.blocked_by
  FROM a LEFT JOIN waiting w ON w.pid = a.pid
  WHERE a.state <> 'idle' OR a.backend_type IN ('autovacuum worker', 'walsender') OR a.pid IN (SELECT pid FROM involved)
  ORDER BY (a.pid IN (SELECT pid FROM involved)) DESC, coalesce(a.xact_start, a.state_change)
  LIMIT ${maxActivity}
), waiting_locks AS (
  SELECT l.pid, l.locktype AS type, l.mode,
    CASE WHEN l.relation IS NULL THEN NULL
      WHEN l.database IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) THEN l.relation::regclass::text
      ELSE l.relation::text END AS relation,
    ${waitSeconds} AS wait_s
  FROM pg_locks l WHERE NOT l.granted
), prepared AS (
  SELECT gid, owner, database, age(transaction) AS xid_age, count(*) OVER ()::int AS total
  FROM pg_prepared_xacts ORDER BY prepared LIMIT 20
)
SELECT extract(epoch FROM clock_timestamp())::float8 AS now_s,
  pg_postmaster_start_time()::text AS started,
  pg_is_in_recovery() AS standby,
  (SELECT json_agg(activity) FROM activity) AS activity,
  CASE WHEN (SELECT count(*) FROM waiting) > 0 THEN (SELECT json_agg(waiting_locks) FROM waiting_locks) END AS locks,
  CASE WHEN current_setting('max_prepared_transactions')::int > 0 THEN (SELECT json_agg(prepared) FROM prepared) END AS prepared,
  (SELECT json_build_object(
      'total', count(*) FILTER (WHERE backend_type = 'client backend'),
      'active', count(*) FILTER (WHERE backend_type = 'client backend' AND state = 'active' AND pid <> pg_backend_pid()),
      'idle', count(*) FILTER (WHERE state = 'idle'),
      'idle_in_transaction', count(*) FILTER (WHERE state = 'idle in transaction'),
      'aborted', count(*) FILTER (WHERE state = 'idle in transaction (aborted)'),
      'lock_waits', count(*) FILTER (WHERE wait_event_type = 'Lock'),
      'hidden', count(*) FILTER (WHERE backend_type IS NULL),
      'max', current_setting('max_connections')::int,
      'reserved', current_setting('superuser_reserved_connections')::int
        + coalesce(current_setting('reserved_connections', true)::int, 0))
    FROM pg_stat_activity) AS connections,
  (SELECT json_build_object(
      'commits', sum(xact_commit), 'rollbacks', sum(xact_rollback), 'hit', sum(blks_hit), 'read', sum(blks_read),
      'temp_bytes', sum(temp_bytes), 'deadlocks', sum(deadlocks))
    FROM pg_stat_database) AS counters`,
  };
}
