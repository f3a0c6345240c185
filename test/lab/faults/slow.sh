description="one query runs and runs"
inject() { sql_in_background "/* lab: slow report */ select count(*) from generate_series(1, 2000000000) as number"; }
undo() { end_sql_sessions; }
seen() { [ "$(sql_sessions "state = 'active'")" -ge 1 ]; }
