"""Jobs and their executions: what Active Job does when it enqueues, and what ends a job."""
import json
import uuid

from solid_queue.database import NOW


def enqueue(cursor, job_class, *arguments, queue="default", wait=0, limit_to=None, priority=0):
    """Returns the id. `limit_to` is a concurrency key of which one job runs at a time; the others are blocked."""
    active_job_id = str(uuid.uuid4())
    payload = {"job_class": job_class, "job_id": active_job_id, "queue_name": queue, "arguments": arguments,
               "executions": 0, "locale": "ja", "timezone": "Tokyo"}
    cursor.execute(
        f"""insert into solid_queue_jobs (queue_name, class_name, arguments, priority, active_job_id, scheduled_at,
              concurrency_key, created_at, updated_at)
            values (%s, %s, %s, %s, %s, {NOW} + %s * interval '1 s', %s, {NOW}, {NOW}) returning id""",
        (queue, job_class, json.dumps(payload), priority, active_job_id, wait, limit_to))
    job = cursor.fetchone()[0]
    if wait > 0:
        cursor.execute(
            f"""insert into solid_queue_scheduled_executions (job_id, queue_name, priority, scheduled_at, created_at)
                select id, queue_name, priority, scheduled_at, {NOW} from solid_queue_jobs where id = %s""", (job,))
    else:
        make_ready(cursor, job)
    return job


def make_ready(cursor, job):
    """Ready, unless another job holds the semaphore of its concurrency key: then blocked."""
    cursor.execute("select queue_name, priority, concurrency_key from solid_queue_jobs where id = %s", (job,))
    queue, priority, key = cursor.fetchone()
    if key is None or acquire(cursor, key):
        cursor.execute(
            f"""insert into solid_queue_ready_executions (job_id, queue_name, priority, created_at)
                values (%s, %s, %s, {NOW})""", (job, queue, priority))
    else:
        cursor.execute(
            f"""insert into solid_queue_blocked_executions
                  (job_id, queue_name, priority, concurrency_key, expires_at, created_at)
                values (%s, %s, %s, %s, {NOW} + interval '3 min', {NOW})""", (job, queue, priority, key))


def acquire(cursor, key):
    cursor.execute(
        f"""insert into solid_queue_semaphores (key, value, expires_at, created_at, updated_at)
            values (%s, 0, {NOW} + interval '3 min', {NOW}, {NOW})
            on conflict (key) do update set value = 0, expires_at = excluded.expires_at, updated_at = {NOW}
            where solid_queue_semaphores.value > 0 returning id""", (key,))
    return cursor.fetchone() is not None


def release(cursor, key):
    """Gives the semaphore back and lets the next blocked job of the key have it."""
    cursor.execute("update solid_queue_semaphores set value = 1 where key = %s and value = 0", (key,))
    cursor.execute(
        """delete from solid_queue_blocked_executions where id = (select id from solid_queue_blocked_executions
             where concurrency_key = %s order by priority, job_id limit 1 for update skip locked) returning job_id""",
        (key,))
    for (job,) in cursor.fetchall():
        make_ready(cursor, job)


def finish(cursor, job):
    cursor.execute(f"update solid_queue_jobs set finished_at = {NOW}, updated_at = {NOW} where id = %s", (job,))
    leave(cursor, job)


def fail(cursor, job, error):
    text = json.dumps({"exception_class": error.exception_class, "message": str(error),
                       "backtrace": error.backtrace}, ensure_ascii=False)
    cursor.execute(
        f"""insert into solid_queue_failed_executions (job_id, error, created_at) values (%s, %s, {NOW})
            on conflict (job_id) do update set error = excluded.error, created_at = excluded.created_at""", (job, text))
    leave(cursor, job)


def leave(cursor, job):
    cursor.execute("delete from solid_queue_claimed_executions where job_id = %s", (job,))
    cursor.execute("select concurrency_key from solid_queue_jobs where id = %s", (job,))
    row = cursor.fetchone()
    if row and row[0]:
        release(cursor, row[0])
