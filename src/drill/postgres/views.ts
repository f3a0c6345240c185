/**
 * PGlite is a single session. What a server knows of its sessions and counters comes from outside, as JSON in settings of
 * the session: nothing is written for it, so nothing grows. The schema stands before pg_catalog in the search path.
 *
 * - `drill.sessions`: rows of `activityRow`; `drill.totals`: `{database, statements}`
 * - `drill.pid`: pid of the connection that asks; `drill.started`: when the server started
 * - `drill.signals`: what pg_cancel_backend and pg_terminate_backend were asked for, `c412 t413 `; it works in a read-only
 *   transaction too, as on a server
 */
export const viewsSql = `
CREATE SCHEMA drill;

CREATE FUNCTION drill.setting(text) RETURNS text LANGUAGE sql STABLE
  AS $$SELECT nullif(pg_catalog.current_setting('drill.' || $1, true), '')$$;

CREATE FUNCTION drill.own_oid() RETURNS oid LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()); END $$;

CREATE VIEW drill.session AS SELECT * FROM json_to_recordset(coalesce(drill.setting('sessions'), '[]')::json) AS s (
  pid int, "user" name, app text, client inet, port int, start timestamptz, xact timestamptz, query_start timestamptz,
  change timestamptz, wait_type text, wait text, state text, wrote boolean, age int, query text, blocked_by int[], locks json);

CREATE VIEW drill.pg_stat_activity AS
SELECT drill.own_oid() AS datid, current_database() AS datname, s.pid, NULL::int AS leader_pid,
  to_regrole(s."user"::text)::oid AS usesysid, s."user" AS usename,
  s.app AS application_name, s.client AS client_addr, NULL::text AS client_hostname, s.port AS client_port,
  s.start AS backend_start, s.xact AS xact_start, s.query_start, s.change AS state_change, s.wait_type AS wait_event_type,
  s.wait AS wait_event, s.state,
  CASE WHEN s.wrote THEN (pg_snapshot_xmin(pg_current_snapshot())::text::int8 - coalesce(s.age, 0))::text::xid END AS backend_xid,
  CASE WHEN s.age IS NOT NULL AND s.state = 'active' THEN greatest(pg_snapshot_xmin(pg_current_snapshot())::text::int8 - s.age, 3)::text::xid END
    AS backend_xmin,
  CASE WHEN s.query <> '' THEN hashtextextended(s.query, 0) END AS query_id, s.query, 'client backend'::text AS backend_type
FROM drill.session s
UNION ALL
SELECT NULL, NULL, pid, NULL, NULL, NULL, '', NULL, NULL, NULL, drill.setting('started')::timestamptz, NULL, NULL, NULL,
  'Activity', event, NULL, NULL, NULL, NULL, '', kind
FROM (VALUES (27, 'CheckpointerMain', 'checkpointer'), (28, 'BgwriterHibernate', 'background writer'),
  (30, 'WalWriterMain', 'walwriter'), (31, 'AutovacuumMain', 'autovacuum launcher'),
  (32, 'LogicalLauncherMain', 'logical replication launcher')) AS own(pid, event, kind);

CREATE VIEW drill.pg_locks AS
SELECT l.type AS locktype, CASE WHEN l.relation IS NOT NULL THEN drill.own_oid() END AS database,
  to_regclass('public.' || l.relation)::oid AS relation, CASE WHEN l.type = 'tuple' THEN 0 END AS page,
  CASE WHEN l.type = 'tuple' THEN 2::int2 END AS tuple, CASE WHEN l.type = 'virtualxid' THEN s.pid || '/2' END AS virtualxid,
  CASE WHEN l.type = 'transactionid' THEN '812'::xid END AS transactionid, NULL::oid AS classid, NULL::oid AS objid,
  NULL::int2 AS objsubid, s.pid || '/2' AS virtualtransaction, s.pid, l.mode, l.granted,
  l.granted AND l.type IN ('relation', 'virtualxid') AS fastpath, l.wait AS waitstart
FROM drill.session s
CROSS JOIN LATERAL json_to_recordset(s.locks) AS l (type text, mode text, relation text, granted boolean, wait timestamptz);

CREATE FUNCTION drill.pg_backend_pid() RETURNS int LANGUAGE sql STABLE
  AS $$SELECT coalesce(drill.setting('pid')::int, pg_catalog.pg_backend_pid())$$;
CREATE FUNCTION drill.pg_blocking_pids(int) RETURNS int[] LANGUAGE sql STABLE
  AS $$SELECT coalesce((SELECT blocked_by FROM drill.session WHERE pid = $1), '{}')$$;
CREATE FUNCTION drill.pg_postmaster_start_time() RETURNS timestamptz LANGUAGE sql STABLE
  AS $$SELECT drill.setting('started')::timestamptz$$;

CREATE FUNCTION drill.send(kind text, target int) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM drill.session WHERE pid = target) THEN
    RAISE WARNING 'PID % is not a PostgreSQL backend process', target;
    RETURN false;
  END IF;
  PERFORM set_config('drill.signals', coalesce(drill.setting('signals'), '') || kind || target || ' ', false);
  RETURN true;
END $$;
CREATE FUNCTION drill.pg_cancel_backend(pid int) RETURNS boolean LANGUAGE sql STRICT AS $$SELECT drill.send('c', pid)$$;
CREATE FUNCTION drill.pg_terminate_backend(pid int, timeout int8 DEFAULT 0) RETURNS boolean LANGUAGE sql STRICT
  AS $$SELECT drill.send('t', pid)$$;
-- The wire server waits before it hands such a statement on.
CREATE FUNCTION drill.pg_sleep(float8) RETURNS void LANGUAGE sql AS $$SELECT NULL::void$$;

CREATE FUNCTION drill.current_setting(text, boolean DEFAULT false) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE $1 WHEN 'server_version_num' THEN '160009' WHEN 'server_version' THEN '16.9'
    ELSE pg_catalog.current_setting($1, $2) END $$;
CREATE FUNCTION drill.version() RETURNS text LANGUAGE sql IMMUTABLE
  AS $$SELECT 'PostgreSQL 16.9 on x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0, 64-bit'$$;

CREATE VIEW drill.pg_stat_database AS
SELECT drill.own_oid() AS datid, current_database() AS datname, (SELECT count(*)::int FROM drill.session) AS numbackends, t.xact_commit, t.xact_rollback,
  t.blks_read, t.blks_hit, t.blks_hit * 9 AS tup_returned, t.blks_hit * 4 AS tup_fetched, t.xact_commit / 14 AS tup_inserted,
  t.xact_commit / 15 AS tup_updated, 0::int8 AS tup_deleted, 0::int8 AS conflicts, 0::int8 AS temp_files,
  0::int8 AS temp_bytes, 0::int8 AS deadlocks, NULL::int8 AS checksum_failures, NULL::timestamptz AS checksum_last_failure,
  0::float8 AS blk_read_time, 0::float8 AS blk_write_time, t.xact_commit * 80.0::float8 AS session_time,
  t.xact_commit * 4.0::float8 AS active_time, t.xact_commit * 0.2::float8 AS idle_in_transaction_time,
  t.xact_commit / 900 AS sessions, 0::int8 AS sessions_abandoned, 0::int8 AS sessions_fatal, 0::int8 AS sessions_killed,
  NULL::timestamptz AS stats_reset
FROM json_to_record(coalesce(drill.setting('totals'), '{}')::json -> 'database')
    AS t(xact_commit int8, xact_rollback int8, blks_read int8, blks_hit int8);

CREATE VIEW drill.pg_extension AS
  SELECT oid, extname, extowner, extnamespace, extversion FROM pg_catalog.pg_extension
  UNION ALL SELECT 90001::oid, 'pg_stat_statements'::name, 10::oid, 'drill'::regnamespace::oid, '1.10';
CREATE FUNCTION drill.pg_stat_statements(showtext boolean)
RETURNS TABLE (userid oid, dbid oid, toplevel boolean, queryid int8, query text, calls int8, total_exec_time float8,
  mean_exec_time float8, rows int8, shared_blks_hit int8, shared_blks_read int8, temp_blks_written int8)
LANGUAGE sql STABLE AS $$
  SELECT 10::oid, drill.own_oid(), true, hashtextextended(s.query, 0), CASE WHEN showtext THEN s.query END, s.calls, s.ms, s.mean,
    s.rows, s.calls * 4, s.calls / 90, 0::int8
  FROM json_to_recordset(coalesce(drill.setting('totals'), '{}')::json -> 'statements')
      AS s(query text, calls int8, ms float8, mean float8, rows int8) $$;
CREATE VIEW drill.pg_stat_statements AS SELECT * FROM drill.pg_stat_statements(true);
`;
