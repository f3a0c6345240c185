"""What stands before and behind the tasks: the load balancer on port 8443, the database on port 15432.

The load balancer answers as the tasks would that serve now. The database is the one of the compose project on the same
host, asked by way of its published port: rows are real, only the way to them ends when RDS is down.
"""
import asyncio
import os
import random
import ssl
import subprocess
import threading

CERTIFICATES = "/run/lab/aws/certificates"
NAME = "production-keiba-alb.example"
NO_SLOTS = "remaining connection slots are reserved for non-replication superuser connections"


def start(world):
    threading.Thread(target=lambda: asyncio.run(serve(world)), daemon=True).start()


async def serve(world):
    os.makedirs(CERTIFICATES, exist_ok=True)
    subprocess.run(["bash", "/lab/host/certificate.sh", CERTIFICATES, NAME, "60"], check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{CERTIFICATES}/fullchain.pem", f"{CERTIFICATES}/privkey.pem")
    await asyncio.start_server(lambda *pair: answer(world, *pair), "0.0.0.0", 8443, ssl=context)
    await asyncio.start_server(lambda *pair: forward(world, *pair), "0.0.0.0", 15432)
    await asyncio.Event().wait()


async def answer(world, reader, writer):
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        path = head.split()[1].decode()
        status, kind, body = respond(world, path)
        if "latency" in world.on:
            await asyncio.sleep(3.2)
        text = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
        writer.write(text.encode())
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, IndexError, ValueError):
        pass
    finally:
        writer.close()


def respond(world, path):
    with world.lock:
        part = "backend" if path.startswith("/api/") else "frontend"
        serving = [task for task in world.services[part].live() if task.healthy]
        on = set(world.on)
        wrong = random.choice(serving).wrong if serving else None
    if not serving:
        return "503 Service Temporarily Unavailable", "text/html", "<h1>503 Service Temporarily Unavailable</h1>"
    if part == "frontend":
        return "200 OK", "text/html", "<h1>keiba</h1>"
    if wrong == "500":
        return "500 Internal Server Error", "application/json", '{"detail":"Internal Server Error"}'
    if on & {"rdsdown", "rdsconnections"}:
        return "503 Service Unavailable", "application/json", '{"status":"unhealthy","database":"error"}'
    return "200 OK", "application/json", '{"status":"healthy","database":"ok"}'


async def forward(world, reader, writer):
    if "rdsdown" in world.on:
        # As near to a refused connection as a listening socket comes.
        writer.transport.abort()
        return
    if "rdsconnections" in world.on:
        await refuse(reader, writer)
        return
    try:
        back, forth = await asyncio.open_connection("127.0.0.1", 5432)
    except OSError:
        writer.transport.abort()
        return
    await asyncio.gather(copy(reader, forth), copy(back, writer))


async def refuse(reader, writer):
    """PostgreSQL's own way: no to TLS, then an ErrorResponse in place of the greeting."""
    try:
        packet = await reader.readexactly(8)
        if packet == b"\0\0\0\x08\x04\xd2\x16\x2f":
            writer.write(b"N")
            await reader.readexactly(8)
        fields = f"SFATAL\0VFATAL\0C53300\0M{NO_SLOTS}\0\0".encode()
        writer.write(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
