description="the worker is stopped and 500 tasks wait, in three queues and four priorities"
inject() {
  docker stop -t 3 salon_gbp_worker
  app_python <<'PYTHON'
from app.worker.tasks import post_gbp, scrape_salonboard, sync_reviews
for number in range(400):
    post_gbp.apply_async((number, 0.01), priority=(0, 3, 6, 9)[number % 4])
for number in range(60):
    scrape_salonboard.delay(number)
for number in range(40):
    sync_reviews.delay()
PYTHON
}
undo() {
  docker start salon_gbp_worker
  redis del celery scraping posting $'posting\x06\x163' $'posting\x06\x166' $'posting\x06\x169'
}
seen() { [ "$(waiting_tasks)" -ge 500 ]; }
gone() { system-healthy && [ "$(waiting_tasks)" -lt 10 ]; }
waiting_tasks() {
  local list total=0
  for list in celery scraping posting $'posting\x06\x163' $'posting\x06\x166' $'posting\x06\x169'; do
    total=$((total + $(redis llen "$list")))
  done
  echo $total
}
