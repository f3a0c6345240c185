#!/bin/bash
# Inside the lab host: makes the salon system from nothing.
set -euo pipefail
HERE=/lab/systems/salon
SITE=/opt/salon-gbp
. $HERE/system.sh

place_files() {
  mkdir -p $SITE /opt/gateway/certs
  cp -r $HERE/source/. $SITE/
  bash $HERE/git-history.sh $SITE
  cp -r $HERE/gateway/. /opt/gateway/
  cat >$SITE/.env <<'ENV'
POSTGRES_PASSWORD=lab-db-password
DATABASE_URL=postgresql://salon_gbp:lab-db-password@db:5432/salon_gbp
TOKEN_ENC_KEY_B64=bGFiLWtleS1sYWIta2V5LWxhYi1rZXktbGFiLWtleS0=
OAUTH_STATE_SECRET=lab-state-secret
ENV
  chown -R ops:docker $SITE /srv/git
  chmod 640 $SITE/.env
  bash /lab/host/certificate.sh /opt/gateway/certs $SYSTEM_DOMAIN 60
}

build_images() {
  export DOCKER_BUILDKIT=0
  bash /lab/host/base-image.sh
  docker build -q -t postgres:15 -f $HERE/images/postgres.Dockerfile $HERE/images
  docker build -q -t redis:7 -f $HERE/images/redis.Dockerfile $HERE/images
  docker build -q -t gateway/nginx:latest -f $HERE/images/gateway.Dockerfile $HERE/images
  docker build -q -t salon-gbp/api:latest -f $SITE/deploy/api.Dockerfile $SITE
  docker build -q -t salon-gbp/web:latest -f $SITE/deploy/web.Dockerfile $SITE
}

start_containers() {
  dc up -d
  (cd /opt/gateway && docker compose up -d)
}

fill_media() {
  docker cp $SITE/media/. salon_gbp_api:/data/media/
}

schedule_backups() {
  crontab - <<'CRON'
0 3 * * * docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp | gzip > /opt/salon-gbp/backup_$(date +\%Y\%m\%d).sql.gz 2>/dev/null
0 4 * * 0 find /opt/salon-gbp/backup_*.sql.gz -mtime +30 -delete 2>/dev/null
CRON
  docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp | gzip >"$SITE/backup_$(date +%Y%m%d).sql.gz"
}

place_files
build_images
start_containers
fill_media
schedule_backups
