#!/bin/bash
# Makes the system's folder a checkout with a past, and an origin that is where it is.
set -euo pipefail
ORIGIN=/srv/git/keiba.git
site=$1
export GIT_AUTHOR_NAME=deploy GIT_AUTHOR_EMAIL=deploy@keiba.example
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL

# commit DATE SUBJECT : all that is in the folder.
commit() {
  git add -A
  GIT_AUTHOR_DATE="$1T09:00:00+0900" GIT_COMMITTER_DATE="$1T09:00:00+0900" git commit -qm "$2"
}

# Root and ops both work in folders that belong to the other.
git config --system safe.directory '*'
git init -q --bare -b main $ORIGIN
cd "$site"
git init -q -b main
git remote add origin $ORIGIN

later=$(mktemp -d)
mv backend/alembic/versions/0003_* "$later/"
commit 2026-09-07 '初回リリース'
mv "$later"/* backend/alembic/versions/
commit 2026-11-09 '予測の作成日時で引けるようにする'
git push -q -u origin main
rmdir "$later"
