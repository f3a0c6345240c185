description="Solid Queue's worker hangs, and 300 jobs wait in two queues"
worker_pid() { pgrep '^solid-queue-wor'; }
waiting_jobs() { sql 'select count(*) from solid_queue_ready_executions'; }
inject() {
  kill -STOP "$(worker_pid)"
  enqueue 200 "'FollowUpJob', queue='mailers'"
  enqueue 100 "'FollowUpJob'"
}
undo() {
  sql "delete from solid_queue_jobs where id in (select job_id from solid_queue_ready_executions)"
  kill -CONT "$(worker_pid)"
}
seen() { [ "$(waiting_jobs)" -ge 300 ]; }
gone() { [ "$(waiting_jobs)" -lt 10 ] && system-healthy; }
