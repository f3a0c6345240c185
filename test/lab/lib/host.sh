# A lab host: namespaces of its own, a disk of its own, its own dockerd and sshd, and one veth to the machine.

# host_alive [FOLDER] : whether the process that holds the namespaces runs.
host_alive() {
  local folder=${1:-$HOST_DIR} pid
  pid=$(cat "$folder/pid" 2>/dev/null) || return 1
  # The folder in the command line tells our process from one that has inherited the pid.
  has_argument "$pid" "$folder"
}

has_argument() { cat "/proc/$1/cmdline" 2>/dev/null | tr '\0' '\n' | grep -qx -- "$2"; }

# Names that contain the slot are the machine's, so labs of two homes must not share one.
require_own_slot() {
  local owner
  owner=$(cat "$CLAIM" 2>/dev/null) || return 0
  [ "$owner" = "$HOST_DIR" ] || ! host_alive "$owner" ||
    fail "slot $LAB_SLOT is used by $owner; choose another with COCKPIT_LAB_SLOT (1 to 8)"
}

claim_slot() {
  require_own_slot
  ip link show "$VETH" >/dev/null 2>&1 && fail "network interface $VETH exists already; choose another COCKPIT_LAB_SLOT"
  echo "$HOST_DIR" >"$CLAIM"
}

# Process 1 of the lab host: the only child of `unshare --fork`.
host_init_pid() {
  local pid
  pid=$(cat "$HOST_DIR/pid") || return 1
  awk '{ print $1 }' "/proc/$pid/task/$pid/children" | grep .
}

# inside COMMAND… : runs as root inside the lab host, with the environment of a login there.
inside() {
  local init
  host_alive || fail "$SYSTEM is not up; start it with: test/lab/lab up $SYSTEM"
  init=$(host_init_pid)
  nsenter -t "$init" -a -r -w -- env -i HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

host_boot() {
  local init
  mkdir -p "$HOST_DIR/root"
  [ -f "$HOST_DIR/disk.img" ] || make_disk

  # --kill-child ties the whole host to this one process; 9>&- lets go of the lock that `lab` holds.
  setsid unshare --mount --uts --ipc --pid --net --fork --kill-child --propagation private \
    bash "$LAB_SOURCE/host/boot.sh" "$HOST_DIR" "$LAB_SOURCE" "$LAB_KEYS" "$SYSTEM" "$HOST_IP" "$MACHINE_IP" "$CGROUP" \
    </dev/null >"$HOST_DIR/boot.log" 2>&1 9>&- &
  echo $! >"$HOST_DIR/pid"
  disown

  wait_until 10 host_init_pid || boot_failed 'the namespaces did not appear'
  init=$(host_init_pid)
  ip link add "$VETH" type veth peer name eth0 netns "$init" || boot_failed 'no veth pair'
  ip address add "$MACHINE_IP/30" dev "$VETH"
  ip link set "$VETH" up
  wait_until 30 docker_answers || boot_failed 'dockerd did not answer within 30 s'
}

docker_answers() { host_alive && inside docker version; }

boot_failed() {
  echo "lab: $SYSTEM did not boot: $1" >&2
  tail -n 20 "$HOST_DIR/boot.log" "/proc/$(host_init_pid)/root/var/log/dockerd.log" >&2 2>/dev/null || true
  host_down
  exit 1
}

make_disk() {
  truncate -s "${SYSTEM_DISK:-6G}" "$HOST_DIR/disk.img"
  mkfs.ext4 -q -F -m 0 -E lazy_itable_init=1,lazy_journal_init=1 "$HOST_DIR/disk.img"
}

host_down() {
  local init
  require_own_slot
  # A home that never started this host has nothing to clean up, least of all under shared names.
  [ -d "$HOST_DIR" ] || return 0
  if host_alive; then
    init=$(host_init_pid || true)
    # Killing the parent kills process 1, and the kernel then kills everything in its pid namespace.
    kill -KILL "$(cat "$HOST_DIR/pid")"
    [ -z "$init" ] || wait_until 20 process_gone "$init" || fail "process $init of $SYSTEM did not end"
  fi
  rm -f "$HOST_DIR/pid"
  wait_until 20 disk_released || fail "the disk of $SYSTEM is still in use: $(losetup -j "$HOST_DIR/disk.img")"
  ip link delete "$VETH" 2>/dev/null || true
  wait_until 10 cgroups_removed || fail "$(list_cgroups | wc -l) cgroups are left: $(list_cgroups | tail -n 1)"
  rm -f "$CLAIM"
}

# A zombie counts as gone: who reaps it, and when, is the machine's business.
process_gone() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  [[ ${stat##*) } == Z* ]]
}

disk_released() { [ -z "$(losetup -j "$HOST_DIR/disk.img" 2>/dev/null)" ]; }

list_cgroups() { find /sys/fs/cgroup -depth -type d -path "*/$CGROUP*" 2>/dev/null; }

cgroups_removed() {
  list_cgroups | xargs -r rmdir 2>/dev/null
  find /sys/fs/cgroup -maxdepth 2 -type d -name "$(dirname "$CGROUP")" -empty 2>/dev/null | xargs -r rmdir 2>/dev/null
  find /sys/fs/cgroup -maxdepth 2 -type d -name "$(dirname "$CGROUP")" -exec rmdir {} + 2>/dev/null
  [ -z "$(list_cgroups)" ]
}
