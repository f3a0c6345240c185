#!/bin/bash
# Removes what Docker does not use. Stopped containers go as well, and with them the versions to roll back to.
set -euo pipefail
docker system prune -f
docker image prune -f
