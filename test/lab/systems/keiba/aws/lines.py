"""Log groups whose lines keep coming, as the state of the world has it."""
import hashlib
import random
import time
from collections import deque
from datetime import datetime, timezone

from services import RUNNING_AT

KEEP = 5000
PATHS = ("/api/races", "/api/predictions/20261122_11", "/api/races", "/api/health")


def stamp(at):
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%d %H:%M:%S,%f")[:-3]


class Lines:
    def __init__(self, world):
        self.events = {f"/ecs/{service.name}": deque(maxlen=KEEP) for service in world.services.values()}
        self.said = set()
        now = time.time()
        for ago in range(3600, 0, -4):
            self.ordinary(world, now - ago)

    def write(self, part, task, at, text):
        group = f"/ecs/production-keiba-{part}"
        count = len(self.events[group])
        self.events[group].append(
            {
                "logStreamName": f"ecs/{part}/{task}",
                "timestamp": int(at * 1000),
                "message": text,
                "ingestionTime": int(at * 1000) + 200,
                "eventId": str(int(hashlib.sha1(f"{at}{count}{text}".encode()).hexdigest(), 16))[:56],
            }
        )

    def ordinary(self, world, at):
        for part, service in world.services.items():
            serving = [task for task in service.live() if task.healthy]
            if not serving:
                continue
            task, path = random.choice(serving), random.choice(PATHS)
            if part == "frontend":
                day = datetime.fromtimestamp(at, timezone.utc).strftime("%d/%b/%Y:%H:%M:%S +0000")
                self.write(part, task.id, at, f'10.0.1.{random.randint(4, 250)} - - [{day}] "GET {path} HTTP/1.1" 200 612 "-" "Mozilla/5.0"')
            elif task.wrong == "500" and path != "/api/health":
                self.write(part, task.id, at, f"{stamp(at)} ERROR [app.api] GET {path} 500: KeyError: 'win_odds'")
            else:
                self.write(part, task.id, at, f"{stamp(at)} INFO [app.api] GET {path} 200 {random.randint(8, 90)}ms")

    def step(self, world):
        """Once a second."""
        now, backend = time.time(), world.services["backend"]
        self.ordinary(world, now)
        serving = [task for task in backend.live() if task.healthy]
        for fault, text in (
            ("errorrate", "ERROR [app.scraping] GET /api/races 500: https://race.netkeiba.example/: external API timed out after 10.0 s"),
            ("latency", "WARNING [app.core.database] slow query (3120 ms): SELECT * FROM predictions WHERE race_id = $1 ORDER BY created_at"),
            ("rdscpu", "WARNING [app.core.database] slow query (2480 ms): SELECT * FROM predictions WHERE race_id = $1 ORDER BY created_at"),
            ("rdsconnections", "ERROR [app.core.database] GET /api/races 503: FATAL:  remaining connection slots are reserved for non-replication superuser connections"),
            ("rdsdown", 'ERROR [app.core.database] GET /api/races 503: connection to server at "production-keiba-db.example" (10.0.2.15), port 5432 failed: Connection refused'),
            ("rdsstorage", "ERROR [app.core.database] data_update: ERROR:  could not extend file \"base/16401/16583\": No space left on device"),
        ):
            if fault in world.on and serving:
                self.write("backend", random.choice(serving).id, now, f"{stamp(now)} {text}")
        for task in backend.tasks:
            if task.wrong in ("crash", "oom", "unhealthy") and task.age() > RUNNING_AT and task.id not in self.said:
                self.said.add(task.id)
                text = {
                    "crash": "CRITICAL [app.main] 起動に失敗しました: DATABASE_URL: field required",
                    "oom": "INFO [app.main] モデルを読み込んでいます (900 MB)",
                    "unhealthy": "WARNING [app.api] GET /api/health 404",
                }[task.wrong]
                self.write("backend", task.id, now, f"{stamp(now)} {text}")
