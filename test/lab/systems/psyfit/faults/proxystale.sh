description="502: web has another address since its restart, and the proxy still asks the old one"
# restart_at ADDRESS
restart_at() {
  docker stop -t 8 "$WEB"
  docker network disconnect kamal "$WEB"
  docker network connect --ip "$1" kamal "$WEB"
  docker start "$WEB"
}
target_address() { proxy list | sed 's/\x1b\[[0-9;]*m//g' | awk '$1 == "psyfit-web" { sub(":.*", "", $4); print $4 }'; }
inject() { restart_at 172.30.0.40; }
undo() { restart_at "$(target_address)"; }
seen() { [ "$(http_status /up 8)" = 502 ] && docker exec "$WEB" curl -sf http://localhost:3000/up; }
