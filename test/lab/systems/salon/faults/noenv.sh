description="api restarts over and over: TOKEN_ENC_KEY_B64 is missing from .env"
inject() {
  change_env '/^TOKEN_ENC_KEY_B64=/d'
  recreate api
}
undo() {
  restore_env
  recreate api
}
seen() { [ "$(restarts salon_gbp_api)" -ge 2 ]; }
