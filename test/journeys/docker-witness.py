"""docker-witness.py LISTEN FORWARD LOG: stands before Docker's socket and writes down each request with its body's start.

A line of LOG is JSON: {"request": "POST /v1.41/exec/…", "body": "…"}. Bytes go on as they came; what follows an upgrade
or a streamed answer is passed on unread.
"""
import json
import os
import socket
import sys
import threading

LISTEN, FORWARD, LOG = sys.argv[1:4]
log = open(LOG, "a", encoding="utf-8", buffering=1)


def note(head, body):
    line = head.split(b"\r\n", 1)[0].decode("latin-1").rsplit(" ", 1)[0]
    log.write(json.dumps({"request": line, "body": body[:4000].decode("utf-8", "replace")}) + "\n")


def requests(client, engine):
    """Passes requests on, one head after the other, noting each."""
    pending = b""
    upgraded = False
    while True:
        data = client.recv(65536)
        if not data:
            break
        engine.sendall(data)
        if upgraded:
            continue
        pending += data
        while b"\r\n\r\n" in pending:
            head, rest = pending.split(b"\r\n\r\n", 1)
            headers = {
                name.strip().lower(): value.strip()
                for name, _, value in (line.partition(b":") for line in head.split(b"\r\n")[1:])
            }
            length = int(headers.get(b"content-length", b"0"))
            chunked = b"chunked" in headers.get(b"transfer-encoding", b"").lower()
            if len(rest) < length or (chunked and not rest.endswith(b"0\r\n\r\n")):
                break
            note(head, rest if chunked else rest[:length])
            pending = b"" if chunked else rest[length:]
            upgraded = b"upgrade" in headers
    try:
        engine.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def answers(client, engine):
    while True:
        data = engine.recv(65536)
        if not data:
            break
        client.sendall(data)
    try:
        client.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def quietly(work, *ends):
    try:
        work(*ends)
    except OSError:
        for end in ends:
            end.close()


listener = socket.socket(socket.AF_UNIX)
listener.bind(LISTEN)
os.chmod(LISTEN, 0o660)
os.chown(LISTEN, 0, os.stat(FORWARD).st_gid)
listener.listen(64)
while True:
    client, _ = listener.accept()
    engine = socket.socket(socket.AF_UNIX)
    engine.connect(FORWARD)
    for work in (requests, answers):
        threading.Thread(target=quietly, args=(work, client, engine), daemon=True).start()
