description="the page stays white: web was built from a page that names a script which the image does not have"
built=/run/lab/whitescreen
page() { curl -sk -m 5 --resolve "$SYSTEM_DOMAIN:443:127.0.0.1" "https://$SYSTEM_DOMAIN/"; }
inject() {
  rm -rf $built
  mkdir -p $built
  cp -r /opt/salon-gbp/deploy /opt/salon-gbp/web $built/
  printf '<!doctype html><html lang="ja"><div id="root"></div><script type="module" src="/assets/index-4f2a.js"></script></html>\n' \
    >$built/web/index.html
  DOCKER_BUILDKIT=0 docker build -q -t salon-gbp/web:latest -f $built/deploy/web.Dockerfile $built
  recreate web
}
undo() {
  DOCKER_BUILDKIT=0 docker build -q -t salon-gbp/web:latest -f /opt/salon-gbp/deploy/web.Dockerfile /opt/salon-gbp
  recreate web
  docker image prune -f
  rm -rf $built
}
seen() { [ "$(http_status /)" = 200 ] && page | grep -q index-4f2a; }
