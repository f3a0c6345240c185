description="inference is killed again and again: it wants 400 MB and its limit is 256 MB"
inject() {
  change_env '$a MODEL_CACHE_MB=400'
  recreate inference
}
undo() {
  restore_env
  recreate inference
}
seen() { [ "$(restarts keiba-inference-1)" -ge 1 ] && [ "$(events oom keiba-inference-1)" -ge 1 ]; }
gone() { system-healthy && [ "$(restarts keiba-inference-1)" = 0 ]; }
