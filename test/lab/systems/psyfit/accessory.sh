#!/bin/bash
# accessory.sh db|redis|proxy run : starts an accessory of config/deploy.yml as Kamal does, with a fixed address.
set -euo pipefail
HERE=/lab/systems/psyfit
[ "${2:-}" = run ]

# accessory NAME ADDRESS OPTION… IMAGE [ARGUMENT…]
accessory() {
  docker run --detach --restart unless-stopped --name "$1" --network kamal --ip "$2" --volume /usr:/usr:ro \
    --log-opt max-size=10m --log-opt max-file=3 "${@:3}"
}

case $1 in
  db)
    accessory psyfit-db 172.30.0.2 --label service=psyfit-db --memory 512m --shm-size 64m \
      --env POSTGRES_USER=psyfit_prod --env POSTGRES_DB=psyfit_production --env POSTGRES_PASSWORD=lab-db-password \
      --volume psyfit-db-data:/var/lib/postgresql/data --volume $HERE/images/db:/docker-entrypoint-initdb.d:ro \
      postgres:15 -c shared_preload_libraries=pg_stat_statements -c max_connections=30 \
      -c log_min_duration_statement=1000 -c log_lock_waits=on -c deadlock_timeout=500ms
    ;;
  redis)
    accessory psyfit-redis 172.30.0.3 --label service=psyfit-redis --memory 128m --volume psyfit-redis-data:/data redis:7
    ;;
  proxy)
    # With the kernel's own patience it takes half a minute to find out that nobody has the target's address any more.
    accessory kamal-proxy 172.30.0.4 --sysctl net.ipv4.neigh.eth0.base_reachable_time_ms=1000 \
      --sysctl net.ipv4.neigh.eth0.delay_first_probe_time=1 --sysctl net.ipv4.neigh.eth0.ucast_solicit=1 \
      --sysctl net.ipv4.neigh.eth0.mcast_solicit=2 --sysctl net.ipv4.neigh.eth0.retrans_time_ms=300 \
      --publish 80:80 --publish 443:443 \
      --volume kamal-proxy-config:/home/kamal-proxy/.config/kamal-proxy \
      --volume /opt/kamal-certs:/home/kamal-proxy/.config/kamal-proxy/certs:ro basecamp/kamal-proxy:v0.9.0
    ;;
esac
