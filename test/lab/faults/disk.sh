description="the disk is about 95 % full"
inject() { fallocate -l $(($(df --output=avail -B1 / | tail -n 1) - 250000000)) /var/lab-fill; }
undo() { rm -f /var/lab-fill; }
seen() { [ "$(disk_percent)" -ge 95 ]; }
