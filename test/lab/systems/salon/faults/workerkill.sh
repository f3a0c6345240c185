description="the worker was killed with SIGKILL and stays down (exit 137)"
inject() { docker kill -s KILL salon_gbp_worker; }
undo() { docker start salon_gbp_worker; }
seen() { [ "$(state salon_gbp_worker '{{.State.Status}} {{.State.ExitCode}}')" = 'exited 137' ]; }
