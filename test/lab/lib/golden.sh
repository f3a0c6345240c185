# The golden snapshot: the disk of a healthy system. Its name holds a fingerprint of everything that went into it,
# so a changed lab, package or key never starts from an old one. Slots share it: nothing on the disk knows its slot.

golden_file() { echo "$LAB_GOLDEN/$SYSTEM-$(golden_fingerprint).img"; }

golden_fingerprint() {
  {
    # What the disk is made with; faults and what runs beside the containers come later.
    (cd "$LAB_SOURCE" && find host "systems/$SYSTEM" -type f ! -path '*/fault*' ! -path '*/services/*' ! -path '*/aws/*' \
      -print0 | sort -z | xargs -0 cat)
    cat "$LAB_KEYS/ca.pem"
    dpkg-query -W docker.io postgresql-15 redis-server nginx-light python3-celery python3-fastapi python3-apscheduler
  } | sha256sum | cut -c1-16
}

restore_golden() {
  local golden
  golden=$(golden_file)
  [ -f "$golden" ] || return 1
  mkdir -p "$HOST_DIR"
  cp --sparse=always "$golden" "$HOST_DIR/disk.img"
}

# The disk is copied while the file system is frozen, as a power cut would leave it: Postgres, dockerd and ext4
# recover from that by themselves, and the system need not be stopped and started again.
take_golden() {
  local golden
  golden=$(golden_file)
  mkdir -p "$LAB_GOLDEN"
  inside sync
  fsfreeze -f "/proc/$(host_init_pid)/root/"
  cp --sparse=always "$HOST_DIR/disk.img" "$golden.$$" || true
  fsfreeze -u "/proc/$(host_init_pid)/root/"
  mv "$golden.$$" "$golden"
  drop_old_golden
}

# Keeps the three newest of a system: engineers on different branches share a lab home.
drop_old_golden() {
  ls -t "$LAB_GOLDEN/$SYSTEM"-*.img 2>/dev/null | tail -n +4 | xargs -r rm -f
}
