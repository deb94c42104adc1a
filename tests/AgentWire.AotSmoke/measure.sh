#!/usr/bin/env bash
# measure.sh PROGRAM: measures its size, and its time from start to end for reading and writing one message.
set -eu
program=$1
runs=100

# The elapsed time depends on the load of the machine, so the shortest is the most useful. The processor time depends on it less.
shortest=
for _ in $(seq "$runs"); do
  begin=$(date +%s%N)
  "$program" start >/dev/null
  elapsed=$((($(date +%s%N) - begin) / 1000))
  [ -n "$shortest" ] && [ "$shortest" -le "$elapsed" ] || shortest=$elapsed
done
TIMEFORMAT='%U %S'
processor=$({ time for _ in $(seq "$runs"); do "$program" start >/dev/null; done; } 2>&1)

echo "size: $(stat --format %s "$program") bytes"
echo "start to end, of $runs runs: the shortest $shortest µs; processor time $(awk -v runs="$runs" '{ printf "%.1f", 1000 * ($1 + $2) / runs }' <<<"$processor") ms on average"
