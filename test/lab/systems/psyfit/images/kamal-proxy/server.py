"""The running proxy: HTTP on 80, HTTPS on 443, its commands on a unix socket."""
import http.client
import http.server
import json
import os
import signal
import socketserver
import ssl
import sys
import threading
import time

from services import CERTIFICATES, Refused, Services

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-authorization"}


def log(level, message, **fields):
    line = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "level": level, "msg": message, **fields}
    sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
    sys.stdout.flush()


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def forward(self):
        began = time.monotonic_ns()
        host = self.headers.get("Host")
        service = self.services.wait_while_paused(host)
        status, headers, body = self.respond(service)
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        log("INFO", "Request", host=host, path=self.path, method=self.command, status=status,
            service=(service or {}).get("name", ""), target=(service or {}).get("target", ""),
            duration=time.monotonic_ns() - began, remote_addr=self.client_address[0],
            user_agent=self.headers.get("User-Agent", ""), resp_content_length=len(body))

    def respond(self, service):
        encrypted = isinstance(self.connection, ssl.SSLSocket)
        if service is None:
            return error_page(404)
        if service["tls"] and service["tls_redirect"] and not encrypted:
            return 301, [("Location", f'https://{(self.headers.get("Host") or "").split(":")[0]}{self.path}'), ("Connection", "close")], b""
        if service["state"] == "stopped":
            return error_page(503)
        if service["state"] == "paused":
            return error_page(504)
        return self.ask(service, encrypted)

    def ask(self, service, encrypted):
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        headers["X-Forwarded-For"] = self.client_address[0]
        headers["X-Forwarded-Proto"] = "https" if encrypted else "http"
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        target = http.client.HTTPConnection(service["target"], timeout=service["target_timeout"])
        try:
            target.request(self.command, self.path, body, headers)
            response = target.getresponse()
            kept = [pair for pair in response.getheaders()
                    if pair[0].lower() not in HOP_BY_HOP and pair[0].lower() != "content-length"]
            return response.status, kept, response.read()
        except TimeoutError:
            return error_page(504)
        except (OSError, http.client.HTTPException) as error:
            log("ERROR", "Error while proxying", target=service["target"], path=self.path, error=str(error))
            return error_page(502)
        finally:
            target.close()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = forward

    def log_message(self, *_):
        pass


def error_page(status):
    reason = http.client.responses[status]
    return status, [("Content-Type", "text/html; charset=utf-8")], f"<h1>{status}</h1><p>{reason}</p>\n".encode()


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, request, client_address):
        # Clients that leave, and handshakes for names without a certificate.
        pass


class TlsServer(Server):
    """Takes an ACME certificate anew for each handshake, as a renewed one is served without a restart."""

    def __init__(self, address, handler, services):
        super().__init__(address, handler)
        self.services = services

    def get_request(self):
        connection, address = super().get_request()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = self.choose
        # The handshake is done by the first read, in the connection's own thread.
        return context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def choose(self, connection, name, _):
        service = self.services.for_host(name) if name else None
        if not service or not service["tls"]:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        own = self.services.own_certificates.get(service["name"])
        if own:
            connection.context = own
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{CERTIFICATES}/fullchain.pem", f"{CERTIFICATES}/privkey.pem")
        connection.context = context
        return None


class Commands(socketserver.StreamRequestHandler):
    def handle(self):
        request = json.loads(self.rfile.readline())
        try:
            answer = {"result": self.perform(request.pop("command"), request)}
        except Refused as refused:
            answer = {"error": str(refused)}
        self.wfile.write(json.dumps(answer).encode() + b"\n")

    def perform(self, command, options):
        services = self.server.services
        if command == "list":
            return services.list()
        if command == "deploy":
            return services.deploy(**options)
        if command == "remove":
            return services.remove(options["service"])
        states = {"pause": "paused", "stop": "stopped", "resume": "running"}
        more = {name: options[name] for name in ("max_pause", "message") if name in options}
        return services.set_state(options["service"], states[command], **more)


class CommandServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


def run(path):
    services = Services(log)
    Proxy.services = services
    if os.path.exists(path):
        os.unlink(path)
    commands = CommandServer(path, Commands)
    commands.services = services
    servers = [Server(("", 80), Proxy), TlsServer(("", 443), Proxy, services), commands]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    log("INFO", "Server started", http=80, https=443)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    stop.wait()
    log("INFO", "Server stopped")
    return 0
