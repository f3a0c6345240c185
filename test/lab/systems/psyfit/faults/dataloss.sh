description="data is lost: every reservation is gone since the newest backup"
inject() {
  [ -f /run/lab/reservations.sql ] ||
    docker exec psyfit-db pg_dump -U psyfit_prod --data-only -t reservations psyfit_production >/run/lab/reservations.sql
  as_ops $SITE/bin/backup.sh
  sql 'delete from reservations'
}
undo() {
  # A restore may have brought the rows back, in a database beside the one from before.
  if [ -f /run/lab/reservations.sql ]; then
    { echo 'delete from reservations;'; cat /run/lab/reservations.sql; } |
      docker exec -i psyfit-db psql -U psyfit_prod -d psyfit_production -v ON_ERROR_STOP=1 -q
  fi
  for name in $(sql "select datname from pg_database where datname ~ '^psyfit_production_(restore|before|drill)_'"); do
    sql "drop database $name with (force)"
  done
  docker exec kamal-proxy kamal-proxy resume psyfit-web
  rm -f /run/lab/reservations.sql
}
seen() { [ "$(sql 'select count(*) from reservations')" = 0 ]; }
