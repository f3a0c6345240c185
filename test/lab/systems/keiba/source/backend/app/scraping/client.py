import json
import logging
import time
import urllib.error
import urllib.request

from app.core.config import settings
from app.scraping.policy import POLICIES

log = logging.getLogger("app.scraping")


class ScrapingError(Exception):
    pass


def fetch(site, path):
    """The JSON at the site's path, asked for again as its policy says."""
    policy = POLICIES[site]
    url = settings.SCRAPING_BASE_URL + path
    request = urllib.request.Request(url, headers={"User-Agent": policy.user_agent})
    for turn in range(policy.max_retries + 1):
        try:
            with urllib.request.urlopen(request, timeout=policy.timeout_seconds) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            problem = f"HTTP {error.code} {error.reason}"
            if error.code == 403:
                raise ScrapingError(f"{problem}: {url}") from error
            if error.code == 429:
                problem += f" (rate limited, Retry-After {error.headers.get('Retry-After', '-')})"
        except urllib.error.URLError as error:
            problem = str(error.reason)
        except json.JSONDecodeError as error:
            raise ScrapingError(f"parse error: {error}: {url}") from error
        except OSError as error:
            problem = str(error)
        if turn < policy.max_retries:
            log.warning("data_update: %s: %s, retry %d/%d in %.1f s", url, problem, turn + 1, policy.max_retries, policy.retry_interval_seconds)
            time.sleep(policy.retry_interval_seconds)
    raise ScrapingError(f"{problem}: {url}")
