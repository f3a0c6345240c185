# What the faults of the salon system are made of, besides lib/fault-tools.sh.
DB_CONTAINER=salon_gbp_db DB_USER=salon_gbp DB_NAME=salon_gbp
WRITE_SQL='update app_users set role = role where id = 2'

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

backups() { find /opt/salon-gbp -maxdepth 1 -name 'backup_*.sql.gz' "$@"; }

make_certificate() {
  bash /lab/host/certificate.sh /opt/gateway/certs "$SYSTEM_DOMAIN" "$1"
  docker exec gateway-app-1 nginx -c /etc/nginx/gateway.conf -s reload 2>/dev/null
}

# What to look at when a symptom does not come or go.
evidence() {
  docker ps -a --format '{{.Names}}: {{.Status}}'
  docker logs --tail 5 salon_gbp_api 2>&1 | cut -c1-200
  echo "https: $(http_status "$SYSTEM_HEALTH_PATH" || true)"
}

# What a new daemon's restart policies do not bring back by themselves.
start_what_stays_down() { docker ps -aq --filter status=exited | xargs -r docker start; }

# As section 2 of the runbook says, by ops.
deploy() {
  local output
  output=$(runuser -u ops -- bash -ec 'cd /opt/salon-gbp; git pull -q origin master
    docker compose --env-file .env -f deploy/docker-compose.prod.yml up -d --build
    docker compose --env-file .env -f deploy/docker-compose.prod.yml run --rm --no-deps -T api alembic upgrade head' 2>&1) \
    || { echo "$output" >&2; return 1; }
}
