#!/usr/bin/env bash
# Installs the pinned Anthropic SDK for Python into .venv/ of this folder.
#
# Uses python3, or the interpreter named by SQUALL_PYTHON. Exit codes: 0 ready, 1 failed (the
# reason is on stderr), 4 the package registry cannot be reached. Does nothing when the pins are
# those already installed and the interpreter is the same.
set -euo pipefail
cd "$(dirname "$0")"
readonly stack=anthropic-python
readonly stamp=.venv/.squall-stamp
readonly python=${SQUALL_PYTHON:-python3}
# How pip says that it could not get through, a gateway's 502 to 504 included.
readonly unreachable='(NewConnection|NameResolution|ConnectTimeout|ReadTimeout)Error|'\
'(Proxy|Protocol|ConnectionReset)Error|Max retries exceeded|HTTP error 50[234]'
readonly show_version='import anthropic; print(anthropic.__version__)'

fail() {
  echo "$stack: $2" >&2
  exit "$1"
}

# One at a time: two test programs may both ask for the same stack. The lock is the folder itself.
exec 9<.
flock 9

command -v "$python" >/dev/null || fail 1 "$python is missing; install the system package python3"
wanted=$({ "$python" --version && cat requirements.txt setup.sh; } | sha256sum | cut -d' ' -f1)
if [[ -f $stamp && $(<"$stamp") == "$wanted" && -x .venv/bin/python ]]; then
  echo "$stack: already installed"
  exit 0
fi

"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' ||
  fail 1 "$("$python" --version) has no pinned wheels; use 3.11 to 3.14 (SQUALL_PYTHON names one)"
"$python" -c 'import ensurepip' 2>/dev/null ||
  fail 1 "the venv module is incomplete; install the system package python3-venv"

echo "$stack: making .venv with $("$python" --version)"
rm -rf .venv
"$python" -m venv .venv || fail 1 "the virtual environment could not be made"

echo "$stack: installing the SDK (about 45 MB unpacked)"
output=$(mktemp)
trap 'rm -f "$output"' EXIT
if ! .venv/bin/python -m pip install --require-hashes --only-binary :all: --no-deps \
  --requirement requirements.txt --retries 2 --timeout 15 --disable-pip-version-check \
  --no-input >"$output" 2>&1; then
  cause=$(grep -oE "$unreachable" "$output" | head -n 1 || true)
  [[ -n $cause ]] && fail 4 "the package registry cannot be reached ($cause)"
  cat "$output" >&2
  fail 1 "pip could not install the pinned packages"
fi

.venv/bin/python -c "$show_version" >/dev/null || fail 1 "the installed SDK cannot be imported"
echo "$wanted" >"$stamp"
echo "$stack: installed, anthropic $(.venv/bin/python -c "$show_version")"
