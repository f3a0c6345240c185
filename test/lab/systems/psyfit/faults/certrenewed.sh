description="the certificate ended yesterday; its files were renewed since, but kamal-proxy reads them at a deploy only"
own() {
  mkdir -p /opt/kamal-certs/own
  bash /lab/host/certificate.sh /opt/kamal-certs/own "$SYSTEM_DOMAIN" "$1"
}
inject() {
  own -1
  certs=/home/kamal-proxy/.config/kamal-proxy/certs/own
  as_ops env PROXY_OPTIONS="--tls-certificate-path $certs/fullchain.pem --tls-private-key-path $certs/privkey.pem" \
    $SITE/bin/point-proxy.sh "$WEB"
  own 60
}
undo() {
  running=$(docker ps --format '{{.Names}}' --filter name=psyfit-web- | head -n 1)
  as_ops $SITE/bin/point-proxy.sh "$running"
  rm -rf /opt/kamal-certs/own
}
seen() { ! served_certificate_lasts 0; }
