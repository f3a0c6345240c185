"""The commands as cobra takes them: every one but `run` asks the running proxy through its socket."""
import argparse
import json
import os
import socket
import sys

SOCKET = "/tmp/kamal-proxy.sock"
HEADER = ["Service", "Host", "Path", "Target", "State", "TLS"]
SECOND = 1_000_000_000
PLAIN, BOLD, ITALIC = "", "1;34", "3;94"


class CobraParser(argparse.ArgumentParser):
    def error(self, message):
        fail(cobra_error(message))


def cobra_error(message):
    if message.startswith("unrecognized arguments: -"):
        return "unknown flag: " + message.split()[2].split("=")[0]
    if message == "the following arguments are required: --target":
        return 'required flag(s) "target" not set'
    if message.startswith("the following arguments are required: service"):
        return "accepts 1 arg(s), received 0"
    return message


def fail(message):
    print(f"Error: {message}", file=sys.stderr)
    sys.exit(1)


def parser_of(name):
    parser = CobraParser(prog=f"kamal-proxy {name}", allow_abbrev=False)
    if name in ("run", "list"):
        return parser
    parser.add_argument("service")
    if name == "deploy":
        # Each option that is not given goes back to its default: a deploy replaces all of a service's options.
        parser.add_argument("--target", required=True)
        parser.add_argument("--host", type=words, action="extend", default=[])
        parser.add_argument("--tls", **flag(False))
        parser.add_argument("--tls-redirect", **flag(True))
        parser.add_argument("--tls-certificate-path", default="")
        parser.add_argument("--tls-private-key-path", default="")
        parser.add_argument("--health-check-interval", type=nanoseconds, default=1 * SECOND)
        parser.add_argument("--health-check-timeout", type=nanoseconds, default=5 * SECOND)
        parser.add_argument("--health-check-path", default="/up")
        parser.add_argument("--writer-affinity-timeout", type=nanoseconds, default=3 * SECOND)
        parser.add_argument("--deploy-timeout", type=seconds, default=30.0)
        parser.add_argument("--drain-timeout", type=seconds, default=30.0)
        parser.add_argument("--target-timeout", type=nanoseconds, default=30 * SECOND)
        parser.add_argument("--buffer-requests", **flag(False))
        parser.add_argument("--buffer-responses", **flag(False))
        parser.add_argument("--buffer-memory", type=int, default=1 << 20)
        parser.add_argument("--max-request-body", type=int)
        parser.add_argument("--max-response-body", type=int)
        parser.add_argument("--error-pages", default="")
        parser.add_argument("--log-request-header", type=words, action="extend")
        parser.add_argument("--log-response-header", type=words, action="extend")
        parser.add_argument("--forward-headers", **flag(None))
    if name in ("pause", "stop"):
        parser.add_argument("--drain-timeout", type=seconds, default=30.0)
    if name == "pause":
        parser.add_argument("--max-pause", type=seconds, default=30.0)
    if name == "stop":
        parser.add_argument("--message", default="")
    return parser


def flag(default):
    """A Go flag: alone it is true, a value only follows an equals sign."""
    return {"nargs": "?", "const": True, "default": default, "type": lambda text: text in ("true", "t", "1")}


def words(text):
    return text.split(",")


def seconds(text):
    """A Go duration, as far as anybody writes them here: 500ms, 30s, 2m."""
    for unit, factor in (("ms", 0.001), ("s", 1), ("m", 60)):
        if text.endswith(unit):
            return float(text[: -len(unit)]) * factor
    raise argparse.ArgumentTypeError(f"time: missing unit in duration {text}")


def nanoseconds(text):
    return round(seconds(text) * SECOND)


def check_deploy(options):
    """preRun of internal/cmd/deploy.go."""
    for kind in ("request", "response"):
        if options[f"max_{kind}_body"] is not None and not options[f"buffer_{kind}s"]:
            fail(f"max-{kind}-body can only be set when {kind} buffering is enabled")
        options[f"max_{kind}_body"] = options[f"max_{kind}_body"] or 0
    if options["forward_headers"] is None:
        options["forward_headers"] = not options["tls"]
    if options["tls"] and not options["host"]:
        fail("host must be set when using TLS")


def call(command, **arguments):
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(SOCKET)
    except OSError as error:
        fail(f"dial unix {SOCKET}: connect: {os.strerror(error.errno).lower()}")
    with connection, connection.makefile("rwb") as stream:
        stream.write(json.dumps({"command": command, **arguments}).encode() + b"\n")
        stream.flush()
        answer = json.loads(stream.readline())
    if "error" in answer:
        fail(answer["error"])
    return answer["result"]


def print_table(services):
    rows = [HEADER] + [
        [name, each["host"] or "*", each["path"], each["target"], each["state"], "yes" if each["tls"] else "no"]
        for name, each in sorted(services.items())
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    for number, row in enumerate(rows):
        styles = [ITALIC if number == 0 else BOLD if column == 0 else PLAIN for column in range(len(row))]
        cells = [f"\033[{style}m{cell}\033[0m" for style, cell in zip(styles, row)]
        print("".join(cell + " " * (width - len(text)) + "  " for cell, text, width in zip(cells, row, widths)))


USAGE = """HTTP proxy for zero downtime deployments

Usage:
  kamal-proxy [command]

Available Commands:
  deploy      Deploy a target host
  help        Help about any command
  list        List the services currently running
  pause       Pause a service
  remove      Remove the service
  resume      Resume a service
  run         Run the server
  stop        Stop a service

Flags:
  -h, --help   help for kamal-proxy

Use "kamal-proxy [command] --help" for more information about a command."""


def main(arguments):
    name = arguments[0] if arguments else "help"
    name = "list" if name == "ls" else name
    if name in ("help", "-h", "--help"):
        print(USAGE)
        return 0
    if name not in ("run", "list", "deploy", "remove", "pause", "stop", "resume"):
        fail(f"unknown command \"{name}\" for \"kamal-proxy\"\nRun 'kamal-proxy --help' for usage.")
    options = vars(parser_of(name).parse_args(arguments[1:]))
    if name == "run":
        from server import run

        return run(SOCKET)
    if name == "deploy":
        check_deploy(options)
    result = call(name, **options)
    if name == "list":
        print_table(result)
    return 0
