#!/bin/bash
# sshd-config.sh NAME LINE… : writes /run/lab/sshd-NAME.conf and checks it.
# sshd takes the first value it meets, so LINEs come before the host's own; Match blocks must come last.
set -eu
name=$1
shift
config=/run/lab/sshd-$name.conf
lines=$(printf '%s\n' "$@")
{
  sed -n '/^[[:space:]]*Match[[:space:]]/q;p' <<<"$lines"
  cat <<CONF
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
X11Forwarding no
PrintMotd no
LogLevel VERBOSE
AcceptEnv LANG LC_*
Subsystem sftp internal-sftp
CONF
  sed -n '/^[[:space:]]*Match[[:space:]]/,$p' <<<"$lines"
} >"$config"
/usr/sbin/sshd -t -f "$config"
