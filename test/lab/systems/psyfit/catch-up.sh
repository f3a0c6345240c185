#!/bin/bash
# Inside the lab host, once the system runs: does what the time since the golden snapshot would have done.
set -euo pipefail
. /lab/systems/psyfit/system.sh
as_ops() { setpriv --reuid ops --regid ops --init-groups "$@"; }
sql() { docker exec psyfit-db psql -U psyfit_prod -d psyfit_production -qAt -c "$1"; }

# The nightly backup, the certificate's renewal, a turn of the monitor.
[ -n "$(find /var/backups/psyfit -name '*.sql.gz' -mmin -600)" ] ||
  as_ops /var/www/psyfit/bin/backup.sh >>/var/log/psyfit-backup.log 2>&1
bash /lab/host/certificate.sh /opt/kamal-certs $SYSTEM_DOMAIN 60
# Solid Queue's own hourly clearing.
sql "delete from solid_queue_recurring_executions where run_at < (now() at time zone 'UTC') - interval '10 min'"
as_ops /var/www/psyfit/bin/monitor.sh >>/var/log/psyfit-monitor.log 2>&1
