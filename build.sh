#!/usr/bin/env sh
# ./build.sh [TARGET]: runs a target of build.proj, Verify by default.
set -eu
cd "$(dirname "$0")"
exec dotnet msbuild build.proj -nologo -verbosity:minimal "-target:${1:-Verify}"
