#!/bin/bash
# Builds what is checked out, starts it beside the version that runs, and switches the proxy once it answers.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(git rev-parse HEAD)
new=psyfit-web-$version
say() { echo "[$(date '+%F %T')] $*"; }

say "deploy $version"
DOCKER_BUILDKIT=0 docker build --quiet --label service=psyfit --tag "psyfit/web:$version" .

# The same version again: the container makes room under another name until the new one has taken over.
replaced=
if docker inspect "$new" >/dev/null 2>&1; then
  replaced=${new}_replaced_$(openssl rand -hex 8)
  # Between two restarts it has no network, and the engine can't rename it ("sandbox not found").
  [ "$(docker inspect --format '{{.State.Restarting}}' "$new")" = false ] || docker stop "$new" >/dev/null
  docker rename "$new" "$replaced"
fi

running=$(docker ps --format '{{.Names}}' --filter name=psyfit-web-)
bin/start-web.sh "$version"
if ! bin/point-proxy.sh "$new"; then
  say "deploy failed: $new does not become healthy; the running version stays"
  docker logs --tail 20 "$new" || true
  docker stop "$new" >/dev/null
  exit 1
fi
for old in $running; do docker stop "$old" >/dev/null; done
[ -z "$replaced" ] || docker rm --force "$replaced" >/dev/null
say "deployed $version"
