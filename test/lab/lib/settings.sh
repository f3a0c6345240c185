# Where things are and what they are called. Everything that two labs on one machine could fight over
# (ports, subnets, interface and cgroup names, folders) contains the slot.

LAB_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LAB_HOME=${COCKPIT_LAB_HOME:-/var/tmp/cockpit-lab}
LAB_SLOT=${COCKPIT_LAB_SLOT:-1}
LAB_CACHE=/var/cache/cockpit-lab
LAB_KEYS=$LAB_HOME/keys
LAB_GOLDEN=$LAB_HOME/golden
LAB_SLOT_DIR=$LAB_HOME/slot-$LAB_SLOT

case $LAB_SLOT in
  [1-8]) ;;
  *) fail "COCKPIT_LAB_SLOT must be 1 to 8, got '$LAB_SLOT'" ;;
esac

# The one that commands mean when none is named.
DEFAULT_SYSTEM=salon

all_systems() {
  local folder
  for folder in "$LAB_SOURCE"/systems/*/; do basename "$folder"; done
}

# Sets the variables of one system. systems/NAME/system.sh says what is specific to it.
use_system() {
  SYSTEM=$1
  [ -f "$LAB_SOURCE/systems/$SYSTEM/system.sh" ] ||
    fail "there is no system '$SYSTEM'; systems: $(all_systems | xargs)"
  # shellcheck source=/dev/null
  . "$LAB_SOURCE/systems/$SYSTEM/system.sh"

  local net=$((10 * LAB_SLOT + SYSTEM_NUMBER))
  HOST_DIR=$LAB_SLOT_DIR/$SYSTEM
  SSH_PORT=$((2200 + net))
  MACHINE_IP=10.213.$net.1
  HOST_IP=10.213.$net.2
  VETH=lab$net
  CGROUP=cockpit-lab-$LAB_SLOT/$SYSTEM
  CLAIM=/run/cockpit-lab/slot-$LAB_SLOT-$SYSTEM
}
