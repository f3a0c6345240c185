description="a session sits idle in a transaction that has written"
inject() { hold_sql 1 "begin; $WRITE_SQL"; }
undo() { end_sql_sessions; }
seen() { [ "$(sql_sessions "state = 'idle in transaction'")" -ge 1 ]; }
