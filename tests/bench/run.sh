#!/bin/sh
# Ratios of times: Jalon over the bare library doing the least of the same work, then Python over Jalon where its libraries
# are installed (python3-xlsxwriter, -openpyxl, -reportlab). Usage: bench/run.sh BUILD.
set -eu
for program in "$1"/bench/bench_*; do
    case $program in *.d) continue ;; esac
    "$program"
done
# Debian's own Python is the one that sees Debian's libraries.
python=/usr/bin/python3
[ -x "$python" ] || python=$(command -v python3) || exit 0
for script in tests/bench/*.py; do
    "$python" "$script" "$1"
done
