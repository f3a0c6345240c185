description="502: the web container is stopped, and Solid Queue with it"
inject() { docker stop -t 8 "$WEB"; }
undo() { docker start "$WEB"; }
seen() { [ "$(http_status /up)" = 502 ]; }
