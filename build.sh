#!/usr/bin/env sh
# ./build.sh [TARGET [TAG]]: runs a target of build.proj, Help by default; TAG is the release that Review compares with.
set -eu
cd "$(dirname "$0")"
exec dotnet msbuild build.proj -nologo -verbosity:minimal "-target:${1:-Help}" "-property:Since=${2:-}"
