#!/bin/bash
# certificate.sh FOLDER NAME DAYS : a certificate for NAME by the lab's authority that ends in DAYS days.
# Negative DAYS make one that has ended already, which only `openssl ca` can be told to do.
set -euo pipefail
folder=$1 name=$2 days=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
when() { date -u -d "$1 days" +%Y%m%d%H%M%SZ; }

touch "$work/index"
cat >"$work/ca.conf" <<CONF
[ca]
default_ca = lab
[lab]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = names
copy_extensions = copy
[names]
commonName = supplied
CONF
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$name" \
  -addext "subjectAltName=DNS:$name" -keyout "$work/privkey.pem" -out "$work/request.pem" 2>/dev/null
openssl ca -batch -config "$work/ca.conf" -cert /etc/lab-ca/ca.pem -keyfile /etc/lab-ca/ca.key \
  -in "$work/request.pem" -out "$work/fullchain.pem" -notext \
  -startdate "$(when $((days - 90)))" -enddate "$(when "$days")" 2>/dev/null
# In place, because the gateway has the files mounted.
cat "$work/privkey.pem" >"$folder/privkey.pem"
cat "$work/fullchain.pem" >"$folder/fullchain.pem"
