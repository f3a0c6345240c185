import hmac
import logging
import urllib.error

import psycopg2
from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse

from app.core.config import settings
from app.core.database import connect
from app.core.logs import AdminLogStorage, configure
from app.services.inference_client import predict

configure()
log = logging.getLogger("app.api")
app = FastAPI()


@app.on_event("startup")
def start():
    log.info("アプリケーションを起動しました")


@app.exception_handler(psycopg2.Error)
def database_failed(request, error):
    log.error("database error: %s", str(error).strip().splitlines()[0])
    return JSONResponse({"detail": "database error"}, status_code=503)


@app.get("/api/health")
def health():
    try:
        with connect() as cursor:
            cursor.execute("select 1")
    except psycopg2.Error as error:
        log.error("ヘルスチェック失敗: %s", str(error).strip().splitlines()[0])
        return JSONResponse({"status": "unhealthy", "database": "error"}, status_code=503)
    return {"status": "healthy", "database": "ok"}


@app.get("/api/admin/logs")
def admin_logs(authorization: str = Header(""), limit: int = 100):
    scheme, _, token = authorization.partition(" ")
    if scheme != "Bearer" or not settings.ADMIN_TOKEN or not hmac.compare_digest(token, settings.ADMIN_TOKEN):
        raise HTTPException(401, "Not authenticated", {"WWW-Authenticate": "Bearer"})
    return {"logs": AdminLogStorage.newest(min(limit, 1000))}


@app.get("/api/races")
def races():
    with connect() as cursor:
        cursor.execute("select race_id, name from races order by race_date desc, race_id limit 12")
        rows = [{"race_id": race_id, "name": name} for race_id, name in cursor.fetchall()]
    log.info("レース一覧を取得しました (%d件)", len(rows))
    return rows


@app.get("/api/predictions/{race_id}")
def predictions(race_id: str):
    try:
        return predict(race_id)
    except (urllib.error.URLError, OSError) as error:
        log.error("推論に失敗しました: %s", error)
        return JSONResponse({"detail": "inference failed"}, status_code=502)
