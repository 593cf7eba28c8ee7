#!/bin/sh
# The follow-up of a plan: indicators, beneficiaries, funding, recommendations; from the form to the figures.
# Usage: tests/test_follow_up.sh [JALON].
. tests/lib.sh
export SOURCE_DATE_EPOCH=1421000000 # 2015-01-11
export JALON_DB="$work/mali.db"
tab=$(printf '\t')
python=/usr/bin/python3
"$jalon" load data/$plan data/$demo data/ramu-mali data/reference-mali --quiet

said() { # NAME CODE FRAGMENT COMMAND...
    name=$1 code=$2 fragment=$3
    shift 3
    "$@" > "$work/out" 2> "$work/err"
    got=$?
    same "$name: code" "$code" "$got"
    [ -z "$fragment" ] || cat "$work/out" "$work/err" | grep -qF -- "$fragment"
    ok "$name" $? "no « $fragment » in: $(head -3 "$work/err") $(tail -2 "$work/out")"
}
fill() { "$python" tests/fill.py "$@"; }
rows() { "$jalon" export "$1" $plan | grep -F "$2"; } # TABLE FRAGMENT

form=$work/suivi.xlsx
said "the form" 0 "1 fiche écrite, période 2014" "$jalon" form $plan --year 2014 --follow-up -o "$form"
"$jalon" form $plan --year 2014 --follow-up -o "$work/again.xlsx" --quiet
cmp -s "$form" "$work/again.xlsx"
ok "the same bytes twice" $?
said "in English" 0 "" "$jalon" form $plan --year 2014 --follow-up -o "$work/en.xlsx" --lang en
said "a half-year" 0 "" "$jalon" form $plan --year 2014 --period 2014-S1 --follow-up -o "$work/s1.xlsx"
said "no folder of them" 2 ".xlsx" "$jalon" form $plan --year 2014 --follow-up -o "$work/folder"
said "empty, it is no answer" 1 "aucune réponse" "$jalon" import "$form" --dry-run
[ ! -e "$work/suivi-a-corriger.xlsx" ]
ok "a dry run writes no copy" $?

I=Indicateurs B=Bénéficiaires F=Financements
key=$("$python" - "$form" << 'END'
import sys, zipfile, re
print(re.search(r">(mutuelles\|Bamako\|bénéficiaires\|personnes)<", zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode()).group(1))
END
)
same "a line of the coverage" "mutuelles|Bamako|bénéficiaires|personnes" "$key"
cat > "$work/answers" << END
$I${tab}1|1${tab}value${tab}t:17,5
$I${tab}1|1${tab}source${tab}t:Rapport des ISS 2014
$I${tab}1.1|1${tab}value${tab}t:Outils en place dans trois caisses
$I${tab}1.1|1${tab}source${tab}t:Mission de la CPS
$I${tab}1|2${tab}value${tab}t:ND
$I${tab}1|2${tab}source${tab}t:Non reçu
$B${tab}$key${tab}value${tab}n:320000
$B${tab}$key${tab}source${tab}t:Registre DNPSES
$B${tab}+01${tab}scheme${tab}t:AMO
$B${tab}+01${tab}region${tab}t:Kayes
$B${tab}+01${tab}measure${tab}t:bénéficiaires
$B${tab}+01${tab}unit${tab}t:personnes
$B${tab}+01${tab}value${tab}n:41000
$B${tab}+01${tab}source${tab}t:CANAM
$B${tab}+02${tab}scheme${tab}t:AMO
$B${tab}+02${tab}region${tab}t:Kayes
$B${tab}+02${tab}sex${tab}t:F
$B${tab}+02${tab}measure${tab}t:bénéficiaires
$B${tab}+02${tab}unit${tab}t:personnes
$B${tab}+02${tab}value${tab}n:19000
$B${tab}+02${tab}source${tab}t:CANAM
$F${tab}etat|1|cash${tab}announced${tab}t:20 000 000
$F${tab}etat|1|cash${tab}received${tab}n:15000000
$F${tab}etat|1|cash${tab}source${tab}t:Relevé du Trésor
$F${tab}+01${tab}funder${tab}t:UNICEF
$F${tab}+01${tab}nature${tab}t:en nature
$F${tab}+01${tab}received${tab}n:2500000
$F${tab}+01${tab}source${tab}t:Procès-verbal de réception
END
taken() { # NAME FILE
    said "$1" 0 "prise" "$jalon" import "$2" --by "A. Diarra"
    same "$1: measures" "1,1,2014,,number,17.5,,Rapport des ISS 2014,
1,2,2014,,missing,,,Non reçu,
1.1,1,2014,,text,,Outils en place dans trois caisses,Mission de la CPS," "$(rows measurements ,2014, | sed "s/^$plan,//")"
    same "$1: coverage" "AMO,Kayes,2014,bénéficiaires,personnes,19000,CANAM,document,,
AMO,Kayes,2014,bénéficiaires,personnes,41000,CANAM,document,,
mutuelles,Bamako,2014,bénéficiaires,personnes,320000,Registre DNPSES,document,," "$(rows coverage ,2014, | LC_ALL=C sort)"
    same "$1: funding" "etat,1,2014,announced,number,20000000,Relevé du Trésor
etat,1,2014,received,number,15000000,Relevé du Trésor" "$(rows mobilisation ,2014, | sed "s/^$plan,//")"
}
fill stdlib "$form" "$work/filled.xlsx" < "$work/answers"
cp "$work/mali.db" "$work/before.db"
taken "filled with the standard library" "$work/filled.xlsx"
said "the same again" 0 "inchangée" "$jalon" import "$work/filled.xlsx"
same "where a figure comes from" "mobilisation,etat|1|2014|received|cash,filled.xlsx,Financements,J6,CPS,2014,2015-01-11,A. Diarra" \
    "$(rows origins 'etat|1|2014|received' | sed "s/^$plan,//")"
"$jalon" explain $plan taux-mobilisation --year 2014 --result 1 --funder etat > "$work/out" 2> "$work/err"
grep -q "Relevé du Trésor" "$work/out"
ok "explained by its document" $? "$(cat "$work/err")"
grep -q "Financements!J6 de filled.xlsx" "$work/out"
ok "and by its cell" $? "$(tail -5 "$work/out")"
"$jalon" explain $plan avancement-vers-cible --year 2014 --result 1 --item 1 > "$work/out" 2> "$work/err"
grep -q "Indicateurs!H6 de filled.xlsx, envoyé par CPS, reçu le 11/01/2015" "$work/out"
ok "a measure by its cell and sender" $? "$(cat "$work/out" "$work/err")"
"$jalon" compute $plan --year 2014 taux-mobilisation --format csv > "$work/out"
grep -q ",15000000," "$work/out"
ok "funding is computed from it" $? "$(head -3 "$work/out")"
"$jalon" compute $plan --year 2014 taux-mobilisation --date 2015-01-10 --format csv > "$work/out"
grep -q ",15000000," "$work/out"
ok "but not before the day it came" $((1 - $?))
"$jalon" compute $plan --year 2014 taux-couverture --format csv > "$work/out"
grep -q 320000 "$work/out"
ok "the coverage is computed from it" $? "$(head -3 "$work/out")"
if "$python" -c 'import openpyxl' 2> /dev/null; then
    fill openpyxl "$form" "$work/by-openpyxl.xlsx" < "$work/answers"
    cp "$work/before.db" "$work/mali.db"
    taken "through openpyxl" "$work/by-openpyxl.xlsx"
fi
if command -v soffice > /dev/null; then
    mkdir "$work/office"
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to xlsx --outdir "$work/office" "$work/filled.xlsx" > /dev/null 2>&1
    cp "$work/before.db" "$work/mali.db"
    taken "through LibreOffice" "$work/office/filled.xlsx"
    runs "filled in LibreOffice" sh -c "sh tests/fill_office.sh '$form' '$work/in-office.xlsx' '$work/profile' < '$work/answers'"
    cp "$work/before.db" "$work/mali.db"
    taken "in LibreOffice" "$work/in-office.xlsx"
fi

# ---- corrected, refused, doubtful ----
grep -v "+0[12]" "$work/answers" | sed 's/n:320000/n:330000/' | fill stdlib "$form" "$work/corrected.xlsx"
said "a corrected one" 0 "prise" "$jalon" import "$work/corrected.xlsx"
same "replaces what it gave" "mutuelles,Bamako,2014,bénéficiaires,personnes,330000,Registre DNPSES,document,," "$(rows coverage ,2014, | grep -v ^$plan)"
same "and nothing else" "$("$jalon" export coverage $plan --db "$work/before.db" | cksum)" "$("$jalon" export coverage $plan | grep -v ,2014, | cksum)"
refused() { # NAME PLACE FRAGMENT: the answers are on stdin
    cat > "$work/bad.tsv"
    fill stdlib "$form" "$work/bad.xlsx" < "$work/bad.tsv"
    said "$1" 1 "$2" "$jalon" import "$work/bad.xlsx" --dry-run
    grep -qF -- "$3" "$work/err"
    ok "$1: words" $? "$(head -2 "$work/err")"
}
echo "$I${tab}1|1${tab}value${tab}n:17" | refused "no source" "Indicateurs!I6" "cellule vide"
echo "$I${tab}1|1${tab}source${tab}t:rapport" | refused "a source alone" "Indicateurs!H6" "sans valeur"
{ echo "$I${tab}1|1${tab}value${tab}t:beaucoup"; echo "$I${tab}1|1${tab}source${tab}t:x"; } | refused "words for a number" "Indicateurs!H6" "beaucoup"
{ echo "$I${tab}1|1${tab}value${tab}n:150"; echo "$I${tab}1|1${tab}source${tab}t:x"; } | refused "more than all of them" "Indicateurs!H6: à confirmer" "plus que 100"
{ echo "$B${tab}$key${tab}value${tab}n:32000000"; echo "$B${tab}$key${tab}source${tab}t:x"; } | refused "more than live there" "à confirmer" "personnes dans une région qui en a"
{ echo "$F${tab}etat|1|cash${tab}notified${tab}n:5"; echo "$F${tab}etat|1|cash${tab}received${tab}n:6"; echo "$F${tab}etat|1|cash${tab}source${tab}t:x"; } | refused "received above notified" "Financements!J6: à confirmer" "reçu (6) dépasse notifié (5)"
{ echo "$F${tab}+01${tab}received${tab}n:6"; echo "$F${tab}+01${tab}source${tab}t:x"; } | refused "funding of nobody" "Financements!B" "attendu un de ces mots"
{ for k in "etat|1|cash" +01; do echo "$F${tab}$k${tab}received${tab}n:6"; echo "$F${tab}$k${tab}source${tab}t:x"; done
  echo "$F${tab}+01${tab}funder${tab}t:État"; echo "$F${tab}+01${tab}result_id${tab}t:1"; } | refused "the same funding twice" "Financements!J" "déjà donné en J6"
said "another sender for the same figures" 1 "vient déjà du paquet" sh -c "'$jalon' form $plan --year 2014 --follow-up --lead DNPSES -o '$work/other.xlsx' --quiet &&
    '$python' tests/fill.py stdlib '$work/other.xlsx' '$work/other-filled.xlsx' < '$work/answers' && '$jalon' import '$work/other-filled.xlsx' --dry-run"
cat > "$work/suivi.csv" << END
plan,period,sender,sheet,code,position,funder,result_id,nature,received,value,source,scheme,region,measure,unit
$plan,2013,CPS,coverage,,,,,,,12,Registre,AMO,Gao,bénéficiaires,personnes
$plan,2013,CPS,indicators,1.3,1,,,,,16,Rapport,,,,
END
said "a CSV of them" 0 "prise" "$jalon" import "$work/suivi.csv"
same "its measure" "1.3,1,2013,,number,16,,Rapport," "$(rows measurements 1.3,1,2013 | sed "s/^$plan,//")"

# ---- recommendations ----
said "the recommendations of a workshop" 0 "1 fiche écrite" "$jalon" form ramu-mali --year 2022 --follow-up -o "$work/ramu.xlsx"
R=Recommandations
{ echo "$R${tab}1${tab}state${tab}t:exécutée"; echo "$R${tab}1${tab}done_on${tab}d:44640"; echo "$R${tab}2${tab}state${tab}t:prévue"; } | fill stdlib "$work/ramu.xlsx" "$work/ramu-filled.xlsx"
said "their follow-up" 0 "prise" "$jalon" import "$work/ramu-filled.xlsx" --date 2022-07-01
same "is kept" "1,2022,executed,2022-03-20,, 2,2022,planned,,," "$("$jalon" export follow_ups ramu-mali | sed -n 's/^ramu-mali,//p' | tr '\n' ' ' | sed 's/ $//')"
"$jalon" report recommandations ramu-mali --year 2022 --date 2022-12-31 -o "$work/r.csv" --quiet
grep -q "exécutée" "$work/r.csv" && grep -q "20/03/2022" "$work/r.csv"
ok "is in the report" $? "$(head -8 "$work/r.csv")"
"$jalon" report recommandations ramu-mali --year 2022 --date 2022-06-30 -o "$work/r.csv" --quiet
grep -q "exécutée" "$work/r.csv"
ok "but not before it was received" $((1 - $?))
echo "$R${tab}1${tab}state${tab}t:exécutée" | fill stdlib "$work/ramu.xlsx" "$work/bad.xlsx"
said "executed without a date" 1 "Recommandations!H6" "$jalon" import "$work/bad.xlsx" --dry-run
{ echo "$R${tab}1${tab}state${tab}t:prévue"; echo "$R${tab}1${tab}done_on${tab}d:44640"; } | fill stdlib "$work/ramu.xlsx" "$work/bad.xlsx"
said "a date without execution" 1 "n'est pas « exécutée »" "$jalon" import "$work/bad.xlsx" --dry-run
said "the package again leaves the follow-up" 0 "rien n'a changé" "$jalon" load data/ramu-mali
end
