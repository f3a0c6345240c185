description="api restarts over and over: the password in .env is wrong"
inject() {
  change_env 's#://salon_gbp:[^@]*@#://salon_gbp:wrong@#'
  recreate api
}
undo() {
  restore_env
  recreate api
}
seen() { [ "$(restarts salon_gbp_api)" -ge 2 ]; }
