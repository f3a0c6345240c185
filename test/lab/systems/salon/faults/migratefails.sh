description="a release was built and its migration fails: rows lack what it demands; the release before still runs"
inject() {
  /lab/systems/salon/bin/release save
  /lab/systems/salon/bin/release publish badmigration
  runuser -u ops -- git -C /opt/salon-gbp pull -q origin master
  dc build
  ! dc run --rm --no-deps -T api alembic upgrade head
}
undo() { /lab/systems/salon/bin/release restore; }
seen() { docker logs --since 2m salon_gbp_db 2>&1 | grep -q 'column "status" .*contains null values'; }
# The database's log keeps that line.
gone() { [ "$(git -C /opt/salon-gbp log -1 --format=%s)" = アラートに重要度を付ける ] && system-healthy; }
