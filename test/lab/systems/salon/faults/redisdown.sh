description="redis is stopped: no task is queued or fetched"
# Celery 5.2 does not always find its way back after a lost broker: a worker that has not would say nothing of the next loss.
inject() {
  waits_for_tasks || { docker restart -t 2 salon_gbp_worker; wait_until 30 waits_for_tasks; }
  docker stop -t 2 salon_gbp_redis
}
# For the same reason it gets a fresh start.
undo() {
  docker start salon_gbp_redis
  docker restart -t 2 salon_gbp_worker
}
waits_for_tasks() { redis client list | grep -q ' flags=b .* cmd=brpop '; }
seen() {
  [ "$(state salon_gbp_redis '{{.State.Running}}')" = false ] &&
    docker logs --since "$injected_at" salon_gbp_worker 2>&1 | grep -qE 'Connection to broker lost|Cannot connect to redis'
}
