description="api asks a name server that does not exist"
inject() { docker exec salon_gbp_api sh -c 'cp /etc/resolv.conf /tmp/resolv.good; echo nameserver 127.0.0.99 >/etc/resolv.conf'; }
undo() { docker exec salon_gbp_api sh -c '[ ! -f /tmp/resolv.good ] || cat /tmp/resolv.good >/etc/resolv.conf'; }
seen() { [ "$(http_status /api/health 12)" = 503 ]; }
