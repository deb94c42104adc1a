#!/usr/bin/env bash
# Installs the libraries that native code is linked with.
set -eu
cd "$(dirname "$0")"

mapfile -t packages < apt.txt
installed=$(dpkg-query --show --showformat '${db:Status-Status}\n' "${packages[@]}" 2>/dev/null | grep --count '^installed$' || true)
if [ "$installed" -ne "${#packages[@]}" ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}"
fi
