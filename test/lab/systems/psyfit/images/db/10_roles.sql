create extension pg_stat_statements;
-- What an operator would give cockpit: it sees everything and changes nothing.
create role cockpit login password 'lab-cockpit-password' connection limit 3;
grant pg_monitor to cockpit;
alter default privileges for role psyfit_prod in schema public grant select on tables to cockpit;
