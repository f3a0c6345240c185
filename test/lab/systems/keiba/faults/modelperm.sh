description="inference fails: the model file may be read by root alone"
inject() {
  chown root $SITE/models/model.pkl
  chmod 600 $SITE/models/model.pkl
  docker restart -t 2 keiba-inference-1
}
undo() {
  chown ops $SITE/models/model.pkl
  chmod 644 $SITE/models/model.pkl
  docker restart -t 2 keiba-inference-1
}
seen() { [ "$(health inference)" = unhealthy ] && logged inference 'PermissionError'; }
