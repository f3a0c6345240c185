description="the nightly backup fails: its folder belongs to root since a clean-up; the newest is 40 hours old"
inject() {
  [ -f /run/lab/backup.log ] || cp $BACKUP_LOG /run/lab/backup.log
  chown root: /var/backups/psyfit
  backups -exec touch -d '40 hours ago' {} +
  as_ops $SITE/bin/backup.sh >>$BACKUP_LOG 2>&1 || true
}
undo() {
  chown ops:docker /var/backups/psyfit
  backups -exec touch {} +
  [ ! -f /run/lab/backup.log ] || cat /run/lab/backup.log >$BACKUP_LOG
  rm -f /run/lab/backup.log
}
seen() { [ "$(stat -c %U /var/backups/psyfit)" = root ] && grep -q 'ERROR backup failed' $BACKUP_LOG; }
