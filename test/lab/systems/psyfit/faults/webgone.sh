description="502: web was stopped, and a prune has deleted its container and the older one; the images are left"
inject() {
  docker stop -t 8 "$WEB"
  docker container prune -f
}
undo() {
  older=$(git -C $SITE rev-parse HEAD~1)
  for web in $(docker ps -aq --filter name=psyfit-web-); do docker rm -f "$web"; done
  as_ops $SITE/bin/start-web.sh "$older"
  docker stop -t 8 "psyfit-web-$older"
  as_ops $SITE/bin/start-web.sh "$VERSION"
  as_ops $SITE/bin/point-proxy.sh "$WEB"
}
seen() { [ "$(http_status /up)" = 502 ] && [ -z "$(docker ps -aq --filter name=psyfit-web-)" ]; }
