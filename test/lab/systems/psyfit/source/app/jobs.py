"""The application's jobs. What they take is time; what they leave is rows."""
import time

from solid_queue.queue import enqueue


class JobError(Exception):
    exception_class = "StandardError"
    backtrace = []


class SmtpAuthenticationError(JobError):
    exception_class = "Net::SMTPAuthenticationError"
    backtrace = [
        "/usr/local/lib/ruby/3.3.0/net/smtp.rb:1083:in `check_auth_response'",
        "/rails/app/mailers/reminder_mailer.rb:12:in `deliver'",
        "/rails/app/jobs/reminder_job.rb:9:in `perform'",
    ]


def reminder(cursor, how="ok"):
    time.sleep(0.3)
    if how == "smtp-down":
        raise SmtpAuthenticationError("535 5.7.8 認証に失敗しました (psyfit@mail.example)")
    enqueue(cursor, "FollowUpJob", queue="mailers", wait=30)


def follow_up(cursor):
    cursor.execute("select count(*) from reservations where starts_at > now()")


def reservation_sync(cursor):
    time.sleep(0.8)
    cursor.execute("update reservations set synced_at = now() where id = (select id from reservations order by random() limit 1)")


def monthly_report(cursor, clinic):
    time.sleep(2)
    cursor.execute("select user_id, count(*) from reservations where clinic_id = %s group by 1 order by 2 desc limit 5",
                   (clinic,))


def report_all(cursor):
    # Reports of one clinic run one at a time, so the second of each pair waits, blocked.
    for clinic in (1, 1, 2):
        enqueue(cursor, "MonthlyReportJob", clinic, queue="reports", limit_to=f"MonthlyReportJob/{clinic}")


def clear_finished(cursor, _command):
    cursor.execute("delete from solid_queue_jobs where finished_at < (now() at time zone 'UTC') - interval '1 day'")


JOBS = {
    "ReminderJob": reminder,
    "FollowUpJob": follow_up,
    "ReservationSyncJob": reservation_sync,
    "MonthlyReportJob": monthly_report,
    "ReportAllJob": report_all,
    "SolidQueue::RecurringJob": clear_finished,
}


def perform(cursor, name, arguments):
    if name not in JOBS:
        raise JobError(f"uninitialized constant {name}")
    JOBS[name](cursor, *arguments)
