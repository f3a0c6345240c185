import datetime
import os
import uuid


def log(level, message):
    now = datetime.datetime.now().isoformat(timespec="microseconds")
    print(f"{level[0]}, [{now} #{os.getpid()}] {level:>5} -- : {message}", flush=True)


class Request:
    """The two lines that Rails writes about a request, and those between them."""

    def __init__(self, method, path, client):
        self.id = uuid.uuid4()
        self.began = datetime.datetime.now()
        self.log("INFO", f'Started {method} "{path}" for {client} at {self.began:%Y-%m-%d %H:%M:%S} +0000')

    def log(self, level, message):
        log(level, f"[{self.id}] {message}")

    def completed(self, status, reason):
        milliseconds = (datetime.datetime.now() - self.began).total_seconds() * 1000
        self.log("INFO", f"Completed {status} {reason} in {milliseconds:.0f}ms (Views: 0.1ms | ActiveRecord: "
                         f"{milliseconds * 0.6:.1f}ms | Allocations: 412)")
