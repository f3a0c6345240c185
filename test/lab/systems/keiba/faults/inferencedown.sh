description="inference is stopped: predictions answer 502"
inject() { docker stop -t 2 keiba-inference-1; }
undo() { docker start keiba-inference-1; }
seen() { [ "$(http_status /api/predictions/20260101_01)" = 502 ]; }
