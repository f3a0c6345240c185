#!/bin/bash
# restore.sh --list | --latest | FILE : restores a backup into a database of its own, counts its rows and drops it.
# The production database is not touched.
set -euo pipefail
folder=/var/backups/psyfit
scratch=psyfit_restore_test
psql() { docker exec -i psyfit-db psql -U psyfit_prod -v ON_ERROR_STOP=1 -qAt "$@"; }
newest() { ls -t "$folder"/psyfit_production_*.sql.gz 2>/dev/null | head -n 1; }

case ${1:-} in
  --list)
    ls -lh "$folder"/psyfit_production_*.sql.gz*
    exit
    ;;
  --latest) file=$(newest) ;;
  -* | '')
    echo 'usage: restore.sh --list | --latest | FILE' >&2
    exit 2
    ;;
  *) file=$1 ;;
esac
[ -f "$file" ] || { echo "no backup: ${file:-$folder}" >&2; exit 1; }

echo "restoring $file into $scratch"
trap 'psql -d postgres -c "drop database if exists $scratch"' EXIT
psql -d postgres -c "drop database if exists $scratch" -c "create database $scratch"
gunzip -c "$file" | psql -d $scratch >/dev/null
for table in users reservations solid_queue_jobs; do
  echo "$table: $(psql -d $scratch -c "select count(*) from $table") rows"
done
echo 'restore ok'
