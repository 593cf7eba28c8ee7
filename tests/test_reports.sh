#!/bin/sh
# The reports of the shipped plan: the same bytes from two databases, sound files, the right French, embedded fonts.
# Usage: tests/test_reports.sh [JALON]; run from the root of the repository.
. tests/lib.sh
date=2014-03-31

runs "load into one database" "$jalon" load data/$plan data/$demo --db "$work/1.db" --quiet
sum=$(cksum < "$work/1.db")
runs "load the same again" "$jalon" load data/$plan data/$demo --db "$work/1.db" --quiet
same "loading twice leaves the file's bytes" "$sum" "$(cksum < "$work/1.db")"
runs "load into another database" "$jalon" load data/$demo data/$plan --db "$work/2.db" --quiet
same "two databases have the same bytes" "$sum" "$(cksum < "$work/2.db")"

templates=$("$jalon" report x $plan --year 2013 -o "$work/x.pdf" --db "$work/1.db" 2>&1 | sed -n 's/.*rapports de ce plan : //p' | tr -d ',')
[ "$(echo "$templates" | wc -w)" -ge 3 ]
ok "the plan lists its reports" $? "$templates"
for template in $templates; do
    for end in pdf xlsx csv; do
        file=$template.$end
        runs "$file" "$jalon" report "$template" $plan --year 2013 --date $date --db "$work/1.db" -o "$work/1-$file"
        TZ=Pacific/Auckland SOURCE_DATE_EPOCH=1396267200 "$jalon" report "$template" $plan --year 2013 --db "$work/2.db" -o "$work/2-$file" --quiet
        cmp -s "$work/1-$file" "$work/2-$file"
        ok "$file: the same bytes from two databases" $?
    done
    pdf=$work/1-$template.pdf
    runs "$template.pdf: qpdf" qpdf --check "$pdf"
    pdftotext -layout "$pdf" "$work/text" 2> "$work/err"
    same "$template.pdf: pdftotext has no warning" "" "$(cat "$work/err")"
    pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
    [ "$template" != tableau-de-bord ] || same "$template.pdf: two pages" 2 "$pages"
    # The document's audit uses no return: it alone has nothing made up in it.
    marked=$pages
    [ "$template" != coherence ] || marked=0
    same "$template.pdf: pages marked as an example" "$marked" "$(awk 'BEGIN { RS = "\f" } /EXEMPLE FICTIF/ { n++ } END { print n + 0 }' "$work/text")"
    same "$template.pdf: no empty page" 0 "$(awk 'BEGIN { RS = "\f" } NR <= pages && length($0) < 200 { n++ } END { print n + 0 }' pages="$pages" "$work/text")"
    grep -Eq "^ *[0-9]+ / $pages *\$| $pages / $pages" "$work/text"
    ok "$template.pdf: pages are numbered" $?
    same "$template.pdf: every font is embedded and has its letters" "" \
        "$(pdffonts "$pdf" 2>&1 | sed 1,2d | awk '{ n = NF; if ($(n - 4) != "yes" || $(n - 3) != "yes" || $(n - 2) != "yes") print $1 }')"
    pdfinfo "$pdf" | grep -q "^Title: *PAN-EPS 2011-2015 · "
    ok "$template.pdf: its title names the plan" $?
    ! pdfinfo "$pdf" | grep -qE "^(Author|Creator|Producer):.*$(uname -n)"
    ok "$template.pdf: no name of the machine" $?
done

pdftotext -layout "$work/1-rapport-annuel.pdf" "$work/text"
for words in "Taux d['’]exécution financière" "Dotation" "Évolution" "État" "Collectivités" "Activités" "référence\|révisée" "exécutée\|exécution" "œuvre"; do
    grep -q "$words" "$work/text"
    ok "rapport-annuel.pdf says « $words »" $?
done
same "no letter is lost" "" "$(grep -nE '�|□|Ã|â€' "$work/text" | head -3)"

"$jalon" report cadre-logique $plan --year 2015 --date $date --db "$work/1.db" --lang en -o "$work/en.pdf" --quiet
pdftotext -layout "$work/en.pdf" "$work/text"
for words in "no measurement is of 2015: the latest date from 2012" "target past (2012)" "n/a  *not applicable: no target"; do
    grep -q "$words" "$work/text"
    ok "cadre-logique.pdf says “$words” in English" $?
done
same "no French sign in English" "" "$(grep -nw 's\.o\.' "$work/text" | head -3)"

unzip_() { /usr/bin/python3 -m zipfile -e "$1" "$2"; }
for template in $templates; do
    mkdir "$work/$template" && unzip_ "$work/1-$template.xlsx" "$work/$template"
    /usr/bin/python3 - "$work/$template" "$template" << 'PY'
import pathlib, sys, xml.dom.minidom
parts = [p for p in pathlib.Path(sys.argv[1]).rglob("*") if p.suffix in (".xml", ".rels")]
assert parts
for part in parts:
    xml.dom.minidom.parse(str(part))
sheets = [p.read_text() for p in pathlib.Path(sys.argv[1]).glob("xl/worksheets/sheet*.xml")]
assert not [s for s in sheets if "NAN" in s or "#DIV" in s or ">INF" in s]
marked = any("EXEMPLE FICTIF" in p.read_text() for p in pathlib.Path(sys.argv[1]).glob("xl/sharedStrings.xml"))
assert marked == (sys.argv[2] != "coherence")
PY
    ok "$template.xlsx: sound parts, marked when it is an example" $?
done
same "bailleurs.xlsx has formulas" 1 "$(grep -l '<f>SUM(' "$work"/bailleurs/xl/worksheets/*.xml | head -1 | wc -l)"
same "bailleurs.xlsx has a native chart" 1 "$(ls "$work"/bailleurs/xl/charts/chart*.xml 2> /dev/null | head -1 | wc -l)"
grep -q 'state="frozen"' "$work"/bailleurs/xl/worksheets/*.xml
ok "bailleurs.xlsx has frozen panes" $?
grep -q '<autoFilter' "$work"/bailleurs/xl/worksheets/*.xml
ok "bailleurs.xlsx has filters" $?

head -1 "$work/1-bailleurs.csv" | grep -qx "table,row,column,state,value,unit,numerator,denominator,source"
ok "a report as CSV has the columns of its contract" $?

# What documents tell: as many rows as the package holds, in their words, in both languages.
rows_of() { # TABLE COLUMN: body rows of a report's CSV on standard input
    /usr/bin/python3 -c 'import csv, sys
print(sum(r["table"] == sys.argv[1] and r["column"] == sys.argv[2] and not r["row"].startswith("/") and "/" not in r["row"] for r in csv.DictReader(sys.stdin)))' "$1" "$2"
}
told() { # PACKAGE KINDS: rows of narratives.csv
    /usr/bin/python3 -c 'import csv, sys
print(sum(r["kind"] in sys.argv[2].split() for r in csv.DictReader(open("data/" + sys.argv[1] + "/narratives.csv", encoding="utf-8"))))' "$1" "$2"
}
senegal=bit-senegal-2020-2022
runs "load the plans without amounts" "$jalon" load data/$senegal data/rsu-mali data/ramu-mali --db "$work/3.db" --quiet
for lang in fr en; do
    for plan3 in $senegal rsu-mali ramu-mali; do
        for end in pdf csv xlsx; do
            runs "avancement $plan3 $lang $end" "$jalon" report avancement $plan3 --year 2022 --date 2023-01-31 --lang $lang --db "$work/3.db" -o "$work/$plan3-$lang.$end"
        done
        runs "avancement $plan3 $lang: qpdf" qpdf --check "$work/$plan3-$lang.pdf"
    done
done
same "problems and measures of Senegal" "$(told $senegal "problem measure")" "$(rows_of problemes text < "$work/$senegal-fr.csv")"
same "progress of Senegal" "$(told $senegal progress)" "$(rows_of avancement text < "$work/$senegal-en.csv")"
same "milestones of Senegal" "$(($(wc -l < data/$senegal/milestones.csv) - 1))" "$(rows_of jalons text < "$work/$senegal-fr.csv")"
same "outlook of the register" "$(told rsu-mali outlook)" "$(rows_of perspectives text < "$work/rsu-mali-fr.csv")"
pdftotext "$work/$senegal-fr.pdf" - | tr '\n' ' ' | grep -q "rencontres hebdomadaires (tous les mardis)"
ok "the words of the document are in the PDF" $?

# The look that a plan's settings give: logo, colours, signatories; and nothing odd without them.
looked() { # NAME: a copy of the plan, to be changed
    mkdir -p "$work/$1" && cp data/$plan/* "$work/$1"
}
looked look
echo 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIBAMAAAA2IaO4AAAAGFBMVEX/AADaACS2AEiRAG1tAJFIALYkANoAAP/uZVV5AAAAI0lEQVQI12NgAAFBIGBQAgIGYyBgcAEChlAgYEgDAoZyIAAAXSAHceKVEd4AAAAASUVORK5CYII=' | base64 -d > "$work/look/logo.png"
/usr/bin/python3 - "$work/look/datapackage.json" << 'PY'
import json, sys
package = json.load(open(sys.argv[1], encoding="utf-8"))
package["resources"].append({"name": "logo", "path": "logo.png"})
json.dump(package, open(sys.argv[1], "w", encoding="utf-8"), ensure_ascii=False)
PY
printf '%s\n' 'colour,1,#7A1F1F' 'colour,2,#B8860B' 'signed_at,,Bamako' 'signatory_title,1,Le Directeur National' \
    'signatory_title,2,Le Président du comité' 'signatory_name,2,Prénom NOM' >> "$work/look/settings.csv"
runs "load a plan with a look" "$jalon" load "$work/look" data/$demo --db "$work/4.db" --quiet
for end in pdf xlsx; do
    runs "a report with a look, $end" "$jalon" report rapport-annuel $plan --year 2013 --date $date --db "$work/4.db" -o "$work/look.$end"
done
runs "a report with a look: qpdf" qpdf --check "$work/look.pdf"
same "one picture, on the cover" "1 image 8 8" "$(pdfimages -list "$work/look.pdf" | awk 'NR > 2 { print $1, $3, $4, $5 }')"
same "no picture without a logo" "" "$(pdfimages -list "$work/1-rapport-annuel.pdf" | sed 1,2d)"
pdftotext -layout "$work/look.pdf" "$work/text"
for words in "Fait à Bamako, le" "Le Directeur National *Le Président du comité" "Prénom NOM"; do
    grep -q "$words" "$work/text"
    ok "the signatures say « $words »" $?
done
pdftotext -layout "$work/1-rapport-annuel.pdf" - | grep -q "Fait le\|Fait à"
ok "no signature without signatories" $((! $?))
qpdf --stream-data=uncompress "$work/look.pdf" - 2> /dev/null | grep -aq "^\.48 \.12 \.12 rg"
ok "titles in the plan's colour" $?
# Years without a return have no spending, and do not repeat the last sum known.
runs "a year after the last return" "$jalon" report rapport-annuel $plan --year 2015 --date 2016-03-31 \
    --db "$work/4.db" -o "$work/late.csv"
same "what was paid up to a year of which nothing is known" "cumul,2015,spent,na,," \
    "$(grep '^cumul,2015,spent,' "$work/late.csv" | cut -d, -f1-5),"
same "what was paid in a year of which nothing is known" "annees,2015,spent,na,," \
    "$(grep '^annees,2015,spent,' "$work/late.csv" | cut -d, -f1-5),"
echo "colour,2,#7A1F20" >> "$work/look/settings.csv"
sed -i '/^colour,2,#B8860B/d' "$work/look/settings.csv"
"$jalon" load "$work/look" --db "$work/4.db" --quiet
"$jalon" report rapport-annuel $plan --year 2013 --db "$work/4.db" -o "$work/grey.pdf" > "$work/out" 2>&1
same "two colours of one grey: exit 1" 1 $?
grep -q "même gris" "$work/out"
ok "two colours of one grey: said" $?

if command -v soffice > /dev/null; then
    sh tests/recalc.sh "$work"/1-*.xlsx > "$work/out" 2>&1
    code=$?
    [ $code = 0 ] || [ $code = 77 ]
    ok "LibreOffice finds the cached values" $? "$(head -5 "$work/out")"
fi

same "no name of this machine's folders in the reports" "" "$(grep -alE "$PWD|$work" "$work"/1-*.csv "$work"/1-*.pdf | head -3)"

# The dashboard has two pages whatever the data.
cp -r data/$plan "$work/plan" && cp -r data/$demo "$work/demo" && python3 tests/swell.py "$work/plan" "$work/demo"
runs "load a plan with long texts and many sources" "$jalon" load "$work/plan" "$work/demo" --db "$work/3.db" --quiet
for year in 2011 2012 2013 2014; do
    for lang in fr en; do
        "$jalon" report tableau-de-bord $plan --year $year --lang $lang --date $date --db "$work/3.db" -o "$work/3.pdf" --quiet
        same "tableau-de-bord.pdf of $year, $lang: two pages" 2 "$(pdfinfo "$work/3.pdf" | sed -n 's/^Pages: *//p')"
    done
done
# One axis or 40, 60 sources, 5 000 activities, 40 years, titles of 2 000 characters.
for shape in "1 1 1 10" "40 400 60 2000" "4 5000 12 80" "40 40 60 2000 40"; do
    rm -rf "$work/vast" "$work/4.db"
    python3 tests/vast.py "$work/vast" $shape
    runs "load a plan of $shape" "$jalon" load "$work/vast/plan" "$work/vast/returns" --db "$work/4.db" --quiet
    for lang in fr en; do
        runs "tableau-de-bord.pdf of $shape, $lang" "$jalon" report tableau-de-bord vast --year 2013 --lang $lang --date $date --db "$work/4.db" -o "$work/4.pdf"
        same "tableau-de-bord.pdf of $shape, $lang: two pages" 2 "$(pdfinfo "$work/4.pdf" | sed -n 's/^Pages: *//p')"
        ! pdftotext "$work/4.pdf" - | grep -q "faute de place\|want of room"
        ok "tableau-de-bord.pdf of $shape, $lang: every block has its place" $?
    done
done

# A plan that is itself made up says so on every page, those of its audit too.
cp -R data/$plan "$work/made-up"
sed -i 's/"real": true,/"real": false, "label": "PLAN FICTIF", "label_en": "MADE-UP PLAN",/' "$work/made-up/datapackage.json"
runs "load a plan that is made up" "$jalon" load "$work/made-up" --db "$work/5.db" --quiet
runs "its audit" "$jalon" report coherence $plan --year 2013 --date $date --db "$work/5.db" -o "$work/5.pdf"
pdftotext -layout "$work/5.pdf" "$work/text"
same "its audit: pages marked" "$(pdfinfo "$work/5.pdf" | sed -n 's/^Pages: *//p')" \
    "$(awk 'BEGIN { RS = "\f" } /PLAN FICTIF/ { n++ } END { print n + 0 }' "$work/text")"
"$jalon" check $plan --db "$work/5.db" > "$work/out" 2>&1
same "its audit as text: marked" "*** PLAN FICTIF ***" "$(head -1 "$work/out")"

# What documents tell: a text is one milestone, whatever the figures and dates it gives; those to come stand first.
runs "load what is told" "$jalon" load data/bit-senegal-2020-2022 data/csu-2018-2022 data/rsu-mali data/ramu-mali \
    --db "$work/6.db" --quiet
told() { # TEMPLATE PLAN YEAR END
    "$jalon" report "$1" "$2" --year "$3" --date 2022-06-30 --db "$work/6.db" -o "$work/6.$4" --quiet
}
told avancement bit-senegal-2020-2022 2021 csv
same "milestones: as many as texts" \
    "$("$jalon" export milestones bit-senegal-2020-2022 --db "$work/6.db" --format json | python3 -c 'import json, sys
print(len({row["text"] for row in json.load(sys.stdin)}))')" \
    "$(grep -c '^jalons,[0-9]*,text,' "$work/6.csv")"
same "milestones: those planned first" "jalons,planned,text,text,Prévus" "$(grep '^jalons' "$work/6.csv" | head -1 | cut -d, -f1-5)"
grep -q '^jalons,.*,details,text,"2022.*3.*agents de l’UTG, 14.*points focaux"' "$work/6.csv"
ok "milestones: the figures of one text together" $? "$(grep 'points focaux' "$work/6.csv")"
told avancement rsu-mali 2022 csv
grep -q '^jalons,1,details,text,09 Mai 2022.*20 Avril 2022' "$work/6.csv"
ok "milestones: dates in the document's words" $? "$(grep '^jalons,1,' "$work/6.csv")"
told avancement bit-senegal-2020-2022 2021 pdf
pdftotext -layout "$work/6.pdf" "$work/text"
grep -q '78 jalons sont cités : 68 atteints, 6 en cours et 4 prévus' "$work/text"
ok "progress: facts first" $? "$(sed -n 1,60p "$work/text" | grep jalon)"
same "progress: dated by the documents' own period" "0" "$(grep -c '30/06/2022' "$work/text")"
told recommandations ramu-mali 2022 csv
same "recommendations: the one that waits longest first" "2 3 4 1" \
    "$(sed -n 's/^recommandations,\([0-9]*\),number,.*/\1/p' "$work/6.csv" | tr '\n' ' ' | sed 's/ $//')"
told recommandations ramu-mali 2022 pdf
pdftotext -layout "$work/6.pdf" "$work/text"
tr -s '\n ' ' ' < "$work/text" | grep -q '4 échues sans suite connue.*les annuelles comptées à leur échéance de 2022 : ND (0/1 '
ok "recommendations: due ones told, the rate of the year apart" $? "$(grep échue "$work/text")"
same "recommendations: what is not known is said once" "1" "$(grep -c "L’échéance est passée\|l’échéance est passée" "$work/text")"
told coherence ramu-mali 2022 pdf
pdftotext -layout "$work/6.pdf" "$work/text"
same "coherence: no chapter without a finding" "0" "$(grep -c '^ *\(Erreurs\|Arrondis\|Cadre logique\)$' "$work/text")"
grep -q 'Une conséquence' "$work/text"
ok "coherence: consequences explained" $? "$(grep -i conséquence "$work/text")"
told coherence rsu-mali 2022 pdf
pdftotext -layout "$work/6.pdf" "$work/text"
same "coherence: no word of consequences where there is none" "0" "$(grep -ci 'conséquence' "$work/text")"
told coherence csu-2018-2022 2018 pdf
pdftotext -layout "$work/6.pdf" "$work/text"
same "coherence: numbers in their order" "49 50" \
    "$(sed -n 's/^ *N°.\([0-9]*\)\. Cadre logique : aucun.*/\1/p' "$work/text" | tr '\n' ' ' | sed 's/ $//')"
grep -q '^Plan tel' "$work/text"
ok "coherence: what schedules activities is a plan" $? "$(sed -n 1,15p "$work/text")"
told coherence bit-senegal-2020-2022 2021 pdf
pdftotext -layout "$work/6.pdf" "$work/text"
same "coherence: a report on progress is no plan" "0" "$(grep -ci 'plan tel' "$work/text")"
"$jalon" report coherence bit-senegal-2020-2022 --year 2021 --lang en --db "$work/6.db" -o "$work/6.csv" --quiet
grep -q 'Year of the workshop that set up the steering committee: two values' "$work/6.csv"
ok "coherence: what a figure is about, in English" $? "$(grep 'two values' "$work/6.csv")"
same "coherence: and in one language" "0" "$(grep -c ' | ' "$work/6.csv")"
end
