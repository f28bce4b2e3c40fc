#!/usr/bin/env bash
# Builds everything and passes all tests, on a fresh Debian 12 or Ubuntu 24.04: bash tests/run.sh
# Ends with the counts line that CTest prints. With SQUALL_ALLOW_SKIP=0 a test of a real stack that
# cannot run is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash runner/install.sh build test
bash runner/setup_stacks.sh

echo "== build"
cmake --preset release -DSQUALL_TESTS=ON >/dev/null
cmake --build build/release

echo "== test"
ctest --preset release --parallel "$(nproc)" --no-tests=error
