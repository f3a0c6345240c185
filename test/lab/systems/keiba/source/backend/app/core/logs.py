"""Logging to standard output, and of errors also to the AdminLogStorage that administrators read through the API."""
import logging
import sys

import psycopg2

from app.core.config import settings
from app.core.database import connect


class AdminLogStorage(logging.Handler):
    def emit(self, record):
        try:
            with connect("keiba-admin-log") as cursor:
                cursor.execute(
                    "insert into admin_logs (level, logger, message) values (%s, %s, %s)",
                    (record.levelname, record.name, record.getMessage()),
                )
        except psycopg2.Error:
            pass  # it is on standard output anyway

    @staticmethod
    def newest(count):
        with connect("keiba-admin-log") as cursor:
            cursor.execute("select created_at, level, logger, message from admin_logs order by id desc limit %s", (count,))
            return [
                {"timestamp": at.isoformat(), "level": level, "logger": logger, "message": message}
                for at, level, logger, message in cursor.fetchall()
            ]


def configure():
    form = "%(asctime)s %(levelname)s [%(name)s] %(message)s"
    logging.basicConfig(stream=sys.stdout, level=settings.LOG_LEVEL, format=form)
    storage = AdminLogStorage(level=logging.ERROR)
    logging.getLogger("app").addHandler(storage)
