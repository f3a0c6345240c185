"""Runs the data update when DATA_UPDATE_CRON in DATA_UPDATE_TIMEZONE says so."""
import asyncio
import logging
import signal
import sys

import pytz
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from app.core.config import settings
from app.core.logs import configure
from app.tasks.jobs import run_data_update_job

configure()
logging.getLogger("apscheduler").setLevel(logging.WARNING)
log = logging.getLogger("app.tasks.scheduler")


def refuse(variable, value, error):
    log.critical("data_update: scheduler cannot start: %s=%r: %s: %s", variable, value, type(error).__name__, error)
    sys.exit(1)


def trigger():
    try:
        zone = pytz.timezone(settings.DATA_UPDATE_TIMEZONE)
    except pytz.UnknownTimeZoneError as error:
        refuse("DATA_UPDATE_TIMEZONE", settings.DATA_UPDATE_TIMEZONE, error)
    try:
        return CronTrigger.from_crontab(settings.DATA_UPDATE_CRON, timezone=zone)
    except ValueError as error:
        refuse("DATA_UPDATE_CRON", settings.DATA_UPDATE_CRON, error)


def update():
    asyncio.run(run_data_update_job())
    tell_next()


def tell_next():
    log.info(
        "data_update: scheduled: cron=%r timezone=%s next_run=%s",
        settings.DATA_UPDATE_CRON, settings.DATA_UPDATE_TIMEZONE, job.trigger.get_next_fire_time(None, now()).isoformat(),
    )


def now():
    from datetime import datetime

    return datetime.now(pytz.utc)


def stop(*_):
    log.info("data_update: scheduler stopped")
    sys.exit(0)


signal.signal(signal.SIGTERM, stop)
scheduler = BlockingScheduler(timezone=pytz.utc)
job = scheduler.add_job(update, trigger(), id="data_update", max_instances=1, coalesce=True)
tell_next()
scheduler.start()
