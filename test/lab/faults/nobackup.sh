description="there is no database backup at all"
inject() {
  backups >/run/lab/hidden-backups
  mkdir -p /var/backups/lab-hidden
  backups -exec mv -t /var/backups/lab-hidden {} +
}
undo() {
  local file
  [ -f /run/lab/hidden-backups ] || return 0
  while read -r file; do
    mv "/var/backups/lab-hidden/$(basename "$file")" "$file" || true
  done </run/lab/hidden-backups
  rm /run/lab/hidden-backups
}
seen() { [ -z "$(backups)" ]; }
