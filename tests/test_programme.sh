#!/bin/sh
# Years for which no return was asked: their reports in both languages, on paper.
# Usage: tests/test_programme.sh [JALON].
. tests/lib.sh
csu=csu-2018-2022
export JALON_DB="$work/plans.db"
runs "load" "$jalon" load data/$plan data/$demo data/$csu data/reference-mali --quiet

text_of() { # TEMPLATE PLAN YEAR LANG: the text of the PDF in $work/text, its pages in $pages
    "$jalon" report "$1" "$2" --year "$3" --lang "$4" --date 2026-03-31 -o "$work/x.pdf" --quiet || return 1
    pdftotext -layout "$work/x.pdf" "$work/text" && pages=$(pdfinfo "$work/x.pdf" | sed -n 's/^Pages: *//p')
}
for lang in fr en; do
    for about in $csu:2018 $csu:2022 $plan:2014 $plan:2015; do
        name=${about%:*} year=${about#*:}
        for template in rapport-annuel tableau-de-bord bailleurs; do
            text_of $template $name $year $lang
            ok "$template $name $year $lang" $?
            same "$template $name $year $lang: no word for a silence nobody broke" "" \
                "$(grep -nE "Sans réponse|No answer|non renseignée|not reported|Aucune donnée|No data" "$work/text" | head -2)"
            [ $template != tableau-de-bord ] || same "$template $name $year $lang: two pages" 2 "$pages"
        done
    done
    text_of rapport-annuel $csu 2018 $lang
    [ "$pages" -le 16 ]
    ok "rapport-annuel $csu 2018 $lang: pages" $? "$pages"
done
same "each ministry has its own line" 3 "$(head -40 "$work/text" | grep -c "^ *Ministère d")"
tr '\n' ' ' < "$work/text" | tr -s ' ' > "$work/line"
for words in "No return was requested for 2018" "of which 53 pro memoria (PM)" "The ten costliest activities make up 44.3% of the planned cost" \
    "None of the 82 indicators" "Set a baseline and a target in figures for the 82 indicators of the logical framework" "Annual report 2018: what the plan foresees"; do
    grep -qF "$words" "$work/line"
    ok "in English: $words" $? "$(head -c 600 "$work/line")"
done
end
