#!/usr/bin/env bash
# From nothing to a first replay: bash runner/quickstart.sh
# Installs what is missing, builds, and replays the outage of 5 June 2026 against five stacks: three
# built in, two official SDKs. Idempotent; fresh Debian 12 or Ubuntu 24.04, root or sudo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash runner/install.sh build
bash runner/setup_stacks.sh anthropic-node anthropic-python

echo "== build"
cmake --preset release -DSQUALL_TESTS=OFF >/dev/null
cmake --build build/release --target squall

echo "== replay: 3 h 30 min of scenario time at speed ${SQUALL_QUICKSTART_SPEED:=90}"
# Some of the stacks fail this outage, which is the point: only a run that could not be made at all
# is an error here.
code=0
build/release/squall run scenarios/incidents/2026-06-05-anthropic-staggered.yaml \
  --stack naive sdk-like resilient anthropic-node anthropic-python \
  --speed "$SQUALL_QUICKSTART_SPEED" --skip-missing || code=$?
[ "$code" -le 2 ] || exit "$code"
