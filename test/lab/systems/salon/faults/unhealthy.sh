description="web is unhealthy although the site works: its health check asks localhost, which is ::1"
inject() { WEB_HEALTH_HOST=localhost LOCALHOST_IS_IPV6=1 recreate web; }
undo() { recreate web; }
seen() { [ "$(state salon_gbp_web '{{.State.Health.Status}}')" = unhealthy ] && [ "$(http_status /)" = 200 ]; }
