#!/bin/sh
# How many times longer Jalon takes than the bare library doing the least of the same work. Usage: bench/run.sh BUILD.
set -eu
for program in "$1"/bench/bench_*; do
    case $program in *.d) continue ;; esac
    "$program"
done
