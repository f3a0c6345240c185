description="502: the api container is stopped"
inject() { docker stop -t 1 salon_gbp_api; }
undo() { docker start salon_gbp_api; }
seen() { [ "$(http_status /api/health)" = 502 ]; }
