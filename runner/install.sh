#!/usr/bin/env bash
# Installs what squall needs from the distribution's packages: bash runner/install.sh build test stacks
# Idempotent: does nothing when all of it is there. Debian 12 and Ubuntu 24.04, root or sudo.
set -euo pipefail

packages_for() {
  case "$1" in
    build)
      echo g++ cmake ninja-build ccache git ca-certificates nlohmann-json3-dev libyaml-cpp-dev \
        libcli11-dev libssl-dev zlib1g-dev "$(boost_package)" ;;
    test) echo libgtest-dev libgmock-dev libbenchmark-dev python3 openjdk-17-jdk-headless ;;
    stacks) echo nodejs npm python3 python3-venv ;;
    *) echo "install.sh: expected build, test or stacks, got \"$1\"" >&2; exit 3 ;;
  esac
}

# Debian 12 has 1.74 as its default and 1.81 beside it; Ubuntu 24.04 has 1.83.
boost_package() {
  if apt-cache show libboost1.81-dev >/dev/null 2>&1; then
    echo libboost1.81-dev
  else
    echo libboost-dev
  fi
}

# A program that is there from elsewhere (a newer Node, say) needs no package.
is_there() {
  case "$1" in
    nodejs) command -v node >/dev/null || installed nodejs ;;
    openjdk-*) command -v java >/dev/null || installed "$1" ;;
    npm | git | curl | cmake | ccache | python3) command -v "$1" >/dev/null ;;
    python3-venv) python3 -c 'import ensurepip, venv' >/dev/null 2>&1 ;;
    *) installed "$1" ;;
  esac
}

installed() {
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "install.sh: these packages are missing, and installing them needs root or sudo: ${missing[*]}" >&2
    exit 4
  fi
}

if ! command -v apt-get >/dev/null; then
  echo "install.sh: expected Debian 12 or Ubuntu 24.04 (apt-get); on another system install the" >&2
  echo "likes of: $(for group in "$@"; do packages_for "$group"; done | tr '\n' ' ')" >&2
  exit 4
fi

wanted() { for group in "$@"; do packages_for "$group"; done | tr ' ' '\n' | sort -u; }

missing=()
for package in $(wanted "$@"); do
  is_there "$package" || missing+=("$package")
done
if [ "${#missing[@]}" = 0 ]; then
  echo "== packages: all there"
  exit 0
fi

echo "== packages: refreshing the list"
as_root apt-get update -qq
# The list may name packages that were not known before.
missing=()
for package in $(wanted "$@"); do
  is_there "$package" || missing+=("$package")
done
echo "== packages: installing ${missing[*]}"
DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "== packages: installed"
