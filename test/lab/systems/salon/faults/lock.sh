description="an idle-in-transaction session blocks others, one of which blocks a third"
inject() {
  hold_sql 1 "begin; lock table alerts in access exclusive mode; update salons set name = name where id = 1"
  wait_until 10 head_holds
  sql_in_background "update salons set name = name where id = 2; update salons set name = name where id = 1"
  wait_until 10 waiting 1
  sql_in_background "update salons set name = name where id = 2"
  sql_in_background "insert into alerts (type, message) values ('lab', 'blocked')"
}
undo() {
  end_sql_sessions
  sql "delete from alerts where type = 'lab'"
}
head_holds() { [ "$(sql_sessions "state = 'idle in transaction'")" = 1 ]; }
waiting() { [ "$(sql_sessions "wait_event_type = 'Lock'")" -ge "$1" ]; }
seen() { waiting 3; }
