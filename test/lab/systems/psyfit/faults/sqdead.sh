description="Solid Queue hangs: its processes have given no sign of life for eleven minutes"
# Stopped, not killed: Puma ends when its supervisor does, and Docker then starts both anew.
inject() {
  kill -STOP $(solid_queue_pids)
  sql "update solid_queue_processes set last_heartbeat_at = (now() at time zone 'UTC') - interval '11 min'"
}
undo() { kill -CONT $(solid_queue_pids); }
seen() { [ "$(sql "select max(last_heartbeat_at) < (now() at time zone 'UTC') - interval '10 min' from solid_queue_processes")" = t ]; }
