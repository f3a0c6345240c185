#!/bin/bash
# start-web.sh VERSION : starts psyfit-web-VERSION from its image, with the secrets as they are now.
# It gets a fixed address, because the proxy's target is an address and must survive a restart of the host.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1

taken=$(docker ps -aq --filter name=psyfit-web- | xargs -r docker inspect \
  --format '{{range .NetworkSettings.Networks}}{{with .IPAMConfig}}{{.IPv4Address}}{{end}}{{end}}')
for host in $(seq 10 29); do
  address=172.30.0.$host
  grep -qx "$address" <<<"$taken" || break
done

docker run --detach --restart unless-stopped --name "psyfit-web-$version" \
  --network kamal --ip "$address" --memory 512m --volume /usr:/usr:ro \
  --log-opt max-size=50m --log-opt max-file=5 \
  --label service=psyfit --label role=web --label destination= \
  --env "KAMAL_CONTAINER_NAME=psyfit-web-$version" --env "KAMAL_VERSION=$version" --env KAMAL_HOST=psyfit.example \
  --env-file .kamal/secrets --env REDIS_URL=redis://psyfit-redis:6379/0 \
  --env SOLID_QUEUE_IN_PUMA=1 --env SOLID_QUEUE_HEARTBEAT_INTERVAL=5 \
  "psyfit/web:$version"
