#!/usr/bin/env bash
# Builds the two programs from Debian's crates, without a network, and runs their tests.
set -eu
cd "$(dirname "$0")" # where cargo finds .cargo/config.toml
for build in sorted insertion; do
  cargo build --release --offline --manifest-path "$build/Cargo.toml"
done
cargo test --quiet --release --offline --manifest-path insertion/Cargo.toml
