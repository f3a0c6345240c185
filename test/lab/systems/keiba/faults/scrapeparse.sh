description="the data update fails: the scraped site has changed, its answer cannot be parsed"
inject() {
  site_answers garbage
  update_data
}
undo() { site_answers ''; }
seen() { logged scheduler 'scraping failed: parse error'; }
gone() { ! curl -s -m 2 http://127.0.0.1:8081/ | grep -q html && system-healthy; }
