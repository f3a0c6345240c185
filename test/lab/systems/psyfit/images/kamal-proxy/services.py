"""What is deployed: kept in a file, so that a restarted proxy goes on where it was."""
import json
import os
import re
import threading
import time
import urllib.request

HOME = "/home/kamal-proxy/.config/kamal-proxy"
STATE = f"{HOME}/kamal-proxy.state"
CERTIFICATES = f"{HOME}/certs"


class Refused(Exception):
    """Ends a command with this text."""


class Services:
    def __init__(self, log):
        self.log = log
        self.changed = threading.Condition()
        self.services = {}
        if os.path.exists(STATE):
            with open(STATE, encoding="utf8") as file:
                self.services = json.load(file)
            log("INFO", "Restored saved state", path=STATE)
        else:
            log("INFO", "No previous state to restore", path=STATE)

    def for_host(self, host):
        name = (host or "").split(":")[0].lower()
        with self.changed:
            wildcard = None
            for service in self.services.values():
                if service["host"] == name:
                    return dict(service)
                if not service["host"]:
                    wildcard = dict(service)
            return wildcard

    def list(self):
        with self.changed:
            return {name: dict(service) for name, service in self.services.items()}

    def deploy(self, service, target, host, tls, **options):
        if not re.fullmatch(r"\w[-_.\w+]+(:\d+)?", target):
            raise Refused(f"{target} :invalid host pattern")
        self.log("INFO", "Deploying", service=service, hosts=[host], target=target, tls=tls)
        if not became_healthy(target, options["health_check_path"], options["deploy_timeout"]):
            self.log("INFO", "Target failed to become healthy", hosts=[host], target=target)
            limit = f'{options["deploy_timeout"]:g}s'
            raise Refused(f"target failed to become healthy within configured timeout ({limit})")
        with self.changed:
            for name, other in self.services.items():
                if name != service and other["host"] == host:
                    raise Refused("host is used by another service")
            # Nothing of what was there before stays: options that were not given are off again.
            self.services[service] = {
                "name": service,
                "host": host,
                "target": target,
                "tls": tls,
                "tls_redirect": options["tls_redirect"] == "true",
                "target_timeout": options["target_timeout"],
                "state": "running",
            }
            self.save()
        self.log("INFO", "Deployed", service=service, hosts=[host], target=target)

    def remove(self, service):
        with self.changed:
            self.find(service)
            del self.services[service]
            self.save()

    def set_state(self, service, state, **more):
        with self.changed:
            self.find(service).update(state=state, **more)
            self.save()
        self.log("INFO", f"Service {state}", service=service)

    def find(self, name):
        if name not in self.services:
            raise Refused("service not found")
        return self.services[name]

    def save(self):
        with open(STATE, "w", encoding="utf8") as file:
            json.dump(self.services, file)
        self.changed.notify_all()

    def wait_while_paused(self, host):
        """The service once it is not paused any more, or still paused after its longest pause."""
        service = self.for_host(host)
        deadline = time.monotonic() + (service or {}).get("max_pause", 0)
        while service and service["state"] == "paused" and time.monotonic() < deadline:
            with self.changed:
                self.changed.wait(deadline - time.monotonic())
            service = self.for_host(host)
        return service


def became_healthy(target, path, timeout):
    deadline = time.monotonic() + timeout
    while True:
        try:
            with urllib.request.urlopen(f"http://{target}{path}", timeout=5):
                return True
        except OSError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.2)
