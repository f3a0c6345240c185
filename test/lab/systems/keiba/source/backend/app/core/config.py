from pydantic import BaseSettings, constr


class Settings(BaseSettings):
    DATABASE_URL: constr(min_length=1)
    LOG_LEVEL: str = "INFO"
    ADMIN_TOKEN: str = ""
    DATA_UPDATE_CRON: str = "0 3 * * *"
    DATA_UPDATE_TIMEZONE: str = "Asia/Tokyo"
    TRIGGER_MODEL_TRAINING: bool = True
    NOTIFY_ON_SUCCESS: bool = False
    NOTIFY_ON_PARTIAL: bool = True
    NOTIFY_ON_FAILURE: bool = True
    NOTIFICATION_VAPID_PUBLIC_KEY: str = ""
    NOTIFICATION_VAPID_PRIVATE_KEY: str = ""
    NOTIFICATION_VAPID_SUBJECT: str = ""
    SCRAPING_BASE_URL: str = "http://race.netkeiba.example:8081"
    INFERENCE_URL: str = "http://inference:8001"
    MODEL_PATH: str = "/models/model.pkl"
    # Set by the lab's modeloom fault.
    MODEL_CACHE_MB: int = 0


settings = Settings()
