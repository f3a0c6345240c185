description="a release was deployed, with its two migrations, that answers every request with 500"
inject() {
  /lab/systems/salon/bin/release save
  /lab/systems/salon/bin/release publish bad
  deploy
}
undo() { /lab/systems/salon/bin/release restore; }
seen() { [ "$(http_status /api/health)" = 500 ]; }
