#!/usr/bin/env bash
# Installs the dependencies of the peers: Debian crates for serde/, and Debian programs and the locked packages for node/.
# Needs cargo, node and npm.
set -eu
cd "$(dirname "$0")"

mapfile -t packages < <(cat serde/apt.txt node/apt.txt)
if ! dpkg-query --show "${packages[@]}" >/dev/null 2>&1; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}"
fi

npm ci --prefix node
