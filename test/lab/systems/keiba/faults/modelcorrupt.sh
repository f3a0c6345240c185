description="inference fails: the model file is cut off"
inject() {
  keep_model
  truncate -s 40 $SITE/models/model.pkl
  docker restart -t 2 keiba-inference-1
}
undo() { restore_model; }
seen() { [ "$(health inference)" = unhealthy ] && logged inference 'モデルの読み込みに失敗しました'; }
