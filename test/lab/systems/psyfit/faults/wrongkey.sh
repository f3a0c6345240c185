description="nobody can log in: ATTR_ENCRYPTED_KEY was replaced, and what users have encrypted does not open"
# sign_in : as a user does, through the proxy.
sign_in() { http_status /api/v1/auth/sign_in; }
inject() {
  [ "$(sign_in)" = 200 ]
  change_secrets 's/^ATTR_ENCRYPTED_KEY=.*/ATTR_ENCRYPTED_KEY=another-key-that-is-32-bytes-long/'
  recreate_web
  as_ops $SITE/bin/point-proxy.sh "$WEB"
}
undo() {
  restore_secrets
  [ "$(sign_in)" = 200 ] || recreate_web
  as_ops $SITE/bin/point-proxy.sh "$WEB"
}
seen() { [ "$(sign_in)" = 500 ] && [ "$(http_status "$SYSTEM_HEALTH_PATH")" = 200 ]; }
gone() { [ "$(sign_in)" = 200 ] && system-healthy; }
