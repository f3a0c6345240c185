description="a session sits idle in a transaction that has written"
inject() { hold_sql 1 "begin; update app_users set role = role where id = 2"; }
undo() { end_sql_sessions; }
seen() { [ "$(sql_sessions "state = 'idle in transaction'")" -ge 1 ]; }
