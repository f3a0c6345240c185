description="web restarts over and over: ATTR_ENCRYPTED_KEY is missing"
inject() {
  change_secrets '/^ATTR_ENCRYPTED_KEY=/d'
  recreate_web
}
undo() {
  restore_secrets
  recreate_web
  as_ops $SITE/bin/point-proxy.sh "$WEB"
}
seen() {
  [ "$(restarts "$WEB")" -ge 1 ] &&
    docker logs "$WEB" 2>&1 | grep -q 'ATTR_ENCRYPTED_KEY environment variable must be set'
}
