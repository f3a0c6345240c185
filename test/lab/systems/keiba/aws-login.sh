#!/bin/bash
# Inside the lab host: the aws command line's settings of root and ops, whose key the stand-in knows.
set -euo pipefail
for home in /root /home/ops; do
  mkdir -p "$home/.aws"
  printf '[default]\nregion = ap-northeast-1\n' >"$home/.aws/config"
  printf '[default]\naws_access_key_id = AKIALABCOCKPITEXAMPL\naws_secret_access_key = lab-secret-access-key\n' >"$home/.aws/credentials"
  chmod 600 "$home/.aws/credentials"
  chown -R --reference="$home" "$home/.aws"
done
