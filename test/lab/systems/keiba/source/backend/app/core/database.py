from contextlib import contextmanager

import psycopg2

from app.core.config import settings


@contextmanager
def connect(name="keiba-backend"):
    connection = psycopg2.connect(settings.DATABASE_URL, connect_timeout=3, application_name=name)
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()
