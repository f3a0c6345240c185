create extension pg_stat_statements;
-- A monitoring role as a careful operator would set it up: sees all activity, owns nothing.
create role cockpit login password 'lab-cockpit-password' connection limit 3;
grant pg_monitor to cockpit;
alter default privileges in schema public grant select on tables to cockpit;
