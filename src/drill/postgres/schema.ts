/**
 * The practice database. PGlite is a single session: what a server knows of its sessions, counters and settings is put
 * into a schema that the search path names before pg_catalog, computed from the clock at each read.
 */
export const schemaSql = `
CREATE TABLE salons (id serial PRIMARY KEY, name text NOT NULL, gbp_location_id text);
INSERT INTO salons (name, gbp_location_id) VALUES
  ('ヘアサロン青山', 'locations/1001'), ('美容室さくら 渋谷店', 'locations/1002'), ('Nail & Spa 銀座', 'locations/1003');
CREATE TABLE app_users (id serial PRIMARY KEY, supabase_user_id uuid UNIQUE, display_name text NOT NULL, role text NOT NULL);
INSERT INTO app_users (supabase_user_id, display_name, role) VALUES
  (gen_random_uuid(), '管理者', 'super_admin'), (gen_random_uuid(), '青山店スタッフ', 'staff');
CREATE TABLE alerts (
  id bigserial PRIMARY KEY, type text NOT NULL, severity text NOT NULL DEFAULT 'error', message text NOT NULL,
  salon_id int REFERENCES salons, created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO alerts (type, severity, message, salon_id, created_at)
  VALUES ('token_expiring', 'warning', 'GBP の連携トークンの期限が近づいています: 美容室さくら 渋谷店', 2, now() - interval '5 hours');
CREATE TABLE job_logs (
  id bigserial PRIMARY KEY, task_id text, task_name text NOT NULL, status text NOT NULL, error text,
  started_at timestamptz NOT NULL DEFAULT now(), finished_at timestamptz
);
CREATE INDEX ON job_logs (started_at);
INSERT INTO job_logs (task_name, status, started_at, finished_at)
  SELECT CASE WHEN i % 6 = 0 THEN 'app.worker.tasks.post_gbp' ELSE 'app.worker.tasks.sync_reviews' END, 'success',
    now() - i * interval '7 min', now() - i * interval '7 min' + interval '3 s'
  FROM generate_series(1, 200) i;
CREATE TABLE reviews (id bigserial PRIMARY KEY, salon_id int REFERENCES salons, rating int, body text, created_at timestamptz);
INSERT INTO reviews (salon_id, rating, body, created_at)
  SELECT 1 + i % 3, 3 + i % 3, 'とても良かったです', now() - i * interval '3 hours' FROM generate_series(1, 300) i;

CREATE SCHEMA drill;
CREATE TABLE drill.state (api_up boolean NOT NULL, clients json NOT NULL);
INSERT INTO drill.state VALUES (true, '[]');

-- n-th session of a pool: most are idle, some run a short statement of their turn.
CREATE VIEW drill.pg_stat_activity AS
WITH clock AS (SELECT clock_timestamp() AS t, extract(epoch FROM clock_timestamp()) AS s),
statement(n, text) AS (VALUES
  (0, 'SELECT id, name, gbp_location_id FROM salons ORDER BY id'),
  (1, 'SELECT s.name, avg(r.rating) FROM reviews r JOIN salons s ON s.id = r.salon_id GROUP BY s.name'),
  (2, 'INSERT INTO job_logs (task_id, task_name, status) VALUES ($1, $2, $3)'),
  (3, 'UPDATE job_logs SET status = $1, finished_at = now() WHERE task_id = $2'),
  (4, 'SELECT type, message, created_at FROM alerts ORDER BY created_at DESC LIMIT 10')),
pool(app, client, first_pid, size, up) AS (
  SELECT 'salon-gbp-api', '172.18.0.4'::inet, 412, 6, api_up FROM drill.state
  UNION ALL SELECT 'salon-gbp-worker', '172.18.0.5'::inet, 512, 3, true),
backend AS (
  SELECT app, client, first_pid + i AS pid, i, floor(s / 2 + i * 3.7)::int AS turn,
    s / 2 + i * 3.7 - floor(s / 2 + i * 3.7) AS part
  FROM pool, generate_series(0, size - 1) i, clock WHERE up),
session AS (
  SELECT b.*, (turn % 4 = 0 AND part < 0.45) AS busy, st.text
  FROM backend b JOIN statement st ON st.n = (b.turn + b.i) % 5)
SELECT 16384::oid AS datid, 'salon_gbp'::name AS datname, pid, NULL::int AS leader_pid, 10::oid AS usesysid,
  'salon_gbp'::name AS usename, app AS application_name, client AS client_addr, NULL::text AS client_hostname,
  40000 + pid AS client_port, t - interval '2 days' + i * interval '1 min' AS backend_start,
  CASE WHEN busy THEN t - part * interval '2 s' END AS xact_start, t - part * interval '2 s' AS query_start,
  t - CASE WHEN busy THEN part ELSE part / 2 END * interval '2 s' AS state_change,
  CASE WHEN busy THEN NULL ELSE 'Client' END AS wait_event_type, CASE WHEN busy THEN NULL ELSE 'ClientRead' END AS wait_event,
  CASE WHEN busy THEN 'active' ELSE 'idle' END AS state, NULL::xid AS backend_xid,
  CASE WHEN busy THEN (SELECT min(xmin::text)::xid FROM salons) END AS backend_xmin, hashtextextended(text, 0) AS query_id,
  text AS query, 'client backend'::text AS backend_type
FROM session, clock
UNION ALL
SELECT 16384, 'salon_gbp', (c ->> 'pid')::int, NULL, 10, (c ->> 'user')::name, c ->> 'app', '172.18.0.1', NULL, 50000,
  to_timestamp((c ->> 'since')::float8), NULL, to_timestamp((c ->> 'since')::float8), to_timestamp((c ->> 'since')::float8),
  'Client', 'ClientRead', 'idle', NULL, NULL, NULL, '', 'client backend'
FROM drill.state, json_array_elements(clients) c
UNION ALL
SELECT NULL, NULL, pid, NULL, NULL, NULL, '', NULL, NULL, NULL, t - interval '6 days', NULL, NULL, NULL, 'Activity', event,
  NULL, NULL, NULL, NULL, '', kind
FROM clock, (VALUES (27, 'CheckpointerMain', 'checkpointer'), (28, 'BgwriterHibernate', 'background writer'),
  (30, 'WalWriterMain', 'walwriter'), (31, 'AutovacuumMain', 'autovacuum launcher'),
  (32, 'LogicalLauncherMain', 'logical replication launcher')) AS own(pid, event, kind);

CREATE VIEW drill.pg_stat_database AS
SELECT d.oid AS datid, d.datname, (2.1e7 + s * 11.5)::int8 AS xact_commit, 412::int8 AS xact_rollback,
  (8.8e6 + s * 0.4)::int8 AS blks_read, (9.1e8 + s * 260)::int8 AS blks_hit, 0::int8 AS temp_files, 0::int8 AS temp_bytes,
  0::int8 AS deadlocks, 0::int8 AS conflicts, 9 AS numbackends
FROM (SELECT oid, datname FROM pg_catalog.pg_database WHERE datname = current_database()) d,
  (SELECT extract(epoch FROM clock_timestamp()) - 1.7e9 AS s) c;

CREATE VIEW drill.pg_locks AS SELECT * FROM pg_catalog.pg_locks WHERE granted;
CREATE FUNCTION drill.pg_blocking_pids(int) RETURNS int[] LANGUAGE sql STABLE AS 'SELECT ARRAY[]::int[]';
CREATE FUNCTION drill.pg_postmaster_start_time() RETURNS timestamptz LANGUAGE sql STABLE
  AS $$SELECT date_trunc('day', pg_catalog.now()) - interval '6 days'$$;
CREATE FUNCTION drill.current_setting(text, boolean DEFAULT false) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE $1 WHEN 'max_connections' THEN '100' WHEN 'superuser_reserved_connections' THEN '3'
    WHEN 'server_version_num' THEN '160009' WHEN 'server_version' THEN '16.9' ELSE pg_catalog.current_setting($1, $2) END $$;
CREATE FUNCTION drill.version() RETURNS text LANGUAGE sql IMMUTABLE
  AS $$SELECT 'PostgreSQL 16.9 on x86_64-pc-linux-musl, compiled by gcc, 64-bit'$$;

CREATE VIEW drill.pg_extension AS
  SELECT oid, extname, extowner, extnamespace, extversion FROM pg_catalog.pg_extension
  UNION ALL SELECT 90001::oid, 'pg_stat_statements'::name, 10::oid, 'drill'::regnamespace::oid, '1.10';
CREATE FUNCTION drill.pg_stat_statements(showtext boolean)
RETURNS TABLE (userid oid, dbid oid, toplevel boolean, queryid int8, query text, calls int8, total_exec_time float8,
  mean_exec_time float8, rows int8, shared_blks_hit int8, shared_blks_read int8, temp_blks_written int8)
LANGUAGE sql STABLE AS $$
  SELECT 10::oid, 16384::oid, true, hashtextextended(q, 0), CASE WHEN showtext THEN q END, (s * per_second)::int8,
    s * per_second * ms, ms, (s * per_second * n)::int8, (s * per_second * 4)::int8, (s * per_second / 90)::int8, 0::int8
  FROM (SELECT extract(epoch FROM clock_timestamp())::float8 - 1.7e9 AS s) c, (VALUES
    ('SELECT s.name, avg(r.rating) FROM reviews r JOIN salons s ON s.id = r.salon_id GROUP BY s.name', 0.05::float8, 1180.0::float8, 3::float8),
    ('SELECT id, name, gbp_location_id FROM salons ORDER BY id', 2.1, 1.4, 3),
    ('INSERT INTO job_logs (task_id, task_name, status) VALUES ($1, $2, $3)', 0.4, 2.2, 1),
    ('UPDATE job_logs SET status = $1, finished_at = now() WHERE task_id = $2', 0.4, 3.9, 1),
    ('SELECT type, message, created_at FROM alerts ORDER BY created_at DESC LIMIT $1', 0.2, 0.8, 10),
    ('SELECT $1', 1.0, 0.02, 1)) AS statement(q, per_second, ms, n)
$$;
`;

/** What every session must run with: names of drill come before those of the server. */
export const searchPath = 'drill, pg_catalog, public';

/** Moves the rows of the past, made when the data were built, to end now. */
export const freshenSql = `
UPDATE public.job_logs SET started_at = started_at + d, finished_at = finished_at + d
  FROM (SELECT pg_catalog.now() - max(finished_at) - interval '9 s' AS d FROM public.job_logs) x;
UPDATE public.alerts SET created_at = pg_catalog.now() - interval '5 hours';
`;

export const apiDiedSql = `
UPDATE drill.state SET api_up = false;
INSERT INTO public.alerts (type, message) VALUES ('health_check', 'https://salon-gbp.example/api/health が HTTP 502 を返しました');
`;
