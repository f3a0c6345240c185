description="the crontab has lost the line of the backup; the newest is 40 hours old"
inject() {
  [ -f /run/lab/crontab ] || crontab -u ops -l >/run/lab/crontab
  crontab -u ops - < <(grep -v backup.sh /run/lab/crontab)
  backups -exec touch -d '40 hours ago' {} +
}
undo() {
  [ ! -f /run/lab/crontab ] || crontab -u ops /run/lab/crontab
  rm -f /run/lab/crontab
  backups -exec touch {} +
}
seen() { ! crontab -u ops -l | grep -q backup.sh; }
