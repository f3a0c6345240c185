create extension pg_stat_statements;

create table app_users (
  id serial primary key,
  supabase_user_id uuid unique,
  display_name text not null,
  role text not null
);
insert into app_users (supabase_user_id, display_name, role) values
  (gen_random_uuid(), '管理者', 'super_admin'),
  (gen_random_uuid(), '青山店スタッフ', 'staff');

create table salons (id serial primary key, name text not null, gbp_location_id text);
insert into salons (name, gbp_location_id) values
  ('ヘアサロン青山', 'locations/1001'), ('美容室さくら 渋谷店', 'locations/1002'), ('Nail & Spa 銀座', 'locations/1003');

create table alerts (
  id bigserial primary key,
  type text not null,
  severity text not null default 'error',
  message text not null,
  salon_id int references salons,
  created_at timestamptz not null default now()
);

create table job_logs (
  id bigserial primary key,
  task_id text,
  task_name text not null,
  status text not null,
  error text,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create index on job_logs (started_at);
create index on job_logs (task_id);
insert into job_logs (task_name, status, started_at, finished_at)
  select 'app.worker.tasks.post_gbp', 'success', now() - i * interval '7 min', now() - i * interval '7 min' + interval '3 s'
  from generate_series(1, 200) i;

-- As if these had come one migration at a time.
create table alembic_version (version_num varchar(32) primary key);
insert into alembic_version values ('0003');
