#!/bin/bash
# Inside the lab host: makes the keiba system from nothing.
set -euo pipefail
HERE=/lab/systems/keiba
SITE=/opt/keiba
. $HERE/system.sh

place_files() {
  mkdir -p $SITE/certs $SITE/models
  cp -r $HERE/source/. $SITE/
  # A key pair of this host alone: the repository holds none.
  cat >$SITE/.env <<ENV
POSTGRES_PASSWORD=lab-db-password
DATABASE_URL=postgresql://postgres:lab-db-password@db:5432/keiba
LOG_LEVEL=INFO
ADMIN_TOKEN=lab-admin-token
DATA_UPDATE_CRON=0 3 * * *
DATA_UPDATE_TIMEZONE=Asia/Tokyo
TRIGGER_MODEL_TRAINING=true
NOTIFY_ON_SUCCESS=false
NOTIFY_ON_PARTIAL=true
NOTIFY_ON_FAILURE=true
SCRAPING_BASE_URL=http://race.netkeiba.example:8081
MODEL_PATH=/models/model.pkl
$(/usr/bin/python3 $SITE/backend/scripts/generate_vapid_keys.py | grep ^NOTIFICATION_)
ENV
  bash $HERE/git-history.sh $SITE
  (cd $SITE/backend && /usr/bin/python3 -m ml.train --n-trials 1 --output $SITE/models/model.pkl)
  chown -R ops:docker $SITE /srv/git
  chmod 640 $SITE/.env
  chmod 644 $SITE/models/model.pkl
  bash /lab/host/certificate.sh $SITE/certs $SYSTEM_DOMAIN 60
}

build_images() {
  export DOCKER_BUILDKIT=0
  bash /lab/host/base-image.sh
  docker build -q -t postgres:15 -f $HERE/images/postgres.Dockerfile $HERE/images
  docker build -q -t keiba/backend:latest $SITE/backend
  docker build -q -t keiba/frontend:latest $SITE/frontend
}

start_containers() {
  dc up -d
  dc exec -T backend alembic upgrade head
  docker exec -i keiba-db-1 psql -v ON_ERROR_STOP=1 -q -U postgres -d keiba <$HERE/images/data.sql
  dc exec -T backend python3 -m app.tasks.run_once
}

schedule_backups() {
  mkdir -p /var/backups/keiba
  crontab -u ops - <<'CRON'
0 2 * * * cd /opt/keiba && docker compose exec -T db pg_dump -U postgres keiba > /var/backups/keiba/backup_$(date +\%Y\%m\%d_\%H\%M\%S).sql 2>/dev/null
CRON
  docker exec keiba-db-1 pg_dump -U postgres keiba >"/var/backups/keiba/backup_$(date +%Y%m%d_%H%M%S).sql"
  chown -R ops:docker /var/backups/keiba
}

place_files
bash $HERE/aws-login.sh
build_images
start_containers
schedule_backups
