#!/bin/bash
# inside-lab.sh PID COMMAND… : runs a command on the lab host as its own operator would, with the programs of this
# machine: PID is the lab host's first process. The lab's disk has no Node and no cockpit, so only what is asked for
# is taken from it: processes, network, name, Docker's socket, the application's folder and its names of hosts.
set -euo pipefail
pid=$1
shift
exec nsenter -t "$pid" -n -u -i -p -- unshare --mount --propagation private bash -euc '
  mount -t proc proc /proc
  mount -t tmpfs tmpfs /run
  mount -t tmpfs tmpfs /opt
  host=/proc/1/root
  ln -s $host/run/docker.sock /run/docker.sock
  ln -s $host/opt/salon-gbp /opt/salon-gbp
  for file in hosts resolv.conf; do
    cp $host/etc/$file /run/$file
    mount --bind /run/$file /etc/$file
  done
  exec "$@"
' inside-lab "$@"
