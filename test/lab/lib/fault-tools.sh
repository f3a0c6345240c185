# What faults of every system are made of. A system's own fault-tools.sh says DB_CONTAINER, DB_USER, DB_NAME, a row that
# may be written (WRITE_SQL), and defines backups, make_certificate and evidence.

sql() { docker exec "$DB_CONTAINER" psql -U "$DB_USER" -d "$DB_NAME" -v ON_ERROR_STOP=1 -qAt -c "$1"; }

# Sessions of faults are known by their application_name.
sql_in_background() { docker exec -d -e PGAPPNAME=lab-fault "$DB_CONTAINER" psql -U "$DB_USER" -d "$DB_NAME" -c "$1"; }
hold_sql() { docker exec -d -e PGAPPNAME=lab-fault "$DB_CONTAINER" hold-sql "$@"; }
end_sql_sessions() {
  sql "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lab-fault'" >/dev/null
}
sql_sessions() { sql "select count(*) from pg_stat_activity where application_name = 'lab-fault' and $1"; }

# state CONTAINER FORMAT
state() { docker inspect --format "$2" "$1"; }
restarts() { state "$1" '{{.RestartCount}}'; }

# The site as a visitor sees it.
http_status() {
  curl -sk -o /dev/null -m "${2:-5}" -w '%{http_code}' --resolve "$SYSTEM_DOMAIN:443:127.0.0.1" "https://$SYSTEM_DOMAIN$1"
}

# events ACTION CONTAINER : how many there were since the fault was injected.
events() {
  docker events --since "$injected_at" --until "$(date +%s)" --filter "event=$1" --filter "container=$2" \
    --format '{{.Action}}' | wc -l
}

# served_certificate_lasts DAYS
served_certificate_lasts() {
  openssl s_client -connect 127.0.0.1:443 -servername "$SYSTEM_DOMAIN" </dev/null 2>/dev/null |
    openssl x509 -noout -checkend $(($1 * 86400))
}

disk_percent() { df --output=pcent / | tail -n 1 | tr -dc 0-9; }

start_dockerd() {
  docker version >/dev/null 2>&1 || dockerd-start
  wait_until 30 docker version
  start_what_stays_down
}
