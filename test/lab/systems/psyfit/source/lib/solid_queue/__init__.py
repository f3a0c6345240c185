"""A stand-in for Solid Queue, since there is no Ruby here: its tables, its four kinds of processes, its rhythm.

It follows https://github.com/rails/solid_queue 1.x: the supervisor forks workers, dispatchers and schedulers; each has
a row in solid_queue_processes and gives a sign of life (process_heartbeat_interval, 60 s unless configured); a worker
moves ready jobs to claimed ones with FOR UPDATE SKIP LOCKED, performs them, then sets finished_at or writes a failed
execution; the dispatcher moves due scheduled jobs and expired blocked ones; the scheduler enqueues recurring tasks.
Left out: batches, retries by Active Job, queue wildcards, asynchronous mode.
"""
VERSION = "1.2.1"
