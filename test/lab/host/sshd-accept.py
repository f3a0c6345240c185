#!/usr/bin/python3
"""sshd-accept.py CONFIG: accepts connections on fd 3 and runs one `sshd -i` for each. SIGTERM ends them all."""
import os
import signal
import socket
import sys

CONFIG = sys.argv[1]
LOG = "/var/log/sshd.log"
sessions = set()


def reap(*_):
    try:
        while True:
            pid, _status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            sessions.discard(pid)
    except ChildProcessError:
        pass


def stop(*_):
    for pid in sessions:
        os.kill(pid, signal.SIGTERM)
    os._exit(0)


def serve(connection):
    """In the child: the connection becomes stdin and stdout of an sshd with a session of its own."""
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    os.dup2(connection.fileno(), 0)
    os.dup2(connection.fileno(), 1)
    os.dup2(os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    os.closerange(3, 64)
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    os.execve("/usr/sbin/sshd", ["/usr/sbin/sshd", "-i", "-f", CONFIG, "-E", LOG], {"PATH": path})


listener = socket.socket(fileno=3)
listener.set_inheritable(False)
signal.signal(signal.SIGCHLD, reap)
signal.signal(signal.SIGTERM, stop)
print("accepting", flush=True)
while True:
    connection, _address = listener.accept()
    child = os.fork()
    if child == 0:
        serve(connection)
    sessions.add(child)
    connection.close()
