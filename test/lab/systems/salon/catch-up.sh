#!/bin/bash
# Inside the lab host, once the system runs: does what the time since the golden snapshot would have done.
set -euo pipefail

# The nightly backup.
if [ -z "$(find /opt/salon-gbp -maxdepth 1 -name 'backup_*.sql.gz' -mmin -600)" ]; then
  docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp | gzip >"/opt/salon-gbp/backup_$(date +%Y%m%d).sql.gz"
fi
