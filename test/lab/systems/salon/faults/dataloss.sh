description="data is lost: salons is empty and app_users is gone; the newest backup is cut off, the one before is good"
good=/opt/salon-gbp/backup_$(date -d '5 hours ago' +%Y%m%d)_0300.sql.gz
cut=/opt/salon-gbp/backup_$(date +%Y%m%d)_0900.sql.gz
lost() { [ "$(sql "select to_regclass('public.app_users') is null or not exists (select from salons)")" = t ]; }
on_server() { docker exec -i $DB_CONTAINER psql -U $DB_USER -d postgres -v ON_ERROR_STOP=1 -qAt "$@"; }

inject() {
  [ -f /run/lab/dataloss.dump ] || docker exec $DB_CONTAINER pg_dump -U $DB_USER -Fc $DB_NAME >/run/lab/dataloss.dump
  mkdir -p /run/lab/dataloss
  backups -exec mv -t /run/lab/dataloss {} +
  docker exec $DB_CONTAINER pg_dump -U $DB_USER $DB_NAME | gzip >"$good"
  head -c 700 "$good" >"$cut"
  touch -d '5 hours ago' "$good"
  chown ops: "$good" "$cut"
  sql 'update alerts set salon_id = null'
  sql 'delete from salons'
  sql 'drop table app_users'
}

# Whatever a restore has left behind goes, too.
undo() {
  local name
  [ -f /run/lab/dataloss.dump ] || return 0
  if lost; then
    on_server -c "drop database $DB_NAME with (force)" -c "create database $DB_NAME"
    docker exec -i $DB_CONTAINER pg_restore -U $DB_USER -d $DB_NAME --exit-on-error </run/lab/dataloss.dump
  fi
  for name in $(on_server -c "select datname from pg_database where datname ~ '^${DB_NAME}_(restore|before)_'"); do
    on_server -c "drop database \"$name\" with (force)"
  done
  backups -delete
  find /run/lab/dataloss -type f -exec mv -t /opt/salon-gbp {} +
  rm -rf /run/lab/dataloss /run/lab/dataloss.dump
}
seen() { lost; }
