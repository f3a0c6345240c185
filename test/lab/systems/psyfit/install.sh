#!/bin/bash
# Inside the lab host: makes the psyfit system from nothing, the way Kamal leaves a server: plain `docker run`.
set -euo pipefail
HERE=/lab/systems/psyfit
SITE=/var/www/psyfit
. $HERE/system.sh

as_ops() { setpriv --reuid ops --regid ops --init-groups env HOME=/home/ops "$@"; }

place_files() {
  mkdir -p $SITE /var/backups/psyfit /opt/kamal-certs
  cp -r $HERE/source/. $SITE/
  bash $HERE/git-history.sh $SITE
  mkdir -p $SITE/.kamal
  cat >$SITE/.kamal/secrets <<'SECRETS'
RAILS_MASTER_KEY=4f1d0c6b7a3e29580d6c1f2ab94e7d35
SECRET_KEY_BASE=lab-secret-key-base-8c1f5a7730e24d9b8a52e0c94d17b3f6
ATTR_ENCRYPTED_KEY=lab-attr-encrypted-key-32-bytes!
BLIND_INDEX_KEY=lab-blind-index-key
POSTGRES_PASSWORD=lab-db-password
DATABASE_URL=postgresql://psyfit_prod:lab-db-password@psyfit-db:5432/psyfit_production
SECRETS
  touch /var/log/psyfit-monitor.log /var/log/psyfit-backup.log
  chmod 640 $SITE/.kamal/secrets
  chown -R ops:docker $SITE /srv/git /var/backups/psyfit /var/log/psyfit-*.log
  bash /lab/host/certificate.sh /opt/kamal-certs $SYSTEM_DOMAIN 60
  # The scripts check the certificate as they would a public one.
  cat /etc/lab-ca/ca.pem >>/etc/ssl/certs/ca-certificates.crt
}

build_images() {
  export DOCKER_BUILDKIT=0
  bash /lab/host/base-image.sh
  docker build -q -t postgres:15 -f $HERE/images/postgres.Dockerfile $HERE/images
  docker build -q -t redis:7 -f $HERE/images/redis.Dockerfile $HERE/images
  docker build -q -t basecamp/kamal-proxy:v0.9.0 $HERE/images/kamal-proxy
}

start_accessories() {
  docker network create --subnet 172.30.0.0/24 --gateway 172.30.0.1 --ip-range 172.30.0.128/25 kamal
  for name in db redis proxy; do bash $HERE/accessory.sh $name run; done
}

# The version before, then the one that runs: what a rollback needs is there, stopped.
deploy_releases() {
  cd $SITE
  as_ops git checkout -q HEAD~1
  as_ops bin/deploy.sh
  as_ops git checkout -q main
  as_ops bin/deploy.sh
}

schedule() {
  crontab -u ops - <<'CRON'
*/5 * * * * /var/www/psyfit/bin/monitor.sh >> /var/log/psyfit-monitor.log 2>&1
0 2 * * * /var/www/psyfit/bin/backup.sh >> /var/log/psyfit-backup.log 2>&1
CRON
}

place_files
build_images
start_accessories
deploy_releases
schedule
