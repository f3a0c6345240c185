description="api is killed again and again: it wants 700 MB and its limit is 512 MB"
inject() { LEAK_MB=700 recreate api; }
undo() { recreate api; }
seen() { [ "$(restarts salon_gbp_api)" -ge 1 ] && [ "$(events oom salon_gbp_api)" -ge 1 ]; }
gone() { system-healthy && [ "$(restarts salon_gbp_api)" = 0 ]; }
