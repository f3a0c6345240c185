description="tasks fail: three alerts and failed job_logs, with the Japanese error"
inject() {
  app_python <<'PYTHON'
from app.worker.tasks import scrape_salonboard
for number in range(3):
    scrape_salonboard.delay(number, True)
PYTHON
}
undo() { sql "delete from alerts where type = 'task_failed'"; }
seen() { [ "$(sql "select count(*) from alerts where type = 'task_failed' and created_at > now() - interval '1 min'")" -ge 3 ]; }
