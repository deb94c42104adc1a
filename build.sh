#!/usr/bin/env sh
# ./build.sh [TARGET [TAG]]: runs a target of build.proj, Help by default; TAG is the release that Review compares with.
# ./build.sh Bench --against REV: compares the speed with that at a commit.
set -eu
cd "$(dirname "$0")"
option="-property:Since=${2:-}"
if [ "${2:-}" = --against ]; then
  option="-property:Against=${3:?--against needs a commit}"
fi
exec dotnet msbuild build.proj -nologo -verbosity:minimal "-target:${1:-Help}" "$option"
