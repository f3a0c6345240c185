description="web leaks: one of its processes holds nearly all memory that the container may have"
inject() {
  docker exec -d "$WEB" bash -c 'exec -a "puma: cluster worker 1: 8 [rails]" python3 -c "$1"' bash "
import os, time
hog = []
for step in range(108): hog.append(bytearray(os.urandom(1 << 20)) * 4)
time.sleep(1e6)"
}
undo() {
  # Whoever booted it anew has left the container with the leak behind, stopped and under another name.
  for web in $(docker ps -aq --filter name=_replaced_); do docker rm -f "$web"; done
  docker exec "$WEB" pkill -f 'cluster worker 1' || true
}
seen() { docker stats --no-stream --format '{{.MemPerc}}' "$WEB" | awk '{ exit !($1 + 0 >= 86) }'; }
