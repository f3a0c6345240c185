description="inference fails: the model file does not exist"
inject() {
  keep_model
  rm -f $SITE/models/model.pkl
  docker restart -t 2 keiba-inference-1
}
undo() { restore_model; }
seen() { [ "$(health inference)" = unhealthy ] && logged inference 'FileNotFoundError'; }
