#!/bin/bash
# Dumps the database into /var/backups/psyfit, encrypted for BACKUP_ENCRYPT_KEY and copied to BACKUP_S3_BUCKET if set.
set -euo pipefail
folder=/var/backups/psyfit
keep_days=30
file=$folder/psyfit_production_$(date +%Y%m%d_%H%M%S).sql.gz
say() { echo "[$(date '+%F %T')] $*"; }
trap 'say "ERROR backup failed"; rm -f "$file.part"' ERR

say 'INFO backup started'
docker exec psyfit-db pg_dump -U psyfit_prod psyfit_production | gzip >"$file.part"
gzip --test --suffix .part "$file.part"
mv "$file.part" "$file"

if [ -n "${BACKUP_ENCRYPT_KEY:-}" ]; then
  gpg --batch --yes --trust-model always --recipient "$BACKUP_ENCRYPT_KEY" --encrypt "$file"
  rm "$file"
  file=$file.gpg
fi
if [ -n "${BACKUP_S3_BUCKET:-}" ]; then
  aws s3 cp "$file" "s3://$BACKUP_S3_BUCKET/backups/psyfit/"
fi
find "$folder" -name 'psyfit_production_*.sql.gz*' -mtime +$keep_days -delete
say "INFO backup completed: $file ($(stat --format %s "$file") bytes)"
