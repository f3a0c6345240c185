from enum import Enum


class ScrapingSite(str, Enum):
    NETKEIBA = "netkeiba"
