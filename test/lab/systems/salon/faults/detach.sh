description="502: the gateway is disconnected from app-network"
inject() { docker network disconnect app-network gateway-app-1; }
undo() { docker network connect app-network gateway-app-1 2>/dev/null || true; }
seen() { [ "$(http_status /api/health)" = 502 ]; }
