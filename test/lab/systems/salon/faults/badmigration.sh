description="the next release, not deployed yet, has a migration that fails, and an example file with a new variable"
inject() {
  /lab/systems/salon/bin/release save
  /lab/systems/salon/bin/release publish badmigration
}
undo() { /lab/systems/salon/bin/release restore; }
seen() { git -C /srv/git/salon-gbp.git cat-file -e master:migrations/versions/0005_salon_status.py; }
