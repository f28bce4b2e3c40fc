#!/usr/bin/env bash
# Sets up the real stacks, or those named: bash runner/setup_stacks.sh [NAME...]
# A stack whose packages cannot be reached is left out with the reason; anything else that goes wrong
# is an error. With SQUALL_ALLOW_SKIP=0 leaving one out is an error too, and so is a system package
# that cannot be installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/stacks"

names=("$@")
if [ "${#names[@]}" = 0 ]; then
  for folder in */; do names+=("${folder%/}"); done
fi

if ! bash ../install.sh stacks; then
  echo "== stacks: system packages could not be installed; trying what is there"
  [ "${SQUALL_ALLOW_SKIP:-1}" != 0 ] || exit 1
fi
for name in "${names[@]}"; do
  echo "== stack $name"
  code=0
  bash "$name/setup.sh" || code=$?
  case "$code" in
    0) ;;
    4)
      echo "== stack $name is left out: its packages cannot be reached"
      [ "${SQUALL_ALLOW_SKIP:-1}" != 0 ] || exit 1 ;;
    *) exit "$code" ;;
  esac
done
