"""The web application: a stand-in for Puma and Rails that answers as the runbook says."""
import datetime
import http.server
import json
import os
import signal
import sys
import time

import psycopg2
import redis

from app import settings
from app.log import Request
from app.puma_plugin import SolidQueuePlugin
from app.version import VERSION


def database():
    return psycopg2.connect(os.environ["DATABASE_URL"], connect_timeout=3, application_name="psyfit-web")


def wait_for_database(seconds=20):
    """After a reboot all containers start at once; a wrong password is not worth waiting for."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return database().close()
        except psycopg2.OperationalError as error:
            if "authentication failed" in str(error) or time.monotonic() > deadline:
                settings.stop("PG::ConnectionBad", f"could not connect to server: {first_line(error)}",
                              "activerecord-7.1.3/lib/active_record/connection_adapters/postgresql_adapter.rb:81")
            time.sleep(0.1)


def first_line(error):
    return str(error).strip().splitlines()[0]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "puma", ""

    def answer(self):
        request = Request(self.command, self.path, self.headers.get("X-Forwarded-For", self.client_address[0]))
        status, kind, body = self.page(request, self.path.split("?")[0])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Request-Id", str(request.id))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        request.completed(status, self.responses[status][0])

    do_GET = do_HEAD = do_POST = answer

    def page(self, request, path):
        count(request, path)
        if path == "/up":
            return 200, "text/html", b'<!DOCTYPE html><html><body style="background-color: green"></body></html>'
        if path == "/api/v1/health":
            return self.health(request)
        if path == "/api/v1/auth/sign_in":
            return self.sign_in(request)
        if path == "/api/v1/reservations":
            return 200, "application/json", json.dumps(reservations()).encode()
        if path == "/":
            return 200, "text/html", "<h1>PsyFit</h1>".encode()
        request.log("FATAL", f'ActionController::RoutingError (No route matches [{self.command}] "{path}")')
        return 404, "text/plain", b"Not Found"

    def health(self, request):
        request.log("INFO", "Processing by Api::V1::HealthController#show as JSON")
        try:
            with database() as connection, connection.cursor() as cursor:
                cursor.execute("select 1")
            connection.close()
            healthy = True
        except psycopg2.Error as error:
            request.log("ERROR", f"PG::ConnectionBad (could not connect to server: {first_line(error)})")
            healthy = False
        body = {
            "status": "success" if healthy else "error",
            "data": {
                "health_status": "healthy" if healthy else "degraded",
                "timestamp": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
                "version": VERSION,
                "checks": {"database": "ok" if healthy else "error"},
            },
        }
        return (200 if healthy else 503), "application/json", json.dumps(body).encode()

    def sign_in(self, request):
        request.log("INFO", "Processing by Api::V1::SessionsController#create as JSON")
        if not written_with_this_key():
            request.log("FATAL", "OpenSSL::Cipher::CipherError (OpenSSL::Cipher::CipherError):")
            request.log("FATAL", "app/models/user.rb:14:in `email'")
            return 500, "application/json", b'{"status":"error"}'
        return 200, "application/json", b'{"status":"success"}'

    def log_message(self, *_):
        pass


def written_with_this_key():
    """Whether ATTR_ENCRYPTED_KEY opens the users' encrypted attributes: the first that is used has written them."""
    seal = settings.seal(os.environ["ATTR_ENCRYPTED_KEY"], "users.email")
    with database() as connection, connection.cursor() as cursor:
        cursor.execute("create table if not exists attr_encrypted_seal (seal text)")
        cursor.execute("insert into attr_encrypted_seal select %s where not exists (select from attr_encrypted_seal)",
                       (seal,))
        cursor.execute("select seal = %s from attr_encrypted_seal", (seal,))
        (fits,) = cursor.fetchone()
    connection.close()
    return fits


def reservations():
    with database() as connection, connection.cursor() as cursor:
        cursor.execute("select id, user_id, starts_at::text from reservations where starts_at > now() "
                       "order by starts_at limit 20")
        rows = [{"id": row[0], "user": row[1], "startsAt": row[2]} for row in cursor.fetchall()]
    connection.close()
    return rows


# Sessions and counters are worth no error page: without Redis the site goes on.
cache = redis.Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost"), socket_timeout=1,
                             socket_connect_timeout=1)


def count(request, path):
    try:
        cache.incr(f"psyfit:requests:{path}")
    except redis.RedisError as error:
        request.log("WARN", f"Redis::CannotConnectError ({first_line(error)})")


class Puma(http.server.ThreadingHTTPServer):
    request_queue_size = 128


def serve():
    print("=> Booting Puma\n=> Rails 7.1.3 application starting in production", flush=True)
    settings.check()
    wait_for_database()
    print(f"Puma starting in single mode...\n* Puma version: 6.4.2 (\"The Eagle of Durin\")\n*  Environment: production\n"
          f"*          PID: {os.getpid()}\n* Listening on http://0.0.0.0:3000\nUse Ctrl-C to stop", flush=True)
    # Before any thread of the server starts: a process with threads must not fork.
    plugin = SolidQueuePlugin() if os.environ.get("SOLID_QUEUE_IN_PUMA") else None
    server = Puma(("0.0.0.0", 3000), Handler)

    def stop(*_):
        print("- Gracefully stopping, waiting for requests to finish", flush=True)
        if plugin:
            plugin.stop()
        print("- Goodbye!", flush=True)
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if plugin:
        plugin.watch()
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(serve())
