#!/usr/bin/python3
"""listen.py PORT COMMAND...: listens on 127.0.0.1:PORT and becomes COMMAND, which inherits the socket as fd 3.

It runs in the machine's network namespace; COMMAND then enters the lab host's, and the socket goes along.
"""
import os
import socket
import sys

port, command = int(sys.argv[1]), sys.argv[2:]
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", port))
listener.listen(64)
os.dup2(listener.fileno(), 3)
os.set_inheritable(3, True)
os.execvp(command[0], command)
