#!/bin/bash
# Makes the system's folder a checkout with a past to roll back to, and an origin that is one release ahead.
set -euo pipefail
HERE=/lab/systems/psyfit
ORIGIN=/srv/git/psyfit.git
site=$1
export GIT_AUTHOR_NAME=deploy GIT_AUTHOR_EMAIL=deploy@psyfit.example
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL

# release DATE VERSION SUBJECT : commits what is in the folder, as that version.
release() {
  echo "VERSION = \"$2\"" >app/version.py
  git add -A
  GIT_AUTHOR_DATE="$1T09:00:00+0900" GIT_COMMITTER_DATE="$1T09:00:00+0900" git commit -qm "$3"
}

# Root and ops both work in folders that belong to the other.
git config --system safe.directory '*'
git init -q --bare -b main $ORIGIN
cd "$site"
git init -q -b main
git remote add origin $ORIGIN

later=$(mktemp -d)
mv db/migrate/20261005* "$later/"
release 2026-09-20 2.3.0 '初回リリース'
mv "$later"/* db/migrate/
release 2026-10-06 2.3.1 '利用者の表示言語を保存する'
deployed=$(git rev-parse HEAD)

cp -r $HERE/next-release/. .
release 2026-11-19 2.4.0 '予約のキャンセルに対応する'
git push -q -u origin main
git reset -q --hard "$deployed"
git update-ref refs/remotes/origin/main "$deployed"
rmdir "$later"
