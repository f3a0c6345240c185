"""The account: what runs in it, what went wrong, how it goes on."""
import os
import threading
import time
from collections import namedtuple

import rds
from definitions import Definitions
from faults import BAD_RELEASES, switch, switched_on, take_reset
from figures import Figures
from lines import Lines
from services import Service

STEP_SECONDS = 0.2
STATE = "/run/lab/aws/world"
DATABASE_SECONDS = 3

# The status of the database until a time, and whether it is down then.
Change = namedtuple("Change", "meanwhile until down")


class World:
    def __init__(self):
        self.lock = threading.RLock()
        self.begin()

    def begin(self):
        self.on = set()
        self.definitions = Definitions()
        self.services = {part: Service(part, self.definitions) for part in ("backend", "frontend")}
        self.figures = Figures()
        self.lines = Lines(self)
        self.second = 0
        self.database_changes = None

    def run(self):
        while True:
            with self.lock:
                self.step()
            time.sleep(STEP_SECONDS)

    def step(self):
        if take_reset():
            self.begin()
        change = self.database_changes
        if change and time.time() >= change.until:
            switch("rdsdown", change.down)
            self.database_changes = None
        on = switched_on()
        for name in on - self.on:
            if name in BAD_RELEASES:
                self.release_badly(BAD_RELEASES[name])
        self.on = on
        for service in self.services.values():
            service.step()
        if int(time.time()) != self.second:
            self.second = int(time.time())
            self.figures.step(self)
            self.lines.step(self)

        self.tell()

    def tell(self):
        """The state file: a line for each thing that faults wait for. They need no aws command line, which is slow."""
        lines = [f"rds {rds.status(self)}"]
        lines += [f"alarm {alarm.name} {alarm.state}" for alarm in self.figures.alarms]
        for service in self.services.values():
            revision = service.primary.definition.split(":")[1]
            lines.append(f"service {service.name} {revision} {service.primary.rollout} {len(service.running())}/{service.desired}")
            lines += [f"stopped {service.name} {task.reason} {task.container_reason or ''}" for task in service.tasks if task.stopped_at]
        lines += [f"log {event['message']}" for event in list(self.lines.events["/ecs/production-keiba-backend"])[-20:]]
        os.makedirs(os.path.dirname(STATE), exist_ok=True)
        with open(f"{STATE}.new", "w", encoding="utf8") as file:
            file.write("\n".join(lines) + "\n")
        os.rename(f"{STATE}.new", STATE)

    def change_database(self, meanwhile, down):
        self.database_changes = Change(meanwhile, time.time() + DATABASE_SECONDS, down)

    def release_badly(self, wrong):
        backend = self.services["backend"]
        self.definitions.add("backend", 43, time.time(), wrong)
        backend.deploy(f"{backend.name}:43")
