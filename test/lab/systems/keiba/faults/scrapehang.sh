description="the data update fails: the scraped site takes connections and never answers"
inject() {
  site_answers hang
  update_data
}
undo() { site_answers ''; }
seen() { logged scheduler 'scraping failed: .*timed out'; }
gone() { [ "$(curl -s -m 2 -o /dev/null -w '%{http_code}' http://127.0.0.1:8081/)" = 200 ] && system-healthy; }
