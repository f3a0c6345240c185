description="db was reconnected by hand without its alias: the name db is not known"
reconnect() {
  docker network disconnect app-network salon_gbp_db
  docker network connect "$@" app-network salon_gbp_db
}
inject() { reconnect; }
undo() { reconnect --alias db; }
seen() { [ "$(http_status /api/health)" = 503 ]; }
