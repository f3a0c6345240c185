#!/bin/bash
# fault.sh SYSTEM NAME on|off : inside the lab host. Returns when the fault can be observed, or is gone.
#
# A file in faults/ (of every system) or systems/SYSTEM/faults/ (of one) sets `description` and defines
#   inject   causes it
#   undo     takes it back; must be harmless when it was never injected
#   seen     succeeds while the symptom is there
# and may define gone (default: not seen, and the system healthy) and set seen_within or gone_within (seconds).
# No pipefail: `docker logs | grep -q` ends the left side early, and that is fine.
set -eu
system=$1 name=$2 state=$3
. /lab/lib/wait.sh
. "/lab/systems/$system/system.sh"
. /lab/lib/fault-tools.sh
. "/lab/systems/$system/fault-tools.sh"

seen_within=40
gone_within=60
gone() { ! seen && system-healthy; }
file=/lab/systems/$system/faults/$name.sh
[ -f "$file" ] || file=/lab/faults/$name.sh
. "$file"

# Who asked for it has nothing to undo then, so it is taken back at once.
no_symptom() {
  evidence >&2 || true
  undo >/dev/null || true
  if wait_until "$gone_within" gone; then rm -f "/run/lab/faults/$name"; fi
  fail "$name: no symptom within $seen_within s"
}

mkdir -p /run/lab/faults
case $state in
  on)
    injected_at=$(date +%s)
    touch "/run/lab/faults/$name"
    inject >/dev/null
    wait_until "$seen_within" seen || no_symptom
    ;;
  off)
    undo >/dev/null
    wait_until "$gone_within" gone || { evidence >&2; fail "$name: not gone within $gone_within s"; }
    rm -f "/run/lab/faults/$name"
    ;;
esac
