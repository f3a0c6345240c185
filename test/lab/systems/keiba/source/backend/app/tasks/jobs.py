"""The data update: races from the site, predictions from the model, a notification of how it went."""
import logging
import subprocess
import sys
import time
import urllib.error
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg2

from app.core.config import settings
from app.core.database import connect
from app.schemas.scraping import ScrapingSite
from app.scraping.client import ScrapingError, fetch
from app.services.inference_client import predict
from app.services.notification_dispatcher import NotificationDispatcher

log = logging.getLogger("app.tasks.jobs")


@dataclass
class Result:
    status: str
    updated: int = 0
    failed: int = 0


async def run_data_update_job(sites=(ScrapingSite.NETKEIBA,), race_ids=None, trigger_model_training=None):
    started = time.monotonic()
    log.info("data_update: started: sites=%s race_ids=%s", ",".join(site.value for site in sites), race_ids or "all")
    try:
        with connect("keiba-data-update") as cursor:
            result = update_races(cursor, sites, race_ids)
    except ScrapingError as error:
        result = Result("failed")
        log.error("data_update: scraping failed: %s", error)
    except psycopg2.Error as error:
        result = Result("failed")
        log.error("data_update: database error: %s", str(error).strip().splitlines()[0])
    seconds = time.monotonic() - started
    level = {"success": logging.INFO, "partial": logging.WARNING}.get(result.status, logging.ERROR)
    log.log(level, "data_update: finished: status=%s updated=%d failed=%d duration=%.1fs", result.status, result.updated, result.failed, seconds)
    notify(result)
    train = settings.TRIGGER_MODEL_TRAINING if trigger_model_training is None else trigger_model_training
    if train and result.status == "success" and not race_ids:
        log.info("data_update: model training triggered")
        subprocess.Popen([sys.executable, "-m", "ml.train", "--n-trials", "1"])
    return result


def update_races(cursor, sites, race_ids):
    result = Result("success")
    today = datetime.now(ZoneInfo(settings.DATA_UPDATE_TIMEZONE)).strftime("%Y%m%d")
    for site in sites:
        for race_id in race_ids or fetch(site, f"/races/{today}")["races"]:
            race = fetch(site, f"/race/{race_id}")
            cursor.execute(
                """insert into races (race_id, name, race_date) values (%s, %s, %s)
                   on conflict (race_id) do update set name = excluded.name, updated_at = now() returning id""",
                (race_id, race["name"], race["date"]),
            )
            row = cursor.fetchone()[0]
            try:
                for number, probability in predict(race_id).items():
                    cursor.execute(
                        """insert into predictions (race_id, horse_number, win_probability) values (%s, %s, %s)
                           on conflict (race_id, horse_number) do update
                           set win_probability = excluded.win_probability, created_at = now()""",
                        (row, number, probability),
                    )
                result.updated += 1
            except (urllib.error.URLError, OSError) as error:
                result.failed += 1
                log.warning("data_update: race %s: prediction failed: %s", race_id, error)
    if result.failed:
        result.status = "partial" if result.updated else "failed"
    return result


TITLES = {
    "success": ("NOTIFY_ON_SUCCESS", "データ更新が完了しました"),
    "partial": ("NOTIFY_ON_PARTIAL", "データ更新が一部失敗しました"),
    "failed": ("NOTIFY_ON_FAILURE", "データ更新に失敗しました"),
}


def notify(result):
    variable, title = TITLES[result.status]
    if not getattr(settings, variable):
        return
    try:
        with connect("keiba-notification") as cursor:
            message = f"data_update: {result.updated}件を更新、{result.failed}件が失敗しました"
            NotificationDispatcher(cursor).dispatch_to_admins(title, message)
    except psycopg2.Error as error:
        log.error("notification: database error: %s", str(error).strip().splitlines()[0])
