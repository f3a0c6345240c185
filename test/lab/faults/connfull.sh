description="every one of the 30 connection slots is taken"
inject() { hold_sql 40 'select 1'; }
undo() { docker exec "$DB_CONTAINER" sh -c '[ ! -f /tmp/hold-sql.pid ] || kill $(cat /tmp/hold-sql.pid) || true'; }
seen() { sql 'select 1' 2>&1 | grep -q 'too many clients'; }
