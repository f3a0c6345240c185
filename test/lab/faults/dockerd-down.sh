description="the Docker daemon is stopped, and its containers with it"
inject() { kill -TERM "$(cat /var/run/docker.pid)"; }
undo() { start_dockerd; }
seen() { ! docker version && ! pidof dockerd; }
evidence() { tail -n 5 /var/log/dockerd.log; }
