import logging
import sys
import time

import psycopg2
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from app.settings import settings
from app.version import VERSION

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(levelname)s [%(name)s] %(message)s")
log = logging.getLogger("app")
app = FastAPI()
leaked = []


def connect():
    return psycopg2.connect(settings.DATABASE_URL, connect_timeout=3, application_name="salon-gbp-api")


def wait_for_database(seconds=5):
    """After a reboot all containers start at once; a wrong password is not worth waiting for."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return connect().close()
        except psycopg2.OperationalError as error:
            if "authentication failed" in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@app.on_event("startup")
def start():
    wait_for_database()
    for _ in range(settings.LEAK_MB):
        leaked.append(bytearray(1 << 20))
    log.info("起動しました: version %s, データベース接続 OK", VERSION)


@app.get("/api/health")
def health():
    try:
        connection = connect()
        connection.cursor().execute("select 1")
        connection.close()
    except psycopg2.Error as error:
        log.error("ヘルスチェック失敗: %s", str(error).strip())
        return JSONResponse({"status": "degraded", "db": "error"}, status_code=503)
    return {"status": "ok", "db": "ok", "version": VERSION}


@app.get("/api/salons")
def salons():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("select id, name from salons order by id")
    rows = [{"id": row[0], "name": row[1]} for row in cursor.fetchall()]
    connection.close()
    log.info("サロン一覧を取得しました (%d件)", len(rows))
    return rows
