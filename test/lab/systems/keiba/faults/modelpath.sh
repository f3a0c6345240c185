description="inference fails: MODEL_PATH names a file that is not there, the model is beside it"
inject() {
  change_env 's#^MODEL_PATH=.*#MODEL_PATH=/models/model_v2.pkl#'
  recreate inference
}
undo() {
  restore_env
  recreate inference
}
seen() { [ "$(health inference)" = unhealthy ] && logged inference '/models/model_v2.pkl'; }
