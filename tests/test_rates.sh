#!/bin/sh
# The rates of the shipped plan, worked out again from the exports by a program that shares nothing with Jalon.
# Usage: tests/test_rates.sh [JALON]; run from the root of the repository.
. tests/lib.sh
export JALON_DB="$work/plan.db" SOURCE_DATE_EPOCH=1396267200
runs "load" "$jalon" load data/$plan data/$demo --quiet
for table in results budgets financing spending progress mobilisation revisions; do
    "$jalon" export $table $plan > "$work/$table.csv"
    ok "export $table" $?
done
for year in 2011 2012 2013; do
    "$jalon" compute $plan --year $year taux-execution-financiere taux-execution-physique taux-mobilisation --format csv \
        > "$work/compute-$year.csv"
    ok "compute $year" $?
    same "three indicators for every node in $year" 780 "$(awk -F, 'NR > 1 && $5 == ""' "$work/compute-$year.csv" | wc -l)"
done
same "budgets add up to the printed grand total" 87765600000 "$(awk -F, 'NR > 1 { s += $9 } END { printf "%.0f", s }' "$work/budgets.csv")"

# An activity cancelled by a dated decision leaves the base: the decision's date is in the package, not in the exports.
dated=$(awk -F, 'NR > 1 && $3 == "cancelled" && $8 != "" { print $1 }' data/$demo/progress.csv)
# shellcheck disable=SC2086
/usr/bin/python3 tests/rates.py "$work" $dated > "$work/out" 2>&1
grep FAILED "$work/out"
tail -n 3 "$work/out" | grep -v "passed"
count_out() {
    set -- $(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/out")
    passed=$((passed + ${1:-0}))
    failed=$((failed + ${2:-1}))
}
count_out

# The rest of the library: balances, changes, cumulative rates, gaps, quantities, returns.
for table in returns extra_work settings; do "$jalon" export $table $plan > "$work/$table.csv"; done
library=$(sed -n 's/^    "\([a-z-]*\)": .*/\1/p' tests/library.py | sort -u)
for year in 2011 2012 2013 2014 2015; do
    # shellcheck disable=SC2086
    "$jalon" compute $plan --year $year $library --format csv > "$work/library-$year.csv"
    ok "compute the library of $year" $?
done
# shellcheck disable=SC2086
/usr/bin/python3 tests/library.py "$work" $dated > "$work/out" 2>&1
grep FAILED "$work/out"
tail -n 3 "$work/out" | grep -v "passed"
count_out

# Every cell of every row, at dates where returns are late and at mid-year.
while read -r years date period; do
    /usr/bin/python3 tests/recompute.py "$jalon" $plan "$years" "$date" "$period" data/$plan data/$demo > "$work/out" 2>&1
    grep FAILED "$work/out"
    count_out
done << EOF
2011,2012,2013,2014,2015 2014-03-31 -
2013,2012 2014-02-01 -
2012,2013 2013-06-01 -
2013 2013-08-05 2013-S1
EOF

# Coverage, enrolment, recommendations, the plans nobody sends returns for, and hard cases of them.
"$jalon" load data/csu-2018-2022 data/bit-senegal-2020-2022 data/rsu-mali data/ramu-mali data/reference-mali \
    tests/data/followed --quiet
ok "load the other plans" $?
while read -r name years date period only; do
    folders=data/$name
    case $name in
    followed) folders=tests/data/followed ;;
    "$plan") folders="data/$plan data/$demo data/reference-mali" ;;
    esac
    # shellcheck disable=SC2086
    ONLY=$only /usr/bin/python3 tests/recompute_frame.py "$jalon" "$name" "$years" "$date" "$period" $folders > "$work/out" 2>&1
    grep -A 1 FAILED "$work/out"
    count_out
done << EOF
$plan 2010,2011,2015 2014-03-31 - taux-couverture
csu-2018-2022 2018,2019,2020,2021,2022 2022-12-31 -
csu-2018-2022 2019 2014-03-31 -
bit-senegal-2020-2022 2020,2021,2022 2022-12-31 -
rsu-mali 2015,2022 2023-01-31 -
ramu-mali 2021,2022 2022-06-30 -
ramu-mali 2021,2022 2023-06-30 -
followed 2021,2022,2023 2024-01-31 -
followed 2022 2022-08-31 2022-S1
followed 2021,2022 2022-11-01 -
EOF

# The same of a plan invented to hold the hard cases, over its planned costs, then over initial allocations.
hard=tests/data/hard
again() { # LABEL FOLDER...: reads "YEARS DATE PERIOD" lines
    label=$1
    shift
    export JALON_DB="$work/$label.db"
    runs "load $label" "$jalon" load "$@" --quiet
    while read -r years date period; do
        /usr/bin/python3 tests/recompute.py "$jalon" cas-difficiles "$years" "$date" "$period" "$@" > "$work/out" 2>&1
        grep FAILED "$work/out"
        count_out
    done
}
again hard $hard/plan $hard/returns << EOF
2021,2022 2022-12-31 -
2021 2022-01-31 -
2021,2022 2021-06-30 -
2021 2022-12-31 2021-S1
EOF
again allocated $hard/plan $hard/returns $hard/allocations << EOF
2021,2022 2022-12-31 -
2021,2022 2021-02-28 -
2021 2021-07-31 2021-S1
EOF
end
