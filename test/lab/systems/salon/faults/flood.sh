description="api writes RATE lines a second to its log (default 5000), each with its number"
inject() {
  docker exec -d -e "RATE=${RATE:-5000}" salon_gbp_api python3 -c '
import os, time
rate = int(os.environ["RATE"])
log = os.open("/proc/1/fd/1", os.O_WRONLY)
with open("/tmp/flood.pid", "w") as file: file.write(str(os.getpid()))
started, number, batch = time.time(), 0, max(1, min(500, rate // 20))
while True:
    line = "%.6f ERROR [app.flood] line %d upstream timed out while reading response header\n"
    os.write(log, "".join(line % (time.time(), number + i) for i in range(batch)).encode())
    number += batch
    ahead = number / rate - (time.time() - started)
    if ahead > 0: time.sleep(ahead)
'
}
undo() { docker exec salon_gbp_api sh -c '[ ! -f /tmp/flood.pid ] || { kill $(cat /tmp/flood.pid); rm /tmp/flood.pid; } 2>/dev/null || true'; }
seen() { docker logs --tail 3 salon_gbp_api 2>&1 | grep -q 'app.flood'; }
gone() { system-healthy && [ "$(docker logs --since 1s salon_gbp_api 2>&1 | grep -c 'app.flood')" = 0 ]; }
