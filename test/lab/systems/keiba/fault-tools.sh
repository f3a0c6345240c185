# What the faults of the keiba system are made of, besides lib/fault-tools.sh.
SITE=/opt/keiba
DB_CONTAINER=keiba-db-1 DB_USER=postgres DB_NAME=keiba
WRITE_SQL='update users set is_superuser = is_superuser where id = 2'

# recreate SERVICE… : with the environment and .env as they are now.
recreate() {
  local output
  output=$(dc up -d --no-deps --force-recreate "$@" 2>&1) || { echo "$output" >&2; return 1; }
}

change_env() {
  [ -f /run/lab/env.good ] || cp -p $SITE/.env /run/lab/env.good
  sed -i "$1" $SITE/.env
}
restore_env() {
  [ ! -f /run/lab/env.good ] || cp -p /run/lab/env.good $SITE/.env
}

# The data update as its schedule would run it: its lines stand in the scheduler's log.
update_data() {
  docker exec keiba-scheduler-1 sh -c 'exec python3 -m app.tasks.run_once >/proc/1/fd/1 2>&1' || true
}

# site_answers STATUS|hang|garbage|'' and push_answers STATUS|'' : how the world outside behaves.
site_answers() { echo "$1" >/run/lab/site; }
push_answers() { echo "$1" >/run/lab/push; }

# logged SERVICE PATTERN : since the fault was injected.
logged() { docker logs --since "$injected_at" "keiba-$1-1" 2>&1 | grep -q "$2"; }

health() { state "keiba-$1-1" '{{.State.Health.Status}}'; }

keep_model() { [ -f /run/lab/model.good ] || cp -p $SITE/models/model.pkl /run/lab/model.good; }
restore_model() {
  [ ! -f /run/lab/model.good ] || cp -p /run/lab/model.good $SITE/models/model.pkl
  docker restart -t 2 keiba-inference-1
}

backups() { find /var/backups/keiba -maxdepth 1 -name 'backup_*.sql' "$@"; }

make_certificate() {
  bash /lab/host/certificate.sh $SITE/certs "$SYSTEM_DOMAIN" "$1"
  docker exec keiba-frontend-1 nginx -c /etc/nginx/frontend.conf -s reload 2>/dev/null
}

# What to look at when a symptom does not come or go.
evidence() {
  docker ps -a --format '{{.Names}}: {{.Status}}'
  for service in backend scheduler inference; do docker logs --tail 4 "keiba-$service-1" 2>&1 | cut -c1-200; done
  echo "https: $(http_status "$SYSTEM_HEALTH_PATH" || true)"
}

# What a new daemon's restart policies do not bring back by themselves.
start_what_stays_down() { docker ps -aq --filter status=exited | xargs -r docker start; }

# What goes wrong in AWS: the stand-in looks for a file of the fault's name.
AWS_FAULTS=/run/lab/aws/faults
aws_goes_wrong() {
  mkdir -p $AWS_FAULTS
  touch "$AWS_FAULTS/$1"
}
# The account as new, apart from the faults that are still on.
aws_is_well_again() {
  rm -f "$AWS_FAULTS/$1"
  mkdir -p /run/lab/aws
  touch /run/lab/aws/reset
  wait_until 10 test ! -e /run/lab/aws/reset
}
# in_aws PATTERN : what the stand-in's state file says.
in_aws() { grep -qE "$1" /run/lab/aws/world; }
alarm_is() { in_aws "^alarm production-keiba-$1 $2$"; }
# The release of always serves, and nothing is rung.
aws_is_well() { in_aws '^service production-keiba-backend 42 COMPLETED 2/2$' && ! in_aws '^alarm .* ALARM$'; }
backend_by_cli() {
  aws --endpoint-url http://127.0.0.1:4566 --output text ecs describe-services \
    --cluster production-keiba-cluster --services production-keiba-backend --query 'services[0].status' 2>&1
}
