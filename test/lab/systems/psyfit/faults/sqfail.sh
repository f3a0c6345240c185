description="twelve jobs fail: the mail server refuses the login"
inject() { enqueue 12 "'ReminderJob', 'smtp-down', queue='mailers'"; }
undo() { discard_failed_jobs; }
seen() { [ "$(failed_jobs)" -ge 12 ]; }
gone() { [ "$(failed_jobs)" = 0 ] && system-healthy; }
