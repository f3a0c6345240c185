from enum import Enum


class NotificationCategory(str, Enum):
    SYSTEM = "system"
    RACE = "race"
