#!/bin/bash
# smoke-test.sh ENVIRONMENT [IMAGE_TAG] : asks the deployed system what a visitor asks.
set -euo pipefail
environment=${1:?usage: smoke-test.sh ENVIRONMENT [IMAGE_TAG]} tag=${2:-}
BASE_URL=${BASE_URL:-https://$environment-keiba-alb.example}

check() {
  local code
  code=$(curl -s -o /dev/null -m 10 -w '%{http_code}' "$BASE_URL$1") || true
  if [ "$code" = 200 ]; then echo "ok $1"; else echo "FAILED $1: HTTP $code"; exit 1; fi
}

echo "smoke test of $environment${tag:+, image $tag}"
check /api/health
check /
echo 'smoke test passed'
