description="redis is stopped: no task is queued or fetched"
inject() { docker stop -t 2 salon_gbp_redis; }
# Celery 5.2 does not always find its way back after a lost broker, so the worker gets a fresh start.
undo() {
  docker start salon_gbp_redis
  docker restart -t 2 salon_gbp_worker
}
seen() {
  [ "$(state salon_gbp_redis '{{.State.Running}}')" = false ] &&
    docker logs --since "$injected_at" salon_gbp_worker 2>&1 | grep -qE 'Connection to broker lost|Cannot connect to redis'
}
