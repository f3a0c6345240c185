description="a failed data update is not notified: no user has is_superuser"
inject() {
  sql 'update users set is_superuser = false'
  site_answers 403
  update_data
}
undo() {
  site_answers ''
  sql "update users set is_superuser = email = 'admin@keiba.example'"
}
seen() { logged scheduler 'no user with is_superuser=true'; }
gone() { [ "$(sql 'select count(*) from users where is_superuser')" = 1 ] && system-healthy; }
