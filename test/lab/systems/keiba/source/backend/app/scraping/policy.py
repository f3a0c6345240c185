"""How politely a site is scraped."""
from dataclasses import dataclass

from app.schemas.scraping import ScrapingSite


@dataclass(frozen=True)
class ScrapingPolicy:
    timeout_seconds: float = 2.0
    max_retries: int = 1
    retry_interval_seconds: float = 0.5
    user_agent: str = "keiba-bot/1.0"


POLICIES = {ScrapingSite.NETKEIBA: ScrapingPolicy()}
