from pydantic import BaseSettings, constr


class Settings(BaseSettings):
    DATABASE_URL: constr(min_length=1)
    REDIS_URL: str = "redis://redis:6379/0"
    TOKEN_ENC_KEY_B64: constr(min_length=1)
    OAUTH_STATE_SECRET: constr(min_length=1)
    LEAK_MB: int = 0


settings = Settings()
