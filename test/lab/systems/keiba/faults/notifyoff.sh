description="a failed data update is not notified: the administrator has switched the category off"
inject() {
  sql "insert into notification_settings select id, 'system', false from users where is_superuser on conflict do nothing"
  site_answers 403
  update_data
}
undo() {
  site_answers ''
  sql 'delete from notification_settings'
}
seen() { logged scheduler 'has switched off category system'; }
gone() { [ "$(sql 'select count(*) from notification_settings')" = 0 ] && system-healthy; }
