description="redis is stopped; the site goes on without it"
inject() { docker stop -t 2 psyfit-redis; }
undo() { docker start psyfit-redis; }
seen() {
  [ "$(http_status /up)" = 200 ] &&
    docker logs --since "$injected_at" "$WEB" 2>&1 | grep -q 'Redis::CannotConnectError'
}
gone() { system-healthy && [ "$(docker exec psyfit-redis redis-cli ping)" = PONG ]; }
