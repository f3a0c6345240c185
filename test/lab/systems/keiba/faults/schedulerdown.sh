description="the scheduler is stopped: the data update does not run"
inject() { docker stop -t 3 keiba-scheduler-1; }
undo() { docker start keiba-scheduler-1; }
seen() { [ "$(state keiba-scheduler-1 '{{.State.Running}}')" = false ]; }
