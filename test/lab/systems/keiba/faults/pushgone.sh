description="a failed data update is not pushed: the browser's push endpoint answers 410 Gone"
inject() {
  push_answers 410
  site_answers 403
  update_data
}
undo() {
  push_answers ''
  site_answers ''
}
seen() { logged scheduler 'push to user .* failed: HTTP 410'; }
gone() { [ "$(curl -s -X POST -o /dev/null -w '%{http_code}' http://127.0.0.1:8081/push/1)" = 201 ] && system-healthy; }
