description="the newest backup is cut off in the middle, and a whole .gz all the same"
inject() {
  file=/var/backups/psyfit/psyfit_production_$(date +%Y%m%d_%H%M%S).sql.gz
  docker exec psyfit-db pg_dump -U psyfit_prod psyfit_production | head -c 3000 | gzip >"$file" || true
  chown ops: "$file"
  echo "$file" >>/run/lab/bad-backups
}
undo() {
  [ ! -f /run/lab/bad-backups ] || xargs rm -f -- </run/lab/bad-backups
  rm -f /run/lab/bad-backups
}
seen() { ! zgrep -q 'database dump complete' "$(backups | sort | tail -n 1)"; }
