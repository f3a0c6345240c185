description="the scheduler restarts over and over: DATA_UPDATE_TIMEZONE is no time zone"
inject() {
  change_env 's#^DATA_UPDATE_TIMEZONE=.*#DATA_UPDATE_TIMEZONE=Asia/Tokio#'
  recreate scheduler
}
undo() {
  restore_env
  recreate scheduler
}
seen() { [ "$(restarts keiba-scheduler-1)" -ge 1 ] && logged scheduler "UnknownTimeZoneError: 'Asia/Tokio'"; }
