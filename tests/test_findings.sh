#!/bin/sh
# The audit of the five plans, found again from their packages by a program that shares nothing with Jalon; and that
# of the small plan under each of the faults planted in it. A plan or a fault without a difference counts as one more.
# Usage: tests/test_findings.sh [JALON]; run from the root of the repository.
. tests/lib.sh
/usr/bin/python3 -B tests/findings.py "$jalon" data/$plan data/csu-2018-2022 data/rsu-mali data/ramu-mali \
    data/bit-senegal-2020-2022 > "$work/out" 2>&1
sed '$d' "$work/out"
set -- $(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/out")
passed=${1:-0}
failed=${2:-0}
[ "$passed" -gt 500 ] # a comparison of nothing is no comparison
ok "findings compared" $? "$(tail -2 "$work/out")"
end
