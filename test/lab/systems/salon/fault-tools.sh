# What the faults of the salon system are made of.

sql() { docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -v ON_ERROR_STOP=1 -qAt -c "$1"; }

# Sessions of faults are known by their application_name.
sql_in_background() { docker exec -d -e PGAPPNAME=lab-fault salon_gbp_db psql -U salon_gbp -d salon_gbp -c "$1"; }
hold_sql() { docker exec -d -e PGAPPNAME=lab-fault salon_gbp_db hold-sql "$@"; }
end_sql_sessions() {
  sql "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lab-fault'" >/dev/null
}
sql_sessions() { sql "select count(*) from pg_stat_activity where application_name = 'lab-fault' and $1"; }

redis() { docker exec salon_gbp_redis redis-cli "$@"; }

# python MODULE-LEVEL-CODE with the application at hand; beat's container is the one that no fault of this kind stops.
app_python() { docker exec -i salon_gbp_beat python3 -; }

# recreate SERVICE : with the environment and .env as they are now.
recreate() {
  local output
  output=$(dc up -d --no-deps "$1" 2>&1) || { echo "$output" >&2; return 1; }
}

change_env() {
  [ -f /run/lab/env.good ] || cp -p /opt/salon-gbp/.env /run/lab/env.good
  sed -i "$1" /opt/salon-gbp/.env
}
restore_env() {
  [ ! -f /run/lab/env.good ] || cp -p /run/lab/env.good /opt/salon-gbp/.env
}

# state CONTAINER FORMAT
state() { docker inspect --format "$2" "$1"; }
restarts() { state "$1" '{{.RestartCount}}'; }

# The site as a visitor sees it, through the gateway.
http_status() {
  curl -sk -o /dev/null -m "${2:-5}" -w '%{http_code}' --resolve "$SYSTEM_DOMAIN:443:127.0.0.1" "https://$SYSTEM_DOMAIN$1"
}

# events ACTION CONTAINER : how many there were since the fault was injected.
events() {
  docker events --since "$injected_at" --until "$(date +%s)" --filter "event=$1" --filter "container=$2" \
    --format '{{.Action}}' | wc -l
}

make_certificate() {
  bash /lab/host/certificate.sh /opt/gateway/certs "$SYSTEM_DOMAIN" "$1"
  docker exec gateway-app-1 nginx -c /etc/nginx/gateway.conf -s reload 2>/dev/null
}

# served_certificate_lasts DAYS
served_certificate_lasts() {
  openssl s_client -connect 127.0.0.1:443 -servername "$SYSTEM_DOMAIN" </dev/null 2>/dev/null |
    openssl x509 -noout -checkend $(($1 * 86400))
}

disk_percent() { df --output=pcent / | tail -n 1 | tr -dc 0-9; }

# What to look at when a symptom does not come or go.
evidence() {
  docker ps -a --format '{{.Names}}: {{.Status}}'
  docker logs --tail 5 salon_gbp_api 2>&1 | cut -c1-200
  echo "https: $(http_status "$SYSTEM_HEALTH_PATH" || true)"
}

start_dockerd() {
  docker version >/dev/null 2>&1 || dockerd-start
  wait_until 30 docker version
  # What its restart policies do not bring back by themselves.
  docker ps -aq --filter status=exited | xargs -r docker start
}
