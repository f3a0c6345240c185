import os

from celery import Celery

REDIS_URL = os.environ.get("REDIS_URL", "redis://redis:6379/0")

celery_app = Celery("app", broker=REDIS_URL, backend=REDIS_URL, include=["app.worker.tasks"])
celery_app.conf.update(
    timezone="Asia/Tokyo",
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    task_default_queue="celery",
    task_routes={
        "app.worker.tasks.scrape_salonboard": {"queue": "scraping"},
        "app.worker.tasks.post_gbp": {"queue": "posting"},
    },
    # Priorities 3, 6 and 9 get a Redis list of their own beside each queue's.
    broker_transport_options={"queue_order_strategy": "priority"},
    beat_schedule={
        "sync-reviews": {"task": "app.worker.tasks.sync_reviews", "schedule": 5.0},
        "refresh-dashboard": {"task": "app.worker.tasks.refresh_dashboard", "schedule": 7.0},
        "post-scheduled": {"task": "app.worker.tasks.post_gbp", "schedule": 30.0, "args": (1, 0.5)},
    },
)
