#!/bin/bash
# First half of a lab host's boot: process 1 of new namespaces, still looking at the machine's own files.
# It builds the root file system on the lab host's disk, moves into it and hands over to init.sh.
set -eu
HOST_DIR=$1 LAB_SOURCE=$2 KEYS=$3 SYSTEM=$4 HOST_IP=$5 MACHINE_IP=$6 CGROUP=$7
ROOT=$HOST_DIR/root
COMPOSE_V2=/var/cache/cockpit-lab/docker-compose

mount --make-rprivate /
mount -o loop,discard "$HOST_DIR/disk.img" "$ROOT"
cd "$ROOT"

# Its own /etc, /var and homes on its own disk …
mkdir -p usr etc/ssh opt home root run tmp proc sys dev srv lab .machine
mkdir -p var/{lib/docker,log,tmp,backups,cache,mail,spool/cron/crontabs}
for directory in bin sbin lib lib64; do ln -sfn "usr/$directory" "$directory"; done
ln -sfn /run var/run
chmod 1777 tmp var/tmp
if [ ! -e etc/lab-release ]; then
  # … with a copy of the machine's configuration, except its identity and its own scheduled jobs.
  tar -C /etc -c --exclude='./ssh/ssh_host_*' --exclude='./cron*' --exclude='./apt' . | tar -C etc -x
  mkdir -p etc/cron.d
  ln -sfn /usr/share/zoneinfo/Etc/UTC etc/localtime
  echo Etc/UTC >etc/timezone
  echo "cockpit lab: $SYSTEM" >etc/lab-release
fi

# … and the machine's programs, read-only.
mount --bind /usr usr
mount -o remount,bind,ro usr
mount -t tmpfs -o mode=755,size=16m local usr/local
mkdir -p usr/local/{bin,sbin} usr/local/lib/docker/cli-plugins
cp "$LAB_SOURCE"/host/bin/* usr/local/bin/
if [ -d "$LAB_SOURCE/systems/$SYSTEM/bin" ]; then cp "$LAB_SOURCE/systems/$SYSTEM"/bin/* usr/local/bin/; fi
if [ -x "$COMPOSE_V2" ]; then
  touch usr/local/lib/docker/cli-plugins/docker-compose
  mount --bind "$COMPOSE_V2" usr/local/lib/docker/cli-plugins/docker-compose
else
  cp "$LAB_SOURCE/host/compose-v1-shim" usr/local/lib/docker/cli-plugins/docker-compose
fi

mount -t proc proc proc
mount -t sysfs sysfs sys
if [ "$(stat -f -c %T /sys/fs/cgroup)" = cgroup2fs ]; then
  mount --rbind /sys/fs/cgroup sys/fs/cgroup
else
  mount -t tmpfs -o mode=755,size=1m cgroup sys/fs/cgroup
  for controller in /sys/fs/cgroup/*; do
    mkdir "sys/fs/cgroup/${controller##*/}"
    mount --bind "$controller" "sys/fs/cgroup/${controller##*/}"
  done
fi
mount --rbind /dev dev
mount -t tmpfs -o mode=755 run run
mkdir -p run/sshd run/lock run/lab

# The lab's own scripts, readable in place so that a changed fault needs no restart.
mount --bind "$LAB_SOURCE" lab
mount -o remount,bind,ro lab

hostname "$SYSTEM-lab"
echo "$SYSTEM-lab" >etc/hostname
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$SYSTEM-lab" >etc/hosts
echo 'nameserver 127.0.0.1' >etc/resolv.conf
install -m 600 "$KEYS/host_ed25519" etc/ssh/ssh_host_ed25519_key
mkdir -p etc/lab-ca
install -m 600 "$KEYS/ca.key" etc/lab-ca/
install -m 644 "$KEYS/ca.pem" "$KEYS/id_ed25519.pub" etc/lab-ca/

pivot_root . .machine
cd /
umount -l /.machine
exec /usr/bin/tini -s -- /bin/bash /lab/host/init.sh "$SYSTEM" "$HOST_IP" "$MACHINE_IP" "$CGROUP"
