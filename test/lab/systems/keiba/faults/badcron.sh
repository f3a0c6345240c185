description="the scheduler restarts over and over: DATA_UPDATE_CRON has an hour 25"
inject() {
  change_env 's/^DATA_UPDATE_CRON=.*/DATA_UPDATE_CRON=0 25 * * */'
  recreate scheduler
}
undo() {
  restore_env
  recreate scheduler
}
seen() { [ "$(restarts keiba-scheduler-1)" -ge 1 ] && logged scheduler "DATA_UPDATE_CRON='0 25"; }
