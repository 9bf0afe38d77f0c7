#!/usr/bin/env bash
# Installs what the tests need from the system, by apt. NO_SYSTEM=1 prevents it; what then cannot run is listed.
set -euo pipefail

declare -A needed=(
  [chromium]="chromium: the end-to-end tests and the widget's browser tests"
  [nginx]="nginx-light: the end-to-end tests behind a proxy"
  [initdb]="postgresql: the store and protocol tests on PostgreSQL"
  [mariadbd]="mariadb-server: the store and protocol tests on MySQL"
  [redis-server]="redis-server: the tests of several workers"
)
missing=()
for program in "${!needed[@]}"; do
  if ! PATH="$PATH:/usr/sbin:$(echo /usr/lib/postgresql/*/bin)" command -v "$program" > /dev/null; then
    missing+=("${needed[$program]}")
  fi
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

packages=("${missing[@]%%:*}")
line="apt-get install -y --no-install-recommends ${packages[*]} fonts-noto-cjk"
if [ -n "${NO_SYSTEM:-}" ]; then
  echo "NO_SYSTEM is set. These cannot run without: $line"
  printf '  %s\n' "${missing[@]}"
  exit 0
fi
echo "$line"
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" $line > /dev/null
