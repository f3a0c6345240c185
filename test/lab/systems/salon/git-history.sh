#!/bin/bash
# Makes the system's folder a checkout with a past to roll back to, and an origin that is one release ahead.
set -euo pipefail
HERE=/lab/systems/salon
ORIGIN=/srv/git/salon-gbp.git
site=$1
export GIT_AUTHOR_NAME=deploy GIT_AUTHOR_EMAIL=deploy@salon-gbp.example
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL

# release DATE VERSION SUBJECT : commits what is in the folder, as that version.
release() {
  echo "VERSION = \"$2\"" >app/version.py
  git add -A
  GIT_AUTHOR_DATE="$1T09:00:00+0900" GIT_COMMITTER_DATE="$1T09:00:00+0900" git commit -qm "$3"
}

# Root and ops both work in folders that belong to the other.
git config --system safe.directory '*'
git init -q --bare -b master $ORIGIN
cd "$site"
git init -q -b master
git remote add origin $ORIGIN

later=$(mktemp -d)
mv migrations/versions/000[23]_* "$later/"
release 2026-09-01 1.4.0 '初回リリース'
mv "$later"/0002_* migrations/versions/
release 2026-10-05 1.4.1 'ジョブログの検索を速くする'
mv "$later"/0003_* migrations/versions/
release 2026-11-02 1.4.2 'アラートに重要度を付ける'
deployed=$(git rev-parse HEAD)

cp -r $HERE/next-release/. .
release 2026-11-20 1.5.0 'GBP連携日時を記録する'
git push -q -u origin master
git reset -q --hard "$deployed"
git update-ref refs/remotes/origin/master "$deployed"
rmdir "$later"
