description="the Docker daemon was killed: containers run on, but its name server and port proxy are gone (502)"
inject() { kill -KILL "$(cat /var/run/docker.pid)"; }
# A daemon that comes back from this finds its containers orphaned, and leaves them exited.
undo() { start_dockerd; }
seen() { ! docker version && ! pidof dockerd && pidof redis-server; }
evidence() { tail -n 5 /var/log/dockerd.log; }
