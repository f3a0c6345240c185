description="the data update fails: the scraped site answers 403"
inject() {
  site_answers 403
  update_data
}
undo() { site_answers ''; }
seen() { logged scheduler 'scraping failed: HTTP 403'; }
gone() { [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8081/)" = 200 ] && system-healthy; }
