"""What is deployed: kept in a file, so that a restarted proxy goes on where it was."""
import json
import os
import re
import ssl
import threading
import time
import urllib.request

HOME = "/home/kamal-proxy/.config/kamal-proxy"
STATE = f"{HOME}/kamal-proxy.state"
CERTIFICATES = f"{HOME}/certs"
PAUSE_STATES = ("running", "paused", "stopped")


class Refused(Exception):
    """Ends a command with this text."""


class Services:
    def __init__(self, log):
        self.log = log
        self.changed = threading.Condition()
        self.services = {}
        # Certificates of one's own, by service: read at a deploy and at the start (internal/server/cert.go), never between.
        self.own_certificates = {}
        if os.path.exists(STATE):
            with open(STATE, encoding="utf8") as file:
                self.services = {each["name"]: each for each in json.load(file)}
            for name, service in self.services.items():
                self.own_certificates[name] = own_certificate(service["options"])
            log("INFO", "Restored saved state", path=STATE)
        else:
            log("INFO", "No previous state to restore", path=STATE)

    def for_host(self, host):
        name = (host or "").split(":")[0].lower()
        with self.changed:
            wildcard = None
            for service in self.services.values():
                if name in service["options"]["hosts"]:
                    return seen(service)
                if service["options"]["hosts"] == [""]:
                    wildcard = seen(service)
            return wildcard

    def list(self):
        with self.changed:
            return {name: seen(service) for name, service in self.services.items()}

    def deploy(self, service, target, host, tls, **options):
        if not re.fullmatch(r"\w[-_.\w+]+(:\d+)?", target):
            raise Refused(f"{target} :invalid host pattern")
        hosts = host or [""]
        self.log("INFO", "Deploying", service=service, targets=[target], hosts=hosts, paths=["/"], tls=tls)
        if not became_healthy(target, options["health_check_path"], options["deploy_timeout"]):
            limit = f'{options["deploy_timeout"]:g}s'
            raise Refused(f"target failed to become healthy within configured timeout ({limit})")
        certificate = own_certificate(options)
        with self.changed:
            for name, other in self.services.items():
                if name != service and set(other["options"]["hosts"]) & set(hosts):
                    raise Refused("host settings conflict with another service")
            # Nothing of what was there before stays: options that were not given are off again.
            pause = self.services.get(service, {}).get("pause_controller", {"state": 0, "stop_message": "", "fail_after": 0})
            self.services[service] = marshalled(service, target, hosts, tls, pause, options)
            self.own_certificates[service] = certificate
            self.save()
        self.log("INFO", "Deployed", service=service, targets=[target], hosts=hosts, paths=["/"], tls=tls)

    def remove(self, service):
        with self.changed:
            self.find(service)
            del self.services[service]
            self.save()

    def set_state(self, service, state, max_pause=0, message=""):
        with self.changed:
            self.find(service)["pause_controller"] = {
                "state": PAUSE_STATES.index(state), "stop_message": message, "fail_after": round(max_pause * 1e9)}
            self.save()
        self.log("INFO", f"Service {state}", service=service)

    def find(self, name):
        if name not in self.services:
            raise Refused("service not found")
        return self.services[name]

    def save(self):
        with open(STATE, "w", encoding="utf8") as file:
            json.dump([self.services[name] for name in sorted(self.services)], file, separators=(",", ":"))
            file.write("\n")
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


def own_certificate(options):
    if not options["tls_certificate_path"]:
        return None
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["tls_certificate_path"], options["tls_private_key_path"])
    except OSError:
        raise Refused("unable to load certificate") from None
    return context


def marshalled(name, target, hosts, tls, pause, options):
    """A service as the state file of v0.9 has it (internal/server/service.go, marshalledService); durations in ns."""
    return {
        "name": name,
        "options": {
            "hosts": hosts,
            "path_prefixes": ["/"],
            "tls_enabled": tls,
            "tls_certificate_path": options["tls_certificate_path"],
            "tls_private_key_path": options["tls_private_key_path"],
            "tls_redirect": options["tls_redirect"],
            "acme_directory": "",
            "acme_cache_path": CERTIFICATES if tls else "",
            "error_page_path": options["error_pages"],
            "strip_prefix": True,
            "writer_affinity_timeout": options["writer_affinity_timeout"],
            "read_targets_accept_websockets": False,
        },
        "target_options": {
            "health_check_config": {
                "path": options["health_check_path"],
                "interval": options["health_check_interval"],
                "timeout": options["health_check_timeout"],
            },
            "response_timeout": options["target_timeout"],
            "buffer_requests": options["buffer_requests"],
            "buffer_responses": options["buffer_responses"],
            "max_memory_buffer_size": options["buffer_memory"],
            "max_request_body_size": options["max_request_body"],
            "max_response_body_size": options["max_response_body"],
            "log_request_headers": options["log_request_header"],
            "log_response_headers": options["log_response_header"],
            "forward_headers": options["forward_headers"],
        },
        "active_targets": [target],
        "active_readers": [],
        "rollout_targets": None,
        "rollout_readers": None,
        "pause_controller": pause,
        "rollout_controller": None,
    }


def seen(service):
    """What the list says of a service, and what serving a request needs."""
    options, pause = service["options"], service["pause_controller"]
    return {
        "name": service["name"],
        "host": ",".join(options["hosts"]),
        "path": ",".join(options["path_prefixes"]),
        "target": ",".join(service["active_targets"]),
        "tls": options["tls_enabled"],
        "tls_redirect": options["tls_redirect"],
        "target_timeout": service["target_options"]["response_timeout"] / 1e9,
        "state": PAUSE_STATES[pause["state"]],
        "max_pause": pause["fail_after"] / 1e9,
    }


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
