#!/bin/sh
# The audit of the five plans, found again from their packages by a program that shares nothing with Jalon; and that
# of the small plan under each of the faults planted in it.
# Usage: tests/test_findings.sh [JALON]; run from the root of the repository.
. tests/lib.sh
# each plan, or fault, without a difference counts as one more
python3 tests/findings.py "$jalon" data/$plan data/csu-2018-2022 data/rsu-mali data/ramu-mali data/bit-senegal-2020-2022 \
    > "$work/told" 2>&1
code=$?
set -- $(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/told")
passed=$((passed + ${1:-0}))
failed=$((failed + ${2:-0}))
[ $# = 2 ]
ok "the findings were compared" $? "$(tail -3 "$work/told")"
[ $code = 0 ] || grep '^FAILED' "$work/told"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
