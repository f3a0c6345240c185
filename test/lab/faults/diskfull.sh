description="the disk is full to the last block"
inject() {
  fallocate -l "$(df --output=avail -B1 / | tail -n 1)" /var/lab-fill 2>/dev/null || true
  # What fallocate leaves for its own bookkeeping.
  dd if=/dev/zero of=/var/lab-fill-rest bs=4k 2>/dev/null || true
}
undo() { rm -f /var/lab-fill /var/lab-fill-rest; }
seen() { [ "$(df --output=avail / | tail -n 1)" -eq 0 ] || [ "$(disk_percent)" = 100 ]; }
