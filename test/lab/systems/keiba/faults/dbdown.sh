description="503: the database is stopped, and the data update fails"
inject() {
  docker stop -t 5 keiba-db-1
  update_data
}
undo() { docker start keiba-db-1; }
seen() { [ "$(http_status /api/health)" = 503 ] && logged scheduler 'data_update: database error'; }
