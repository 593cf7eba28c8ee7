#!/bin/sh
# Damaged, odd and hostile workbooks: each is refused in its own words, or taken with the same values. Usage: tests/test_odd.sh [JALON].
# Time and memory are bounded: each file within 5 seconds of work and 160 MB, whatever it holds.
. tests/lib.sh
export SOURCE_DATE_EPOCH=1421000000 # 2015-01-11
export JALON_DB="$work/mali.db"
tab=$(printf '\t')
python=/usr/bin/python3
"$jalon" load data/$plan data/$demo --quiet
"$jalon" form $plan --year 2014 --lead CANAM -o "$work/form.xlsx" --quiet
mkdir "$work/odd" "$work/back"
runs "the files are made" "$python" tests/odd.py "$work/form.xlsx" "$work/odd"
same "each of them is expected" "$(ls "$work/odd" | sed 's/\.xlsx$//' | LC_ALL=C sort | tr '\n' ' ')" "$(cut -f1 tests/odd.tsv | LC_ALL=C sort | tr '\n' ' ')"

measure= seconds=20 # an instrumented build has its own time and memory
if [ -x /usr/bin/time ] && ! grep -q __asan_init "$jalon"; then measure="/usr/bin/time -f %M -o $work/memory" seconds=5; fi
sum=$(cksum < "$JALON_DB")
while IFS="$tab" read -r name code fragment; do
    # 5 seconds of processor time, 20 for an instrumented build
    (ulimit -t $seconds; exec $measure "$jalon" import "$work/odd/$name.xlsx" --dry-run --copies "$work/back") > "$work/out" 2> "$work/err"
    same "$name: code" "$code" $?
    cat "$work/out" "$work/err" | grep -qF -- "$fragment"
    ok "$name" $? "no « $fragment » in: $(head -3 "$work/err")"
    [ -z "$measure" ] || [ "$(tail -1 "$work/memory")" -lt 160000 ]
    ok "$name: memory" $? "$(tail -1 "$work/memory" 2> /dev/null) KB"
done < tests/odd.tsv
same "a dry run writes nothing" "$sum" "$(cksum < "$JALON_DB")"

# What is taken has the values that were written.
for name in good no-content-types sorted lines-inserted rows-hidden sheet-hidden column-moved sheet-renamed sheet-extra date-as-text formula-with-value \
    no-break-spaces comma strict prefixed utf-16 absolute-paths without-references; do
    cp "$JALON_DB" "$work/copy.db"
    "$jalon" import "$work/odd/$name.xlsx" --db "$work/copy.db" --quiet 2> "$work/err"
    same "$name: its values" "1.1.1.1,etat,2014,paid,number,9500000 1.1.1.1,2014,received,under_way,62.5,,,," \
        "$({ "$jalon" export spending $plan --db "$work/copy.db"; "$jalon" export progress $plan --db "$work/copy.db"; } |
            sed -n "s/^$plan,\(.*,2014,.*\),R2014-CANAM$/\1/p" | tr '\n' ' ' | sed 's/ $//')"
done

# A copy to send back is written for each form that was recognised, and is a form itself.
for name in words-for-a-number merged line-twice many-problems turned-text 31-february; do
    "$jalon" import "$work/back/$name-a-corriger.xlsx" --dry-run > "$work/out" 2> "$work/err"
    grep -qE "serait prise|refusée|à confirmer" "$work/out"
    ok "$name: its copy is read" $? "$(head -2 "$work/err")"
done

mkdir "$work/folder.xlsx"
"$jalon" import "$work/folder.xlsx" > "$work/out" 2> "$work/err"
same "a folder of that name: code" 1 $?
grep -q "aucune fiche" "$work/err"
ok "a folder of that name" $? "$(cat "$work/err")"
"$jalon" import "$work/nothing.xlsx" > "$work/out" 2> "$work/err"
same "a file that is not there: code" 2 $?
end
