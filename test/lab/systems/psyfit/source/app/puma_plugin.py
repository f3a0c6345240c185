"""`plugin :solid_queue`: the supervisor is Puma's child, and neither outlives the other."""
import os
import signal
import threading
import time

from app.log import log
from solid_queue.supervisor import Supervisor


class SolidQueuePlugin:
    def __init__(self):
        self.pid = os.fork()
        if self.pid == 0:
            Supervisor().run()
            os._exit(0)

    def watch(self):
        threading.Thread(target=self.monitor, daemon=True).start()

    def monitor(self):
        while True:
            try:
                os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                log("INFO", "Detected Solid Queue has gone away, stopping Puma...")
                os.kill(os.getpid(), signal.SIGINT)
                return
            time.sleep(2)

    def stop(self):
        print("Stopping Solid Queue...", flush=True)
        try:
            os.kill(self.pid, signal.SIGINT)
            os.waitpid(self.pid, 0)
        except (ChildProcessError, ProcessLookupError):
            pass
