#!/usr/bin/env bash
# The testee. The program for sorted values asks the other one for the dialect that keeps its order.
set -eu
programs="$(dirname "$0")/target/release"
if [ ! -x "$programs/serde-peer-sorted" ] || [ ! -x "$programs/serde-peer-insertion" ]; then
  echo "Not built yet: run build.sh beside this script." >&2
  exit 1
fi
exec "$programs/serde-peer-sorted" "$programs/serde-peer-insertion"
