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

# accessory NAME ADDRESS OPTION… IMAGE [ARGUMENT…]
accessory() {
  docker run --detach --restart unless-stopped --name "$1" --network kamal --ip "$2" --volume /usr:/usr:ro \
    --log-opt max-size=10m --log-opt max-file=3 "${@:3}"
}

start_accessories() {
  docker network create --subnet 172.30.0.0/24 --gateway 172.30.0.1 --ip-range 172.30.0.128/25 kamal
  accessory psyfit-db 172.30.0.2 --label service=psyfit-db --memory 512m --shm-size 64m \
    --env POSTGRES_USER=psyfit_prod --env POSTGRES_DB=psyfit_production --env POSTGRES_PASSWORD=lab-db-password \
    --volume psyfit-db-data:/var/lib/postgresql/data --volume $HERE/images/db:/docker-entrypoint-initdb.d:ro \
    postgres:15 -c shared_preload_libraries=pg_stat_statements -c max_connections=30 \
    -c log_min_duration_statement=1000 -c log_lock_waits=on -c deadlock_timeout=500ms
  accessory psyfit-redis 172.30.0.3 --label service=psyfit-redis --memory 128m --volume psyfit-redis-data:/data redis:7
  # With the kernel's own patience it takes half a minute to find out that nobody has the target's address any more.
  accessory kamal-proxy 172.30.0.4 --sysctl net.ipv4.neigh.eth0.base_reachable_time_ms=1000 \
    --sysctl net.ipv4.neigh.eth0.delay_first_probe_time=1 --sysctl net.ipv4.neigh.eth0.ucast_solicit=1 \
    --sysctl net.ipv4.neigh.eth0.mcast_solicit=2 --sysctl net.ipv4.neigh.eth0.retrans_time_ms=300 \
    --publish 80:80 --publish 443:443 \
    --volume kamal-proxy-config:/home/kamal-proxy/.config/kamal-proxy \
    --volume /opt/kamal-certs:/home/kamal-proxy/.config/kamal-proxy/certs:ro basecamp/kamal-proxy:v0.9.0
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
