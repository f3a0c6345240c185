import { viewsSql } from './views.js';

/** The practice database: the tables of salon-gbp, and what stands for the server's own views. */
export const schemaSql = `
CREATE TABLE salons (id serial PRIMARY KEY, name text NOT NULL, gbp_location_id text);
INSERT INTO salons (name, gbp_location_id) VALUES
  ('ヘアサロン青山', 'locations/1001'), ('美容室さくら 渋谷店', 'locations/1002'), ('Nail & Spa 銀座', 'locations/1003');
CREATE ROLE salon_report LOGIN;
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
CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0003_alerts');
CREATE TABLE reviews (id bigserial PRIMARY KEY, salon_id int REFERENCES salons, rating int, body text, created_at timestamptz);
INSERT INTO reviews (salon_id, rating, body, created_at)
  SELECT 1 + i % 3, 3 + i % 3, 'とても良かったです', now() - i * interval '3 hours' FROM generate_series(1, 300) i;

${viewsSql}`;

/** What every session must run with: names of drill come before those of the server. */
export const searchPath = 'drill, pg_catalog, public';

/** Moves the rows of the past, made when the data were built, to end now. */
export const freshenSql = `
UPDATE public.job_logs SET started_at = started_at + d, finished_at = finished_at + d
  FROM (SELECT pg_catalog.now() - max(finished_at) - interval '9 s' AS d FROM public.job_logs) x;
UPDATE public.alerts SET created_at = pg_catalog.now() - interval '5 hours';
`;
