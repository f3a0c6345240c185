description="a process inside worker is killed for memory while the container itself stays up"
inject() { docker exec -d salon_gbp_worker python3 -c 'hog = []
while True: hog.append(bytearray(8 << 20))'; }
undo() { :; }
seen() { [ "$(events oom salon_gbp_worker)" -ge 1 ] && [ "$(state salon_gbp_worker '{{.State.Running}}')" = true ]; }
gone() { system-healthy; }
