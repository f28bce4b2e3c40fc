#!/usr/bin/env bash
# Builds everything and passes all tests, on a fresh Debian 12 or Ubuntu 24.04: bash tests/run.sh
# Ends with the counts lines that CTest prints, after a line for each skipped test with its reason.
# With SQUALL_ALLOW_SKIP=0 a test that lacks a real stack or a runtime is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash runner/install.sh build test
bash runner/setup_stacks.sh

echo "== build"
cmake --preset release -DSQUALL_TESTS=ON >/dev/null
cmake --build build/release

echo "== test"
readonly counts='^[0-9]+% tests passed|^Total Test time'
readonly log=build/release/Testing/Temporary/LastTest.log
output=$(mktemp)
trap 'rm -f "$output"' EXIT
rm -f "$log"
code=0
ctest --preset release --parallel "$(nproc)" --no-tests=error | tee "$output" |
  grep --line-buffered --invert-match --extended-regexp "$counts" || code=$?

# CTest keeps to itself why a test was skipped, and names what was after its counts.
if [ -f "$log" ]; then
  awk '/^\[ RUN / { test = $4 }
       /: Skipped$/ { getline reason; print "== skipped: " test ": " reason }' "$log"
fi
grep --extended-regexp "$counts" "$output" || code=1
exit "$code"
