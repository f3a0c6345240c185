description="the deploy lock is held: a deploy was killed three hours ago and has left it behind"
inject() {
  as_ops mkdir -p /home/ops/.kamal/lock-psyfit
  printf 'Locked by: tanaka at %s\nVersion: %s\nMessage: Automatic deploy lock' \
    "$(date -u -d '3 hours ago' +%FT%TZ)" "$VERSION" | base64 >/home/ops/.kamal/lock-psyfit/details
  chown -R ops: /home/ops/.kamal
}
undo() { rm -rf /home/ops/.kamal/lock-psyfit; }
seen() { [ -f /home/ops/.kamal/lock-psyfit/details ]; }
