description="cron is dead: the monitor wrote its last line 40 minutes ago"
inject() {
  kill "$(pidof cron)"
  [ -f /run/lab/monitor.log ] || cp $MONITOR_LOG /run/lab/monitor.log
  python3 - $MONITOR_LOG <<'PYTHON'
import datetime, re, sys
earlier = lambda found: str(datetime.datetime.fromisoformat(found[0]) - datetime.timedelta(minutes=40))
with open(sys.argv[1], "r+", encoding="utf8") as log:
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", earlier, log.read())
    log.seek(0)
    log.write(text)
PYTHON
  touch -d '40 minutes ago' $MONITOR_LOG
}
undo() {
  [ ! -f /run/lab/monitor.log ] || cat /run/lab/monitor.log >$MONITOR_LOG
  rm -f /run/lab/monitor.log
  pidof cron || cron
  as_ops $SITE/bin/monitor.sh >>$MONITOR_LOG
}
seen() { [ -n "$(find $MONITOR_LOG -mmin +30)" ] && ! pidof cron; }
