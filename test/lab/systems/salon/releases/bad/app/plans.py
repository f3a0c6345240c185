from app.main import app
from app.settings import settings

LIMITS = {"free": 1, "paid": 20}


@app.middleware("http")
async def limit(request, call_next):
    request.state.limit = LIMITS[getattr(settings, "PLAN", "standard")]
    return await call_next(request)
