#!/bin/bash
# Inside the lab host, once the system runs: does what the time since the golden snapshot would have done.
set -euo pipefail
. /lab/systems/keiba/system.sh

# The nightly backup and data update.
[ -n "$(find /var/backups/keiba -name 'backup_*.sql' -mmin -600)" ] ||
  docker exec keiba-db-1 pg_dump -U postgres keiba >"/var/backups/keiba/backup_$(date +%Y%m%d_%H%M%S).sql"
fresh=$(docker exec keiba-db-1 psql -U postgres -d keiba -qAt -c \
  "select count(*) from predictions where created_at > now() - interval '10 hours'")
[ "$fresh" -gt 0 ] || docker exec keiba-backend-1 python3 -m app.tasks.run_once
