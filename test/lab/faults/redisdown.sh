description="redis is stopped: no task is queued or fetched"
inject() { docker stop -t 2 salon_gbp_redis; }
undo() { docker start salon_gbp_redis; }
seen() { [ "$(state salon_gbp_redis '{{.State.Running}}')" = false ] && docker logs --since "$injected_at" salon_gbp_worker 2>&1 | grep -q 'Cannot connect to redis'; }
gone() { system-healthy; }
