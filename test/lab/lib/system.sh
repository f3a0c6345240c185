# Starting and stopping a whole system, as opposed to the empty host that it lives on.

# With FRESH=yes nothing is taken over, neither a running system nor a snapshot.
system_up() {
  local started
  started=$(seconds_now)
  if host_alive && [ "$FRESH" = no ]; then
    if [ -z "$(faults_on)" ] && wait_until 5 system_answers; then
      echo "$SYSTEM is up already"
      return
    fi
    echo "$SYSTEM is up but not healthy, or has faults on ($(faults_on)): starting anew"
  fi
  make_keys
  host_down
  claim_slot
  rm -f "$HOST_DIR/disk.img"
  if [ "$FRESH" = no ] && restore_golden; then
    echo "$SYSTEM: starting from the golden snapshot"
    start_host
  else
    echo "$SYSTEM: building from scratch"
    start_host
    phase 'images and containers' install_system
  fi
  phase 'all healthy, https 200' wait_for_system
  phase 'caught up with the time' catch_up
  [ -f "$(golden_file)" ] || phase 'golden snapshot' take_golden
  awk -v from="$started" -v to="$(seconds_now)" -v name="$SYSTEM" -v port="$SSH_PORT" -v ip="$HOST_IP" 'BEGIN {
    printf "%s is up after %.1f s: ssh -p %d ops@127.0.0.1, https on %s\n", name, to - from, port, ip }'
}

# A host that is down stays down.
system_heal() {
  ! host_alive || locked system_up
}

start_host() {
  phase 'host and dockerd' host_boot
  rm -rf "$HOST_DIR/sshd"
  sshd_start main "$SSH_PORT"
}

install_system() {
  inside bash "/lab/systems/$SYSTEM/install.sh" >"$HOST_DIR/install.log" 2>&1 && return
  tail -n 30 "$HOST_DIR/install.log" >&2
  fail "$SYSTEM could not be installed; the host stays up for inspection"
}

# "healthy" is not enough: the gateway may still hold an old address. So ask for the page, from outside.
wait_for_system() {
  wait_until 90 system_answers && return
  inside docker ps -a >&2 || true
  system_logs >&2
  fail "$SYSTEM was not healthy with https 200 after 90 s; the host stays up for inspection"
}

# A snapshot wakes up on a later day than it went to sleep: systems/NAME/catch-up.sh makes up for what fell due.
catch_up() {
  inside bash "/lab/systems/$SYSTEM/catch-up.sh" >"$HOST_DIR/catch-up.log" 2>&1 && return
  tail -n 30 "$HOST_DIR/catch-up.log" >&2
  fail "$SYSTEM could not catch up; the host stays up for inspection"
}

system_answers() {
  inside system-healthy && [ "$(https_status)" = 200 ]
}

https_status() {
  curl -s -o /dev/null -m 3 -w '%{http_code}' --noproxy '*' --cacert "$LAB_KEYS/ca.pem" \
    --resolve "$SYSTEM_DOMAIN:443:$HOST_IP" "https://$SYSTEM_DOMAIN$SYSTEM_HEALTH_PATH"
}

system_down() {
  locked host_down
  rm -rf "$HOST_DIR"
  rmdir "$LAB_SLOT_DIR" 2>/dev/null || true
  echo "$SYSTEM is down"
}

system_status() {
  if ! host_alive; then
    echo "$SYSTEM: down (slot $LAB_SLOT)"
    return
  fi
  echo "$SYSTEM: up (slot $LAB_SLOT), https $HOST_IP:443 as $SYSTEM_DOMAIN answers $(https_status || true)"
  sshd_list | sed 's/^/  sshd /'
  [ -z "$(faults_on)" ] || echo "  faults on: $(faults_on)"
  inside docker ps -a --format '  {{.Names}}\t{{.Status}}' 2>&1 | expand -t 24 || true
}

faults_on() { inside ls /run/lab/faults 2>/dev/null | xargs; }

system_logs() {
  inside bash -c 'for name in $(docker ps -a --format "{{.Names}}"); do
    echo "== $name"; docker logs --tail 8 "$name" 2>&1 | cut -c1-200
  done; echo "== dockerd"; grep -v level=debug /var/log/dockerd.log | tail -n 8'
}

print_info() {
  cat <<JSON
{
  "system": "$SYSTEM",
  "host": "127.0.0.1",
  "port": $SSH_PORT,
  "user": "ops",
  "identityFile": "$LAB_KEYS/id_ed25519",
  "knownHostsFile": "$HOST_DIR/known_hosts",
  "httpsAddress": "$HOST_IP:443",
  "serverName": "$SYSTEM_DOMAIN",
  "caFile": "$LAB_KEYS/ca.pem"
}
JSON
}
