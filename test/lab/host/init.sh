#!/bin/bash
# Second half of a lab host's boot, inside its own root: network, users, names, cron, dockerd.
set -u
SYSTEM=$1 HOST_IP=$2 MACHINE_IP=$3 CGROUP=$4
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
. /lab/lib/wait.sh
. "/lab/systems/$SYSTEM/system.sh"

bring_up_network() {
  ip link set lo up
  # The machine moves eth0 in as soon as it sees this namespace.
  wait_until 10 ip link show eth0 || fail 'eth0 did not arrive'
  ip address add "$HOST_IP/30" dev eth0
  ip link set eth0 up
  ip route add default via "$MACHINE_IP"
}

# Three logins: root and ops by key, pw by password (only where an sshd variant allows passwords).
add_users() {
  getent group docker >/dev/null || groupadd -r docker
  id ops >/dev/null 2>&1 || useradd -m -s /bin/bash -u 1500 -G docker -p '*' ops
  id pw >/dev/null 2>&1 || useradd -m -s /bin/bash -u 1501 -G docker -p "$(openssl passwd -6 lab-password)" pw
  local home
  for home in /root /home/ops; do
    mkdir -p "$home/.ssh"
    cp /etc/lab-ca/id_ed25519.pub "$home/.ssh/authorized_keys"
    chmod 700 "$home/.ssh"
    chmod 600 "$home/.ssh/authorized_keys"
  done
  chown -R ops:ops /home/ops/.ssh
}

# What the host sees of its ssh sessions: sshd's own log, and the text of every command that it was asked to run.
# bash reads this file when sshd starts it, so no ForceCommand changes what clients experience.
record_ssh_commands() {
  touch /var/log/sshd.log /var/log/ssh-commands.log
  chmod 666 /var/log/ssh-commands.log
  grep -qs lab/host/record-command /etc/bash.bashrc ||
    sed -i '1i . /lab/host/record-command.sh' /etc/bash.bashrc
}

# What a system runs on the host itself, beside its containers.
start_services() {
  local service
  for service in "/lab/systems/$SYSTEM"/services/*; do
    [ -x "$service" ] || continue
    setsid "$service" </dev/null >>"/var/log/${service##*/}.log" 2>&1 &
  done
}

# PAM only matters to variants that ask for keyboard-interactive.
write_pam() {
  printf '%s\n' 'auth required pam_unix.so' 'account required pam_permit.so' 'session required pam_permit.so' >/etc/pam.d/sshd
}

bring_up_network
add_users
record_ssh_commands
write_pam
printf "%s $HOST_IP\n" "$SYSTEM_DOMAIN" ${SYSTEM_ALIASES:-} >/etc/lab-names
echo "$CGROUP" >/run/lab/cgroup
python3 /lab/host/names.py /etc/lab-names "$HOST_IP" 127.0.0.1 &
cron
start_services
dockerd-start
exec sleep infinity
