description="504: the api container is paused, so requests hang until the proxy gives up after 10 s"
inject() { docker pause salon_gbp_api; }
undo() { docker unpause salon_gbp_api || true; }
seen() { [ "$(http_status /api/health 15)" = 504 ]; }
gone() { system-healthy; }
