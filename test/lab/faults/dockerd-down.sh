description="the Docker daemon is stopped (SIGNAL=KILL kills it); its containers end with it"
inject() {
  kill -s "${SIGNAL:-TERM}" "$(cat /var/run/docker.pid)"
}
undo() {
  docker version >/dev/null 2>&1 || dockerd-start
}
seen() { ! docker version && ! pidof dockerd; }
evidence() { tail -n 5 /var/log/dockerd.log; }
