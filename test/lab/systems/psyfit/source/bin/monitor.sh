#!/bin/bash
# Section 6.3 of the runbook, one line each. Ends with 2 when something is wrong.
host=psyfit.example
backups=/var/backups/psyfit
worst=0
ok() { echo "[$(date '+%F %T')] OK $*"; }
alert() { echo "[$(date '+%F %T')] ALERT $*"; worst=2; }

code=$(curl -s -m 10 -o /dev/null -w '%{http_code}' "https://$host/api/v1/health")
if [ "$code" = 200 ]; then ok 'health: HTTP 200'; else alert "health: HTTP $code"; fi

for name in psyfit-web psyfit-db psyfit-redis; do
  if [ -n "$(docker ps -q --filter "name=$name")" ]; then ok "container: $name"; else alert "container: $name is stopped"; fi
done

end=$(echo | openssl s_client -servername $host -connect $host:443 2>/dev/null | openssl x509 -noout -enddate 2>/dev/null)
if [ -n "$end" ]; then
  days=$((($(date -d "${end#notAfter=}" +%s) - $(date +%s)) / 86400))
  if [ $days -gt 14 ]; then ok "ssl: $days days left"; else alert "ssl: $days days left"; fi
else
  alert 'ssl: no certificate'
fi

used=$(df --output=pcent / | tail -n 1 | tr -dc 0-9)
if [ "$used" -lt 80 ]; then ok "disk: $used%"; else alert "disk: $used%"; fi

if [ -n "$(find $backups -name 'psyfit_production_*.sql.gz*' -mmin -1500 2>/dev/null)" ]; then
  ok 'backup: newer than 25 h'
else
  alert 'backup: none newer than 25 h'
fi
exit $worst
