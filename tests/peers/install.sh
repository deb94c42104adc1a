#!/usr/bin/env bash
# Installs what the peers are made of: Debian's crates for serde/, the locked packages for node/.
# Needs cargo, node and npm.
set -eu
cd "$(dirname "$0")"

mapfile -t crates < serde/apt.txt
if ! dpkg-query --show "${crates[@]}" >/dev/null 2>&1; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${crates[@]}"
fi

npm ci --prefix node
