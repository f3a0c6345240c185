import logging
import os
import time
import urllib.request

import psycopg2
from celery.signals import task_failure, task_postrun, task_prerun

from app.worker.celery_app import celery_app

log = logging.getLogger("app.worker.tasks")


def execute(statement, *values):
    connection = psycopg2.connect(
        os.environ["DATABASE_URL"], connect_timeout=3, application_name="salon-gbp-worker"
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(statement, values)
    connection.close()


def record(statement, *values):
    """A log row that cannot be written must not fail the task."""
    try:
        execute(statement, *values)
    except psycopg2.Error as error:
        log.error("ジョブログを書き込めません: %s", str(error).strip())


@task_prerun.connect
def log_start(task_id=None, task=None, **_):
    record("insert into job_logs (task_id, task_name, status) values (%s, %s, 'running')", task_id, task.name)


@task_postrun.connect
def log_end(task_id=None, state=None, **_):
    record("update job_logs set status = %s, finished_at = now() where task_id = %s", (state or "").lower(), task_id)


@task_failure.connect
def raise_alert(task_id=None, exception=None, sender=None, **_):
    record("update job_logs set error = %s where task_id = %s", repr(exception), task_id)
    record("insert into alerts (type, message) values ('task_failed', %s)", f"{sender.name}: {exception!r}")


@celery_app.task
def sync_reviews():
    time.sleep(0.2)
    log.info("口コミを同期しました: 新着 0 件")


@celery_app.task
def refresh_dashboard():
    """Asks the site's own API through web, so that all their logs have something to say."""
    try:
        with urllib.request.urlopen("http://web:8000/api/salons", timeout=3) as response:
            log.info("ダッシュボードを更新しました: %d バイト", len(response.read()))
    except OSError as error:
        log.warning("ダッシュボードを更新できません: %s", error)


@celery_app.task
def post_gbp(salon_id=1, seconds=1.0):
    time.sleep(seconds)
    log.info("GBPへ投稿しました: salon_id=%s", salon_id)
    return salon_id


@celery_app.task
def scrape_salonboard(salon_id=1, fail=False):
    log.info("サロンボードの取得を開始します: salon_id=%s", salon_id)
    if fail:
        raise RuntimeError("SALON BOARD login failed: HTTP 403 ログインに失敗しました")
    return salon_id
