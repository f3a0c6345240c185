description="there is no database backup at all"
inject() {
  mkdir -p /var/backups/lab-hidden
  mv /opt/salon-gbp/backup_*.sql.gz /var/backups/lab-hidden/
}
undo() { mv /var/backups/lab-hidden/backup_*.sql.gz /opt/salon-gbp/ 2>/dev/null || true; }
seen() { ! ls /opt/salon-gbp/backup_*.sql.gz; }
