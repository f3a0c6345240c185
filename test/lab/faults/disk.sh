description="the disk is about 95 % full: a dump that the login left behind"
inject() {
  fallocate -l $(($(df --output=avail -B1 / | tail -n 1) - 250000000)) /home/ops/before-migration.dump
  chown ops: /home/ops/before-migration.dump
}
undo() { rm -f /home/ops/before-migration.dump; }
seen() { [ "$(disk_percent)" -ge 95 ]; }
