"""Recurring tasks of config/recurring.json; each run has a row that keeps two schedulers from enqueuing it twice."""
import json
import re
import time

from solid_queue.database import NOW
from solid_queue.process import Process
from solid_queue.queue import enqueue

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def period(schedule):
    """Seconds of "every minute", "every 10 seconds"; None for what is written as cron, which no lab waits for."""
    found = re.fullmatch(r"every (\d*) ?(second|minute|hour|day)s?", schedule)
    return found and int(found[1] or 1) * UNITS[found[2]]


class Scheduler(Process):
    kind = "Scheduler"
    polling_seconds = 0.5

    def __init__(self, supervisor):
        super().__init__(supervisor)
        with open("/rails/config/recurring.json", encoding="utf8") as file:
            self.tasks = json.load(file)["production"]
        self.metadata = {"recurring_schedule": list(self.tasks)}

    def open(self):
        super().open()
        for key, task in self.tasks.items():
            self.connection.cursor().execute(
                f"""insert into solid_queue_recurring_tasks
                      (key, schedule, class_name, command, queue_name, description, created_at, updated_at)
                    values (%s, %s, %s, %s, %s, %s, {NOW}, {NOW})
                    on conflict (key) do update set schedule = excluded.schedule, updated_at = excluded.updated_at""",
                (key, task["schedule"], task.get("class"), task.get("command"), task.get("queue"),
                 task.get("description")))

    def poll(self, cursor):
        for key, task in self.tasks.items():
            seconds = period(task["schedule"])
            if seconds:
                self.run_if_due(cursor, key, task, time.time() // seconds * seconds)

    def run_if_due(self, cursor, key, task, due):
        if task.get("last", due) == due:
            task["last"] = due
            return
        task["last"] = due
        cursor.execute(
            """select 1 from solid_queue_recurring_executions
               where task_key = %s and run_at = to_timestamp(%s) at time zone 'UTC'""", (key, due))
        if cursor.fetchone():
            return
        name, arguments = (task["class"], []) if "class" in task else ("SolidQueue::RecurringJob", [task["command"]])
        job = enqueue(cursor, name, *arguments, queue=task.get("queue", "default"))
        cursor.execute(
            f"""insert into solid_queue_recurring_executions (job_id, task_key, run_at, created_at)
                values (%s, %s, to_timestamp(%s) at time zone 'UTC', {NOW})""", (job, key, due))
