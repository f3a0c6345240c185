# Waiting on a condition, never on a length of time. Used on the machine and inside the lab host.

fail() {
  echo "lab: $*" >&2
  exit 1
}

seconds_now() { cut -d' ' -f1 /proc/uptime; }

# wait_until SECONDS COMMAND… : polls COMMAND until it succeeds; returns 1 when the deadline passes.
wait_until() {
  local deadline=$1 started=$SECONDS
  shift
  until "$@" >/dev/null 2>&1; do
    [ $((SECONDS - started)) -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# phase NAME COMMAND… : runs one step and prints how long it took.
phase() {
  local name=$1 started
  started=$(seconds_now)
  shift
  "$@"
  awk -v name="$name" -v from="$started" -v to="$(seconds_now)" 'BEGIN { printf "  %-34s %5.1f s\n", name, to - from }'
}
