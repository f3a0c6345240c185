description="the data update fails: nothing listens where the scraped site was"
inject() {
  iptables -I INPUT -p tcp --dport 8081 -j REJECT --reject-with tcp-reset
  update_data
}
undo() { while iptables -D INPUT -p tcp --dport 8081 -j REJECT --reject-with tcp-reset 2>/dev/null; do :; done; }
seen() { logged scheduler 'scraping failed: .*Connection refused'; }
gone() { [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8081/)" = 200 ] && system-healthy; }
