"""Writes notifications for users and pushes them to their browsers."""
import json
import logging
import urllib.error
import urllib.request
from dataclasses import dataclass, field

from app.core.config import settings
from app.models.notification import NotificationCategory

log = logging.getLogger("app.notification")


@dataclass
class NotificationEvent:
    user_id: int
    category: NotificationCategory
    title: str
    message: str
    metadata: dict = field(default_factory=dict)


class NotificationDispatcher:
    def __init__(self, db):
        self.db = db

    def dispatch_to_admins(self, title, message):
        self.db.execute("select id from users where is_superuser order by id")
        admins = [row[0] for row in self.db.fetchall()]
        if not admins:
            log.warning("notification: no user with is_superuser=true, nobody is notified: %s", title)
        for user_id in admins:
            self.dispatch_event(NotificationEvent(user_id, NotificationCategory.SYSTEM, title, message))

    def dispatch_event(self, event):
        if not self.enabled(event):
            log.info("notification: user %d has switched off category %s", event.user_id, event.category.value)
            return
        self.db.execute(
            "insert into notifications (user_id, category, title, message) values (%s, %s, %s, %s)",
            (event.user_id, event.category.value, event.title, event.message),
        )
        self.push(event)

    def enabled(self, event):
        self.db.execute(
            "select enabled from notification_settings where user_id = %s and category = %s",
            (event.user_id, event.category.value),
        )
        row = self.db.fetchone()
        return row is None or row[0]

    def push(self, event):
        if not (settings.NOTIFICATION_VAPID_PUBLIC_KEY and settings.NOTIFICATION_VAPID_PRIVATE_KEY):
            log.error("notification: push skipped: NOTIFICATION_VAPID_PUBLIC_KEY / NOTIFICATION_VAPID_PRIVATE_KEY are not set")
            return
        self.db.execute("select endpoint from push_subscriptions where user_id = %s", (event.user_id,))
        endpoints = [row[0] for row in self.db.fetchall()]
        if not endpoints:
            log.warning("notification: user %d has no push subscription", event.user_id)
        for endpoint in endpoints:
            # The body would be encrypted for the browser; the push service does not look into it.
            body = json.dumps({"title": event.title, "message": event.message}).encode()
            request = urllib.request.Request(endpoint, body, {"TTL": "3600", "Content-Type": "application/octet-stream"})
            try:
                with urllib.request.urlopen(request, timeout=5) as answer:
                    log.info("notification: pushed to user %d: HTTP %d", event.user_id, answer.status)
            except urllib.error.HTTPError as error:
                log.error("notification: push to user %d failed: HTTP %d %s: the subscription is gone", event.user_id, error.code, error.reason)
            except OSError as error:
                log.error("notification: push to user %d failed: %s", event.user_id, error)
