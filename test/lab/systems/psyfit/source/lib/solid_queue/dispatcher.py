from solid_queue.database import NOW
from solid_queue.process import Process
from solid_queue.queue import make_ready


class Dispatcher(Process):
    kind = "Dispatcher"
    polling_seconds = 1.0
    metadata = {"polling_interval": 1, "batch_size": 500, "concurrency_maintenance_interval": 600}

    def poll(self, cursor):
        cursor.execute(
            f"""delete from solid_queue_scheduled_executions where id in (
                  select id from solid_queue_scheduled_executions where scheduled_at <= {NOW}
                  order by scheduled_at, priority, job_id limit 500 for update skip locked) returning job_id""")
        for (job,) in cursor.fetchall():
            make_ready(cursor, job)
        self.unblock(cursor)

    def unblock(self, cursor):
        cursor.execute(f"update solid_queue_semaphores set value = 1 where value = 0 and expires_at < {NOW}")
        cursor.execute(
            f"""delete from solid_queue_blocked_executions b using solid_queue_semaphores s
                where s.key = b.concurrency_key and s.value > 0 and b.expires_at < {NOW} returning b.job_id""")
        for (job,) in cursor.fetchall():
            make_ready(cursor, job)
