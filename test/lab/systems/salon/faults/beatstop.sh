description="beat is stopped: nothing is scheduled any more"
inject() { docker stop -t 2 salon_gbp_beat; }
undo() { docker start salon_gbp_beat; }
seen() { [ "$(state salon_gbp_beat '{{.State.Status}}')" = exited ]; }
