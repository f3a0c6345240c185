"""Forks the other processes, replaces those that end, and prunes the rows of those that died."""
import os
import signal
import socket
import time

from solid_queue import VERSION
from solid_queue.database import NOW
from solid_queue.dispatcher import Dispatcher
from solid_queue.process import ALIVE_SECONDS, Process, deregister, log
from solid_queue.scheduler import Scheduler
from solid_queue.worker import Worker


class Supervisor(Process):
    kind = "Supervisor(fork)"
    polling_seconds = 0.5

    def __init__(self):
        super().__init__()
        self.forks = {}

    def register(self):
        # Rows that this container left when it was killed: the real thing prunes them after five minutes.
        cursor = self.connection.cursor()
        cursor.execute("select id from solid_queue_processes where hostname = %s", (socket.gethostname(),))
        for (process,) in cursor.fetchall():
            deregister(cursor, process)
        super().register()

    def poll(self, cursor):
        for kind in (Worker, Dispatcher, Scheduler):
            if kind not in self.forks.values():
                self.start(kind)
        self.reap()
        self.prune(cursor)

    def start(self, kind):
        pid = os.fork()
        if pid == 0:
            # Sockets are not shared between processes: each has its own connection.
            process = kind(self.id)
            process.run()
            os._exit(0)
        self.forks[pid] = kind

    def reap(self):
        while self.forks:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            kind = self.forks.pop(pid, None)
            if kind and not self.stopping:
                log("INFO", f"SolidQueue-{VERSION} Replaced terminated {kind.kind} (0.2ms)  pid: {pid}, "
                            f"status: {os.waitstatus_to_exitcode(status)}")

    def prune(self, cursor):
        cursor.execute(
            f"""select id from solid_queue_processes
                where id <> %s and last_heartbeat_at < {NOW} - %s * interval '1 s'""", (self.id, ALIVE_SECONDS))
        for (process,) in cursor.fetchall():
            deregister(cursor, process)

    def close(self):
        for pid in self.forks:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 6
        while self.forks and time.monotonic() < deadline:
            self.reap()
            time.sleep(0.05)
        super().close()
