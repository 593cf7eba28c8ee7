#!/bin/sh
# The audit of the five plans, found again from their packages by a program that shares nothing with Jalon; that of the
# small plan under each of the faults planted in it; that of plans changed at random, always in the same way.
# A plan or a fault without a difference counts as one more.
# Usage: tests/test_findings.sh [JALON]; run from the root of the repository.
. tests/lib.sh
again() { # LEAST ARGUMENT...: fewer comparisons than LEAST are no comparison
    least=$1
    shift
    /usr/bin/python3 -B tests/findings.py "$jalon" "$@" > "$work/out" 2>&1
    sed '$d' "$work/out"
    set -- $(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/out")
    [ "${1:-0}" -gt $least ]
    ok "findings compared" $? "$(tail -2 "$work/out")"
    passed=$((passed + ${1:-0}))
    failed=$((failed + ${2:-0}))
}
again 500 data/$plan data/csu-2018-2022 data/rsu-mali data/ramu-mali data/bit-senegal-2020-2022
again 100 --vary 2026 60 tests/audit/plan
end
