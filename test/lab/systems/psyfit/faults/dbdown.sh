description="503 degraded: the database is stopped"
inject() { docker stop -t 5 psyfit-db; }
undo() { docker start psyfit-db; }
seen() { [ "$(http_status /api/v1/health)" = 503 ]; }
