"""What worker, dispatcher, scheduler and supervisor have in common: a row, a sign of life, a loop."""
import json
import os
import secrets
import signal
import socket
import time

import psycopg2

from solid_queue import VERSION
from solid_queue.database import NOW, connect

HEARTBEAT_SECONDS = float(os.environ.get("SOLID_QUEUE_HEARTBEAT_INTERVAL", "60"))
ALIVE_SECONDS = 300


def log(level, message):
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
    print(f"{level[0]}, [{at}.{time.time_ns() // 1000 % 1_000_000:06d} #{os.getpid()}] {level:>5} -- : {message}",
          flush=True)


class Process:
    kind = ""
    polling_seconds = 1.0
    metadata = {}

    def __init__(self, supervisor=None):
        self.supervisor = supervisor
        self.parent = os.getppid()
        self.name = f"{self.kind.lower().split('(')[0]}-{secrets.token_hex(10)}"
        self.id = None
        self.stopping = False
        self.connection = None
        self.beat_at = 0.0

    def run(self):
        # As far as a program can rename itself: 15 characters for ps and top.
        with open("/proc/self/comm", "w", encoding="ascii") as file:
            file.write(f"solid-queue-{self.kind.lower()}"[:15])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            try:
                if self.connection is None:
                    self.open()
                self.beat()
                self.poll(self.connection.cursor())
            except psycopg2.Error as error:
                self.lost(error)
            self.idle()
        self.close()

    def stop(self, *_):
        self.stopping = True

    def idle(self):
        # A fork whose supervisor is gone ends, as Solid Queue's do.
        if self.supervisor is not None and os.getppid() != self.parent:
            self.stopping = True
        time.sleep(self.polling_seconds)

    def open(self):
        self.connection = connect(f"solid-queue-{self.kind.lower().split('(')[0]}")
        if self.id is None:
            self.register()

    def lost(self, error):
        log("ERROR", f"SolidQueue-{VERSION} Error in thread (0.0ms)  error: \"{' '.join(str(error).split())}\"")
        if self.connection is not None:
            self.connection.close()
        self.connection = None
        time.sleep(1)

    def register(self):
        cursor = self.connection.cursor()
        cursor.execute(
            f"""insert into solid_queue_processes
                  (kind, last_heartbeat_at, supervisor_id, pid, hostname, metadata, created_at, name)
                values (%s, {NOW}, %s, %s, %s, %s, {NOW}, %s) returning id""",
            (self.kind, self.supervisor, os.getpid(), socket.gethostname(), json.dumps(self.metadata), self.name))
        self.id = cursor.fetchone()[0]
        self.beat_at = time.monotonic()
        more = "".join(f", {key}: {json.dumps(value)}" for key, value in self.metadata.items())
        log("INFO", f"SolidQueue-{VERSION} Started {self.kind} (2.1ms)  pid: {os.getpid()}, "
                    f"hostname: \"{socket.gethostname()}\", process_id: {self.id}, name: \"{self.name}\"{more}")

    def beat(self):
        if time.monotonic() - self.beat_at < HEARTBEAT_SECONDS:
            return
        cursor = self.connection.cursor()
        cursor.execute(f"update solid_queue_processes set last_heartbeat_at = {NOW} where id = %s", (self.id,))
        if cursor.rowcount == 0:
            # It was pruned while it could not be heard of: it starts over, as a restarted one would.
            self.register()
        self.beat_at = time.monotonic()

    def close(self):
        try:
            cursor = self.connection.cursor()
            deregister(cursor, self.id)
        except (AttributeError, psycopg2.Error):
            return
        log("INFO", f"SolidQueue-{VERSION} Shutdown {self.kind} (1.0ms)  pid: {os.getpid()}, name: \"{self.name}\"")

    def poll(self, cursor):
        raise NotImplementedError


def deregister(cursor, process):
    release_claims(cursor, process)
    cursor.execute("delete from solid_queue_processes where id = %s", (process,))


def release_claims(cursor, process):
    """What it had claimed is ready again."""
    cursor.execute("delete from solid_queue_claimed_executions where process_id = %s returning job_id", (process,))
    for (job,) in cursor.fetchall():
        cursor.execute(
            f"""insert into solid_queue_ready_executions (job_id, queue_name, priority, created_at)
                select id, queue_name, priority, {NOW} from solid_queue_jobs where id = %s
                on conflict do nothing""", (job,))
