import json
import threading

import psycopg2

from app.jobs import JobError, perform
from solid_queue.database import NOW, connect
from solid_queue.process import Process, release_claims
from solid_queue.queue import fail, finish

CLAIM = f"""with taken as (
  delete from solid_queue_ready_executions where id in (
    select id from solid_queue_ready_executions
    where queue_name not in (select queue_name from solid_queue_pauses)
    order by priority, job_id limit %s for update skip locked)
  returning job_id)
insert into solid_queue_claimed_executions (job_id, process_id, created_at)
select job_id, %s, {NOW} from taken returning job_id"""


class Worker(Process):
    kind = "Worker"
    polling_seconds = 0.2
    threads = 3
    metadata = {"polling_interval": 0.2, "queues": "*", "thread_pool_size": threads}

    def __init__(self, supervisor):
        super().__init__(supervisor)
        self.running = []
        self.interrupted = False

    def open(self):
        super().open()
        # What was being performed when the database went away is done again.
        self.interrupted = True

    def poll(self, cursor):
        self.running = [thread for thread in self.running if thread.is_alive()]
        if self.interrupted and not self.running:
            release_claims(cursor, self.id)
            self.interrupted = False
        free = 0 if self.interrupted else self.threads - len(self.running)
        if free == 0:
            return
        cursor.execute(CLAIM, (free, self.id))
        for (job,) in cursor.fetchall():
            thread = threading.Thread(target=self.work, args=(job,), daemon=True)
            thread.start()
            self.running.append(thread)

    def work(self, job):
        try:
            connection = connect("psyfit-job")
            with connection.cursor() as cursor:
                cursor.execute("select class_name, arguments from solid_queue_jobs where id = %s", (job,))
                name, payload = cursor.fetchone()
                try:
                    perform(cursor, name, json.loads(payload)["arguments"])
                except JobError as error:
                    fail(cursor, job, error)
                except (TypeError, ValueError) as error:
                    fail(cursor, job, JobError(str(error)))
                else:
                    finish(cursor, job)
            connection.close()
        except psycopg2.Error:
            # Without a connection the claim stays; it is released once none of the others runs.
            self.interrupted = True

    def close(self):
        for thread in self.running:
            thread.join(5)
        super().close()
