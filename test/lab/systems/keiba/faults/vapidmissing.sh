description="a failed data update is not pushed: the VAPID keys are missing from .env"
inject() {
  change_env '/^NOTIFICATION_VAPID_/d'
  site_answers 403
  recreate scheduler backend
  update_data
}
undo() {
  site_answers ''
  restore_env
  recreate scheduler backend
}
seen() { logged scheduler 'NOTIFICATION_VAPID_PRIVATE_KEY are not set'; }
