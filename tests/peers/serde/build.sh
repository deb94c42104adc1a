#!/usr/bin/env bash
# Builds the two programs from Debian's crates, without a network, and runs their tests.
# build.sh speed: builds them for the benchmark alone, as fast as they can be.
set -eu
cd "$(dirname "$0")" # where cargo finds .cargo/config.toml
if [ "${1:-}" = speed ]; then
  for build in sorted insertion; do
    cargo build --profile speed --offline --manifest-path "$build/Cargo.toml"
  done
  exit
fi
for build in sorted insertion; do
  cargo build --release --offline --manifest-path "$build/Cargo.toml"
done
cargo test --quiet --release --offline --manifest-path insertion/Cargo.toml
