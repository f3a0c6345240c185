# Keys, known_hosts and the sshd servers of a lab host.

# One client key, one host key and one certificate authority per lab home; none is ever in the repository.
make_keys() {
  [ -f "$LAB_KEYS/complete" ] && return
  mkdir -p "$LAB_KEYS"
  chmod 700 "$LAB_KEYS"
  rm -f "$LAB_KEYS"/*
  ssh-keygen -q -t ed25519 -N '' -C cockpit-lab -f "$LAB_KEYS/id_ed25519"
  ssh-keygen -q -t ed25519 -N '' -C cockpit-lab-host -f "$LAB_KEYS/host_ed25519"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj '/CN=Cockpit lab CA' \
    -keyout "$LAB_KEYS/ca.key" -out "$LAB_KEYS/ca.pem" 2>/dev/null
  touch "$LAB_KEYS/complete"
}

write_known_hosts() {
  local port
  for port in $(printf '%s\n' "$SSH_PORT" "$@" | sort -u); do
    echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$LAB_KEYS/host_ed25519.pub")"
  done >"$HOST_DIR/known_hosts"
}

print_ssh_config() {
  cat <<CONFIG
Host $SYSTEM-lab
  HostName 127.0.0.1
  Port $SSH_PORT
  User ops
  IdentityFile $LAB_KEYS/id_ed25519
  IdentitiesOnly yes
  UserKnownHostsFile $HOST_DIR/known_hosts
  StrictHostKeyChecking yes
CONFIG
}

sshd_pid_file() { echo "$HOST_DIR/sshd/$1.pid"; }

sshd_alive() {
  local pid
  pid=$(cat "$(sshd_pid_file "$1")" 2>/dev/null) || return 1
  has_argument "$pid" "/run/lab/sshd-$1.conf"
}

# sshd_start NAME PORT LINE… : LINEs are sshd_config lines that take precedence over the host's own.
#
# The listening socket is opened on the machine's loopback and handed into the lab host's namespaces, where one
# sshd runs per connection: reachable like a forwarded port, yet sessions see the lab host alone.
sshd_start() {
  local name=$1 port=$2 init pid
  shift 2
  sshd_alive "$name" && fail "sshd '$name' is running already; stop it with: test/lab/lab sshd stop $name"
  mkdir -p "$HOST_DIR/sshd"
  init=$(host_init_pid)
  # One that was killed has left its own word that it accepts.
  rm -f "$HOST_DIR/sshd/$name.log"
  inside bash /lab/host/sshd-config.sh "$name" "$@" || fail "sshd does not accept these lines: $*"

  setsid python3 "$LAB_SOURCE/host/listen.py" "$port" \
    nsenter -t "$init" -a -r -w -- python3 /lab/host/sshd-accept.py "/run/lab/sshd-$name.conf" \
    </dev/null >"$HOST_DIR/sshd/$name.log" 2>&1 9>&- &
  pid=$!
  disown
  echo "$pid" >"$(sshd_pid_file "$name")"
  echo "$port" >"$HOST_DIR/sshd/$name.port"
  wait_until 10 sshd_settled "$name" "$pid" || true
  if ! sshd_accepts "$name" || ! sshd_greets "$port"; then
    tail -n 3 "$HOST_DIR/sshd/$name.log" >&2
    sshd_stop "$name"
    fail "sshd '$name' did not come up on 127.0.0.1:$port"
  fi
  # shellcheck disable=SC2046
  write_known_hosts $(cat "$HOST_DIR"/sshd/*.port)
}

sshd_settled() { sshd_accepts "$1" || process_gone "$2"; }

sshd_accepts() { grep -qsx accepting "$HOST_DIR/sshd/$1.log"; }

sshd_greets() {
  local greeting
  exec 8<>"/dev/tcp/127.0.0.1/$1" || return 1
  read -r -t 2 greeting <&8
  exec 8>&-
  [[ $greeting == SSH-2.0-* ]]
}

# Ends the listener and every session that it has accepted.
sshd_stop() {
  local name=$1 pid accept
  if sshd_alive "$name"; then
    pid=$(cat "$(sshd_pid_file "$name")")
    accept=$(awk '{ print $1 }' "/proc/$pid/task/$pid/children")
    kill -TERM "${accept:-$pid}"
    wait_until 10 process_gone "$pid" || fail "sshd '$name' did not end"
  fi
  rm -f "$HOST_DIR/sshd/$name".*
}

sshd_list() {
  local file name
  for file in "$HOST_DIR"/sshd/*.port; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .port)
    sshd_alive "$name" && echo "$name 127.0.0.1:$(cat "$file")"
  done
}

# A free loopback port for callers that do not care which.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
