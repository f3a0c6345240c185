# What the faults of the psyfit system are made of, besides lib/fault-tools.sh.
SITE=/var/www/psyfit
DB_CONTAINER=psyfit-db DB_USER=psyfit_prod DB_NAME=psyfit_production
WRITE_SQL='update users set locked_at = locked_at where id = 2'
VERSION=$(git -C $SITE rev-parse HEAD)
WEB=psyfit-web-$VERSION
MONITOR_LOG=/var/log/psyfit-monitor.log BACKUP_LOG=/var/log/psyfit-backup.log

as_ops() { setpriv --reuid ops --regid ops --init-groups "$@"; }

proxy() { docker exec kamal-proxy kamal-proxy "$@"; }

# The web container with the secrets as they are now, at the address that the proxy knows.
recreate_web() {
  docker stop -t 8 "$WEB"
  docker rm "$WEB"
  as_ops $SITE/bin/start-web.sh "$VERSION"
}

# deploy_broken SED-SCRIPT FILE : pulls the next release, breaks it and deploys it, as somebody does who has not noticed.
deploy_broken() {
  [ -f /run/lab/good-release ] || echo "$VERSION" >/run/lab/good-release
  cd $SITE
  as_ops git pull -q origin main
  as_ops sed -i "$1" "$2"
  as_ops git -c user.name=deploy -c user.email=deploy@psyfit.example commit -qam '予約一覧の表示を速くする'
  as_ops bin/deploy.sh
}

# The release from before deploy_broken, wherever things stand by now; the database goes back as well.
back_to_good_release() {
  good=$(cat /run/lab/good-release)
  docker start "psyfit-web-$good" >/dev/null
  as_ops $SITE/bin/point-proxy.sh "psyfit-web-$good"
  for web in $(docker ps -aq --filter name=psyfit-web- --filter "since=psyfit-web-$good"); do docker rm -f "$web"; done
  as_ops git -C $SITE reset -q --hard "$good"
  sql "alter table reservations drop column if exists canceled_at"
  sql "delete from schema_migrations where version = '20261118000000'"
  rm -f /run/lab/good-release
}

change_secrets() {
  [ -f /run/lab/secrets.good ] || cp -p $SITE/.kamal/secrets /run/lab/secrets.good
  sed -i "$1" $SITE/.kamal/secrets
}
restore_secrets() {
  [ ! -f /run/lab/secrets.good ] || cp -p /run/lab/secrets.good $SITE/.kamal/secrets
}

# Solid Queue's processes, as seen from the lab host.
solid_queue_pids() { pgrep '^solid-queue-'; }

# enqueue PYTHON-ARGUMENTS : puts a job into a queue, as the application would.
enqueue() {
  docker exec "$WEB" python3 -c "
from solid_queue.database import connect
from solid_queue.queue import enqueue
cursor = connect('psyfit-rails').cursor()
for number in range($1): enqueue(cursor, $2)"
}
failed_jobs() { sql 'select count(*) from solid_queue_failed_executions'; }
discard_failed_jobs() { sql 'delete from solid_queue_jobs where id in (select job_id from solid_queue_failed_executions)'; }

backups() { find /var/backups/psyfit -maxdepth 1 -name 'psyfit_production_*.sql.gz' "$@"; }

# The proxy takes the certificate anew for each connection.
make_certificate() { bash /lab/host/certificate.sh /opt/kamal-certs "$SYSTEM_DOMAIN" "$1"; }

# What to look at when a symptom does not come or go.
evidence() {
  docker ps -a --format '{{.Names}}: {{.Status}}'
  docker logs --tail 5 "$WEB" 2>&1 | cut -c1-200
  proxy list | tail -n 1
  sql 'select kind, pid, last_heartbeat_at from solid_queue_processes'
  echo "https: $(http_status "$SYSTEM_HEALTH_PATH" || true)"
}

# What a new daemon's restart policies do not bring back by themselves; the older version stays down.
start_what_stays_down() { docker start psyfit-db psyfit-redis kamal-proxy "$WEB"; }
