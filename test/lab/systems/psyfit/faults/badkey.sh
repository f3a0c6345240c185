description="web restarts over and over: RAILS_MASTER_KEY does not fit the credentials"
inject() {
  change_secrets 's/^RAILS_MASTER_KEY=.*/RAILS_MASTER_KEY=00000000000000000000000000000000/'
  recreate_web
}
undo() {
  restore_secrets
  recreate_web
  as_ops $SITE/bin/point-proxy.sh "$WEB"
}
seen() { [ "$(restarts "$WEB")" -ge 1 ] && docker logs "$WEB" 2>&1 | grep -q 'AEAD authentication tag verification failed'; }
