#!/bin/bash
# point-proxy.sh CONTAINER : sends the requests to this container once it answers, with the options of config/deploy.yml
# and those in PROXY_OPTIONS.
set -euo pipefail
address=$(docker inspect --format '{{.NetworkSettings.Networks.kamal.IPAddress}}' "$1")
read -ra more <<<"${PROXY_OPTIONS:-}"
docker exec kamal-proxy kamal-proxy deploy psyfit-web --target "$address:3000" --host psyfit.example --tls \
  --deploy-timeout 20s --drain-timeout 5s --target-timeout 60s --health-check-path /up --health-check-interval 2s \
  --buffer-requests --buffer-responses --max-request-body 40000000 \
  --log-request-header Cache-Control --log-request-header Last-Modified --log-request-header User-Agent \
  ${more[@]+"${more[@]}"}
