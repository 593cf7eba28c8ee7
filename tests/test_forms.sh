#!/bin/sh
# From a form to a figure: written, filled in, imported, computed; and what is refused. Usage: tests/test_forms.sh [JALON].
. tests/lib.sh
export SOURCE_DATE_EPOCH=1421000000 # 2015-01-11
export JALON_DB="$work/mali.db"
tab=$(printf '\t')
thin=$(printf '\342\200\257') # between thousands
python=/usr/bin/python3
"$jalon" load data/$plan data/$demo --quiet

said() { # NAME CODE FRAGMENT COMMAND...: the exit code, and a fragment of what was said
    name=$1 code=$2 fragment=$3
    shift 3
    "$@" > "$work/out" 2> "$work/err"
    got=$?
    same "$name: code" "$code" "$got"
    [ -z "$fragment" ] || cat "$work/out" "$work/err" | grep -qF -- "$fragment"
    ok "$name" $? "no « $fragment » in: $(head -3 "$work/err") $(tail -2 "$work/out")"
}

# ---- forms ----
form=$work/canam.xlsx
said "a form" 0 "1 fiche écrite, période 2014" "$jalon" form $plan --year 2014 --lead CANAM -o "$form"
"$jalon" form $plan --year 2014 --lead CANAM -o "$work/again.xlsx" --quiet
cmp -s "$form" "$work/again.xlsx"
ok "the same bytes twice" $?
unzip -p "$form" xl/sharedStrings.xml 2> /dev/null | grep -q "la structure est associée" || ! command -v unzip > /dev/null
ok "activities of others in which it takes part" $?
said "one for each lead" 0 "14 fiches écrites" "$jalon" form $plan --year 2014 --period 2014-S1 -o "$work/all"
same "fourteen files" 14 "$(ls "$work/all" | wc -l)"
said "a form in English" 0 "1 form written" "$jalon" form $plan --year 2014 --lead CANAM -o "$work/en.xlsx" --lang en
said "an unknown lead" 2 "vouliez-vous écrire « CANAM »" "$jalon" form $plan --year 2014 --lead CANAN -o "$form"
said "a period of another year" 2 "2014-T1" "$jalon" form $plan --year 2014 --period 2013-S1 -o "$work/all"
said "a year outside the plan" 2 "2031" "$jalon" form $plan --year 2031 -o "$work/all"
said "all of them in one file" 2 "--lead" "$jalon" form $plan --year 2014 -o "$work/x.xlsx"
said "an empty form is no return" 1 "aucune réponse" "$jalon" import "$form"

# ---- filled in, by each program there is ----
answers=$work/answers
cat > "$answers" << END
Activités${tab}1.1.1.1${tab}state${tab}t:En cours
Activités${tab}1.1.1.1${tab}physical${tab}t:62,5
Activités${tab}1.1.1.1${tab}quantity_planned${tab}n:4
Activités${tab}1.1.1.1${tab}quantity_done${tab}n:2.5
Activités${tab}1.1.1.1${tab}unit${tab}t:ateliers
Activités${tab}1.1.1.1${tab}document${tab}t:PV n° 12
Activités${tab}1.1.1.2${tab}state${tab}t:réalisée
Activités${tab}1.1.1.2${tab}physical${tab}p:1
Activités${tab}1.1.1.2${tab}confirmed${tab}t:pris en charge par l'INPS
Activités${tab}1.1.1.3${tab}state${tab}t:ANNULEE
Activités${tab}1.1.1.3${tab}decided_on${tab}d:41820
Activités${tab}1.1.1.3${tab}comment${tab}t:Décision du conseil d’administration
Dépenses${tab}1.1.1.1|?${tab}funder${tab}t:État
Dépenses${tab}1.1.1.1|?${tab}committed${tab}t:12 600 000
Dépenses${tab}1.1.1.1|?${tab}paid${tab}n:9500000
Dépenses${tab}1.1.1.2|?${tab}funder${tab}t:iss
Dépenses${tab}1.1.1.2|?${tab}committed${tab}t:s.o.
Dépenses${tab}1.1.1.2|?${tab}paid${tab}n:0
Dépenses${tab}+01${tab}activity_id${tab}t:1.1.1.4
Dépenses${tab}+01${tab}funder${tab}t:UNICEF
Dépenses${tab}+01${tab}paid${tab}t:ND
Hors programme${tab}+01${tab}result_id${tab}t:1.1.1
Hors programme${tab}+01${tab}title${tab}t:Mission à Ségou
Hors programme${tab}+01${tab}amount${tab}n:1250000
END
spending="1.1.1.1,etat,2014,committed,number,12600000
1.1.1.1,etat,2014,paid,number,9500000
1.1.1.2,iss,2014,committed,na,
1.1.1.2,iss,2014,paid,number,0
1.1.1.4,unicef,2014,paid,missing,"
progress="1.1.1.1,2014,received,under_way,62.5,4,2.5,ateliers,
1.1.1.2,2014,received,done,100,,,,
1.1.1.3,2014,received,cancelled,,,,,Décision du conseil d’administration"
fill() { "$python" tests/fill.py "$@"; }

taken() { # NAME FILE: imported into a fresh copy, the values are those that were typed
    cp "$work/mali.db" "$work/copy.db"
    said "$1: imported" 0 "prise" "$jalon" import "$2" --db "$work/copy.db"
    same "$1: amounts" "$spending" "$("$jalon" export spending $plan --db "$work/copy.db" | sed -n "s/^$plan,\(.*,2014,.*\),R2014-CANAM$/\1/p")"
    same "$1: progress" "$progress" "$("$jalon" export progress $plan --db "$work/copy.db" | sed -n "s/^$plan,\(.*,2014,.*\),R2014-CANAM$/\1/p")"
    same "$1: work not planned" "R2014-CANAM-X01,1.1.1,2014,Mission à Ségou,,1250000" \
        "$("$jalon" export extra_work $plan --db "$work/copy.db" | sed -n "s/^$plan,\(R2014.*\),R2014-CANAM,$/\1/p")"
    "$jalon" compute $plan --year 2014 taux-execution-financiere --db "$work/copy.db" --format csv > "$work/out"
    rate=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } NR > 1 && $at["result_id"] == "1.1.1.1" { print $at["numerator"] }' "$work/out")
    same "$1: computed" 9500000 "$rate"
    "$jalon" explain $plan taux-execution-financiere --year 2014 --result 1.1.1.1 --db "$work/copy.db" > "$work/out"
    grep -qF "reçue le 11/01/2015, Dépenses!I6 de $(basename "$2")" "$work/out"
    ok "$1: explained by its cell" $? "$(grep fiche "$work/out")"
}
fill stdlib "$form" "$work/filled.xlsx" < "$answers"
taken "with the standard library" "$work/filled.xlsx"
fill stdlib "$work/en.xlsx" "$work/filled-en.xlsx" << END
Activities${tab}1.1.1.1${tab}state${tab}t:under way
Spending${tab}1.1.1.1|?${tab}funder${tab}t:State
Spending${tab}1.1.1.1|?${tab}paid${tab}n:5
END
said "a form in English, read in French" 0 "1/19" "$jalon" import "$work/filled-en.xlsx" --dry-run
if "$python" -c 'import openpyxl' 2> /dev/null; then
    fill openpyxl "$form" "$work/by-openpyxl.xlsx" < "$answers"
    taken "through openpyxl" "$work/by-openpyxl.xlsx"
fi
if command -v soffice > /dev/null; then
    mkdir "$work/office"
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to xlsx --outdir "$work/office" "$work/filled.xlsx" > /dev/null 2>&1
    [ -s "$work/office/filled.xlsx" ] && taken "through LibreOffice" "$work/office/filled.xlsx"
    runs "filled in LibreOffice" sh -c "sh tests/fill_office.sh '$form' '$work/in-office.xlsx' '$work/profile' < '$answers'"
    taken "in LibreOffice" "$work/in-office.xlsx"
fi

# ---- again, corrected, and followed up ----
sum=$(cksum < "$work/mali.db")
said "a dry run says what would change" 0 "serait prise" "$jalon" import "$work/filled.xlsx" --dry-run
same "and writes nothing" "$sum" "$(cksum < "$work/mali.db")"
"$jalon" export spending $plan | grep -v R2014 > "$work/others"
"$jalon" import "$work/filled.xlsx" --quiet
sum=$(cksum < "$work/mali.db")
said "the same file again" 0 "inchangée" "$jalon" import "$work/filled.xlsx"
same "writes nothing" "$sum" "$(cksum < "$work/mali.db")"
said "checked" 0 "vérifiée, par A. Diarra" "$jalon" returns $plan --set R2014-CANAM checked --by "A. Diarra"
said "one step at a time" 1 "est à l'état checked (vérifiée)" "$jalon" returns $plan --set R2014-CANAM checked --by "A. Diarra"
said "validated" 0 "validée" "$jalon" returns $plan --set R2014-CANAM validated --by "B. Keïta" --date 2015-02-01
"$jalon" returns $plan --year 2014 --format csv --date 2015-03-01 > "$work/out"
same "who and when" "R2014-CANAM,2014,CANAM,2015-01-31,2015-01-11,validated,B. Keïta,2015-02-01,import:$plan:CANAM:2014" "$(grep R2014-CANAM "$work/out")"
said "the same file again leaves it validated" 0 "inchangée" "$jalon" import "$work/filled.xlsx"
"$jalon" returns $plan --year 2014 --format csv --date 2015-03-01 | grep -q ',validated,B. Keïta'
ok "it is still validated" $?
sed '/committed/d;s/n:9500000/n:9600000/' "$answers" | fill stdlib "$form" "$work/corrected.xlsx"
said "what a corrected file changes" 0 "Dépenses 1.1.1.1, etat, 2014, paid — montant : 9${thin}500${thin}000 → 9${thin}600${thin}000" "$jalon" import "$work/corrected.xlsx" --dry-run
grep -q "Dépenses 1.1.1.1, etat, 2014, committed — montant : .* → —" "$work/out"
ok "and what it takes away" $? "$(cat "$work/out")"
same "nothing more" 3 "$(grep -c ' → ' "$work/out")"
said "a corrected file" 0 "prise" "$jalon" import "$work/corrected.xlsx" --date 2015-02-10 --by "A. Diarra"
same "replaces that return" "1.1.1.1,etat,2014,paid,number,9600000 1.1.1.2,iss,2014,paid,number,0 1.1.1.4,unicef,2014,paid,missing," \
    "$("$jalon" export spending $plan | sed -n "s/^$plan,\(.*,2014,.*\),R2014-CANAM$/\1/p" | tr '\n' ' ' | sed 's/ $//')"
"$jalon" export spending $plan | grep -v R2014 | cmp -s - "$work/others"
ok "and nothing else" $?
"$jalon" returns $plan --year 2014 --format csv --date 2015-03-01 | grep -q 'CANAM,2015-01-31,2015-02-10,received,A. Diarra,2015-02-10'
ok "it starts again as received" $?
said "missing" 0 "R2014-CMSS" "$jalon" returns $plan --missing --period 2014 --date 2015-03-01
grep -q CANAM "$work/out"
ok "what is there is not missing" $((1 - $?))
said "a return that is not there" 2 "R9" "$jalon" returns $plan --set R9 checked --by X
said "a status that does not exist" 2 "attendu received" "$jalon" returns $plan --set R2014-CANAM done --by X
said "by nobody" 2 "--by NOM" "$jalon" returns $plan --set R2014-CANAM checked
said "a return of a data package" 1 "vient du paquet « $demo »" "$jalon" returns $plan --set R2012-CANAM validated --by X

# ---- what a data package provides, and what it only announces ----
"$jalon" form $plan --year 2013 --lead CANAM -o "$work/2013.xlsx" --quiet
fill stdlib "$work/2013.xlsx" "$work/2013-filled.xlsx" << END
Activités${tab}1.1.1.1${tab}state${tab}t:en cours
END
said "a return that a package provides" 1 "est fournie par le paquet « $demo »" "$jalon" import "$work/2013-filled.xlsx"
"$jalon" form $plan --year 2013 --period 2013-S1 --lead DNPSES -o "$work/s1.xlsx" --quiet
activity=$("$jalon" export leads $plan | sed -n "s/^$plan,\(.*\),DNPSES$/\1/p" | head -1)
fill stdlib "$work/s1.xlsx" "$work/s1-filled.xlsx" << END
Activités${tab}$activity${tab}state${tab}t:en cours
Activités${tab}$activity${tab}physical${tab}n:10
END
said "a closed period is doubtful" 1 "la période 2013-S1 est close" "$jalon" import "$work/s1-filled.xlsx"
said "a return that a package announces" 0 "prise" "$jalon" import "$work/s1-filled.xlsx" --confirm "reçue après la clôture" --by "A. Diarra"
said "the package again leaves it" 0 "rien n'a changé" "$jalon" load data/$plan data/$demo
"$jalon" returns $plan --format csv | grep -q "^R2013-S1-DNPSES,.*,received,.*import:"
ok "it is still there" $?

cp -R "data/$demo" "$work/other"
cp "$work/mali.db" "$work/copy.db"
echo "R2014-X,2014,CANAM,2015-01-31,,expected," >> "$work/other/returns.csv"
said "another id for a return that is there" 1 "la base a déjà la fiche « R2014-CANAM (import:" "$jalon" load data/$plan "$work/other" --db "$work/copy.db"
cp "$work/2013.xlsx" "$work/not-a-folder"
said "a workbook is no package" 2 "jalon import" "$jalon" load "$work/not-a-folder" --db "$work/copy.db"
said "a folder that does not exist" 2 "$work/nowhere" "$jalon" load "$work/nowhere" --db "$work/copy.db"
mkdir "$work/hollow"
said "a folder without a package" 1 "datapackage.json" "$jalon" load "$work/hollow" --db "$work/copy.db"
said "a form that does not exist" 2 "n'existe pas" "$jalon" import "$work/nowhere.xlsx" "$work/filled.xlsx" --db "$work/copy.db"
said "a folder without a form" 1 "aucune fiche" "$jalon" import "$work/hollow" --db "$work/copy.db"
dd if=/dev/zero of="$work/copy.db" bs=4096 seek=3 count=40 conv=notrunc 2> "$work/err"
said "a damaged database, in French" 3 "reprendre une copie de sauvegarde" "$jalon" plans --db "$work/copy.db"

# ---- provisional until every return is validated ----
version() { # what the cover of the annual report says
    "$jalon" report rapport-annuel $plan --year 2014 --date 2015-03-01 -o "$work/report.xlsx" --quiet --db "$work/year.db"
    "$python" -c "import sys, zipfile, re
print(*re.findall(r'version provisoire|version définitive|[0-9]+ fiches? de collecte reçues? sur [0-9]+ attendues', zipfile.ZipFile(sys.argv[1]).read('xl/sharedStrings.xml').decode()))" "$work/report.xlsx"
}
cp "$work/mali.db" "$work/year.db"
same "one return of those that lead scheduled work" "1 fiche de collecte reçue sur 13 attendues version provisoire" "$(version | tr ' ' '\n' | xargs)"
"$jalon" report rapport-annuel $plan --year 2014 --date 2015-03-01 -o "$work/report.csv" --quiet --db "$work/year.db"
grep -q "R2014-CMSS" "$work/report.csv" && ! grep -q "R2014-CANAM.*non reçue" "$work/report.csv"
ok "the silent ones are in the report" $? "$(grep -c R2014 "$work/report.csv")"
"$jalon" form $plan --year 2014 -o "$work/year" --quiet
for file in "$work"/year/*.xlsx; do
    printf 'Activités\t*\tstate\tt:en cours\n' | fill stdlib "$file" "$file.filled"
    mv "$file.filled" "$file"
done
said "all of them" 0 "prise" "$jalon" import "$work/year" --db "$work/year.db" --date 2015-02-20
same "received is not validated" "14 fiches de collecte reçues sur 14 attendues version provisoire" "$(version | xargs)"
for id in $("$jalon" returns $plan --year 2014 --format csv --db "$work/year.db" --date 2015-03-01 | sed -n 's/,.*//;/^R2014-[A-Z]/p'); do
    for step in checked validated; do "$jalon" returns $plan --set "$id" $step --by "B. Keïta" --db "$work/year.db" --date 2015-02-25 --quiet; done
done
same "validated" "14 fiches de collecte reçues sur 14 attendues version définitive" "$(version | xargs)"
said "nothing is missing" 0 "rien ne manque" "$jalon" returns $plan --missing --year 2014 --db "$work/year.db" --date 2015-03-01

# ---- refused, at the cell; doubtful, and taken ----
bad=$work/bad.tsv # a pipe would lose the counts
refused() { # NAME PLACE FRAGMENT: the answers are in $bad
    fill stdlib "$form" "$work/bad.xlsx" < "$bad"
    said "$1" 1 "$2" "$jalon" import "$work/bad.xlsx" --db "$work/mali.db"
    grep -qF -- "$3" "$work/err"
    ok "$1: words" $? "$(head -2 "$work/err")"
}
A=Activités D=Dépenses
state() { echo "$A${tab}1.1.1.1${tab}state${tab}t:en cours"; }
sum=$(cksum < "$work/mali.db")
echo "$A${tab}1.1.1.1${tab}state${tab}t:presque" > "$bad"; refused "an unknown state" "Activités!G6" "attendu un de ces mots"
{ state; echo "$A${tab}1.1.1.1${tab}physical${tab}n:120"; } > "$bad"; refused "more than all" "Activités!H6" "de 0 à 100"
echo "$A${tab}1.1.1.1${tab}physical${tab}n:20" > "$bad"; refused "no state" "Activités!G6" "l'état manque"
{ state; echo "$A${tab}1.1.1.1${tab}quantity_done${tab}t:deux"; } > "$bad"; refused "a quantity in words" "Activités!J6" "« deux »"
{ state; echo "$A${tab}1.1.1.1${tab}quantity_done${tab}n:-2"; } > "$bad"; refused "a negative quantity" "Activités!J6" "négatif"
{ echo "Hors programme${tab}+02${tab}amount${tab}n:-7"; } > "$bad"; refused "a negative amount of other work" "Hors programme!E7" "négatif"
{ state; echo "$A${tab}1.1.1.1${tab}decided_on${tab}t:2014-02-30"; } > "$bad"; refused "a date that is none" "Activités!L6" "2014-02-30"
{ state; echo "$A${tab}1.1.1.1${tab}physical${tab}f:"; } > "$bad"; refused "a formula without a value" "Activités!H6" "formule sans valeur"
{ state; echo "$A${tab}1.1.1.1${tab}physical${tab}e:#REF!"; } > "$bad"; refused "an error" "Activités!H6" "#REF!"
echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:-5" > "$bad"; refused "a negative amount" "Dépenses!I6" "négatif"
echo "$D${tab}1.1.1.1|?${tab}paid${tab}t:dix" > "$bad"; refused "an amount in words" "Dépenses!I6" "attendu un montant de 0 ou plus ; n'écrivez que des chiffres"
echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:10.5" > "$bad"; refused "half a franc" "Dépenses!I6" "10.5"
echo "$D${tab}+03${tab}paid${tab}n:5" > "$bad"; refused "an amount of no activity" "Dépenses!B" "sans activité"
{ echo "$D${tab}+03${tab}paid${tab}n:5"; echo "$D${tab}+03${tab}activity_id${tab}t:4.1.1.1"; } > "$bad"; refused "an activity of another" "Dépenses!B" "4.1.1.1"
{ echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:5"; echo "$D${tab}1.1.1.1|?${tab}funder${tab}t:FMI"; } > "$bad"; refused "an unknown source" "Dépenses!D6" "UNICEF"
{ echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:5"; echo "$D${tab}+01${tab}paid${tab}n:6"; echo "$D${tab}+01${tab}activity_id${tab}t:1.1.1.1"; } > "$bad"; refused "the same source twice" "Dépenses" "déjà donné en I6"
{ state; echo "$A${tab}1.1.1.2${tab}delete${tab}t:"; } > "$bad"; refused "a line taken away" "Activités" "1.1.1.2"
{ state; echo "$A${tab}1.1.1.1${tab}insert${tab}t:réalisée"; } > "$bad"; refused "a line added" "Activités!G2" "Hors programme"
{ state; echo "$A${tab}1.1.1.2${tab}copy${tab}t:"; } > "$bad"; refused "a line copied" "Activités!B2" "deux fois"
{ state; echo "$A${tab}1.1.1.1${tab}code${tab}t:1.1.1.9"; } > "$bad"; refused "cells sorted without the others" "Activités!B6" "triées"
{ state; echo "$A${tab}1.1.1.1${tab}merge${tab}t:"; } > "$bad"; refused "merged cells" "Activités" "H6 à H7"
{ state; echo "Clé${tab}period${tab}hash${tab}t:x"; } > "$bad"; refused "a key changed by hand" "bad.xlsx" "Clé"
{ echo "Hors programme${tab}+02${tab}amount${tab}n:7"; } > "$bad"; refused "work without a title" "Hors programme!B" "vide"
same "nothing refused was written" "$sum" "$(cksum < "$work/mali.db")"

echo "not a workbook" > "$work/all/note.xlsx"
mkdir "$work/folder"
cp "$work/corrected.xlsx" "$work/all/note.xlsx" "$work/folder"
said "a folder, one file wrong" 1 "1 fiche refusée sur 2" "$jalon" import "$work/folder"
cp "$work/corrected.xlsx" "$work/twice.xlsx"
said "one return in two files" 1 "la même fiche" "$jalon" import "$work/corrected.xlsx" "$work/twice.xlsx" --dry-run
said "codes for programs" 1 '"outcome": "refused"' "$jalon" import "$work/all/note.xlsx" --format json
said "another workbook" 1 "n'en a pas la clé" sh -c "'$jalon' report bailleurs $plan --year 2013 -o '$work/b.xlsx' --quiet && '$jalon' import '$work/b.xlsx'"
said "no database is made" 3 "" "$jalon" import "$work/filled.xlsx" --db "$work/none.db"

# ---- doubtful: to be confirmed by the structure or by who imports, and kept ----
doubtful() { # NAME FRAGMENT: the answers are in $bad
    fill stdlib "$form" "$work/doubt.xlsx" < "$bad"
    said "$1" 1 "$2" "$jalon" import "$work/doubt.xlsx" --dry-run
    grep -q "à confirmer" "$work/out"
    ok "$1: to confirm" $?
}
{ echo "$D${tab}1.1.1.1|?${tab}ordered${tab}n:5"; echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:6"; } > "$bad"; doubtful "paid above ordered" "Dépenses!I6: à confirmer"
echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:40000001" > "$bad"; doubtful "above the allocation" "dotation de 40${thin}000${thin}000"
{ echo "$D${tab}1.1.1.1|?${tab}committed${tab}n:40000001"; echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:5"; } > "$bad"; doubtful "committed above the allocation" "engagement de 40${thin}000${thin}001 pour une dotation de 40${thin}000${thin}000"
same "said once" 1 "$(grep -c dotation "$work/err")"
{ echo "$D${tab}1.1.1.1|?${tab}committed${tab}n:50000000"; echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:40000001"; } > "$bad"; doubtful "both above it: the spending is said" "dépense de 40${thin}000${thin}001 pour une dotation de 40${thin}000${thin}000"
same "and said once" 1 "$(grep -c dotation "$work/err")"
echo "$D${tab}1.1.1.1|?${tab}committed${tab}n:40000000" > "$bad"; fill stdlib "$form" "$work/doubt.xlsx" < "$bad"
said "committed up to the allocation" 0 "prise" "$jalon" import "$work/doubt.xlsx" --dry-run
echo "$D${tab}1.2.1.4|?${tab}committed${tab}n:7" > "$bad"; doubtful "committed without an allocation" "engagement de 7 sans dotation cette année"
{ state; echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:5"; echo "$A${tab}1.1.1.1${tab}physical${tab}n:0"; } > "$bad"; doubtful "spent and nothing done" "rien n'est fait"
{ state; echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:0"; echo "$A${tab}1.1.1.1${tab}physical${tab}n:100"; } > "$bad"; doubtful "all done and nothing spent" "rien n'est dépensé"

cp "$work/mali.db" "$work/doubts.db"
export JALON_DB="$work/doubts.db"
echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:40000001" > "$bad"
fill stdlib "$form" "$work/doubt.xlsx" < "$bad"
said "how to confirm is said" 1 "1 chiffre à confirmer" "$jalon" import "$work/doubt.xlsx" --dry-run
said "a reason without a name" 2 "--by NOM" "$jalon" import "$work/doubt.xlsx" --confirm "avenant"
said "confirmed by who imports" 0 "prise" "$jalon" import "$work/doubt.xlsx" --confirm "avenant n° 3" --by "A. Diarra"
grep -qF "confirmé par A. Diarra" "$work/err"
ok "and said" $?
same "who, what and why are kept" "R2014-CANAM,above-allocation,1.1.1.1|?,40000001,40000000,A. Diarra,avenant n° 3" \
    "$("$jalon" export confirmations $plan | sed -n "s/^$plan,\(R2014.*\)$/\1/p")"
said "confirmed once, the same file again" 0 "inchangée" "$jalon" import "$work/doubt.xlsx"
sed 's/40000001/50000000/' "$bad" | fill stdlib "$form" "$work/doubt.xlsx"
said "another figure is another doubt" 1 "à confirmer" "$jalon" import "$work/doubt.xlsx"
{ sed 's/40000001/50000000/' "$bad"; echo "$D${tab}1.1.1.1|?${tab}confirmed${tab}t:avenant n° 4"; } | fill stdlib "$form" "$work/doubt.xlsx"
said "confirmed by the structure" 0 "confirmé par CANAM" "$jalon" import "$work/doubt.xlsx"
same "in the place of the other" "R2014-CANAM,above-allocation,1.1.1.1|?,50000000,40000000,CANAM,avenant n° 4" \
    "$("$jalon" export confirmations $plan | sed -n "s/^$plan,\(R2014.*\)$/\1/p")"
"$jalon" form $plan --year 2014 --period 2014-S1 --lead CANAM -o "$work/early.xlsx" --quiet
{ echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:9000"; state; echo "$A${tab}1.1.1.1${tab}physical${tab}n:40"; } | fill stdlib "$work/early.xlsx" "$work/early-filled.xlsx"
said "an earlier half-year" 0 "prise" "$jalon" import "$work/early-filled.xlsx"
echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:8000" | fill stdlib "$form" "$work/doubt.xlsx"
said "a cumulative amount that goes back" 1 "moins qu'à la période précédente (9${thin}000)" "$jalon" import "$work/doubt.xlsx"
{ state; echo "$A${tab}1.1.1.1${tab}physical${tab}n:30"; } > "$bad"
fill stdlib "$form" "$work/doubt.xlsx" < "$bad"
said "progress that goes back" 1 "l'avancement recule : 30 %, après 40 % en 2014-S1" "$jalon" import "$work/doubt.xlsx"
said "it may be right" 0 "prise" "$jalon" import "$work/doubt.xlsx" --confirm "recompté" --by "A. Diarra"
said "and is still doubtful, and still confirmed" 0 "inchangée" "$jalon" import "$work/doubt.xlsx"
export JALON_DB="$work/mali.db"

# ---- the copy to send back ----
python_reads() { # FILE SHEET CELL: its value, and its note
    "$python" - "$@" << 'END'
import sys, openpyxl
cell = openpyxl.load_workbook(sys.argv[1])[sys.argv[2]][sys.argv[3]]
print(cell.value, "|", cell.comment.text if cell.comment else "")
END
}
mkdir "$work/back"
{ state; echo "$A${tab}1.1.1.1${tab}physical${tab}n:120"; echo "$A${tab}1.1.1.1${tab}comment${tab}t:à l'heure"
  echo "$D${tab}1.1.1.2|?${tab}paid${tab}n:40000001"; echo "$D${tab}+02${tab}activity_id${tab}t:1.1.1.4"; echo "$D${tab}+02${tab}paid${tab}t:beaucoup"
} | fill stdlib "$form" "$work/wrong.xlsx"
sum=$(cksum < "$work/wrong.xlsx")
said "a copy is written" 1 "wrong-a-corriger.xlsx" "$jalon" import "$work/wrong.xlsx" --copies "$work/back"
same "the file received is not touched" "$sum" "$(cksum < "$work/wrong.xlsx")"
rm -f "$work/wrong-a-corriger.xlsx"
said "a dry run writes none" 1 "à corriger" sh -c "'$jalon' import '$work/wrong.xlsx' --dry-run; echo à corriger; exit 1"
[ ! -e "$work/wrong-a-corriger.xlsx" ]
ok "none is there" $?
said "it is refused as it is" 1 "de 0 à 100" "$jalon" import "$work/back/wrong-a-corriger.xlsx" --copies "$work/back"
[ -s "$work/back/wrong-a-corriger-2.xlsx" ]
ok "the copy of a copy has a number" $?
"$jalon" import "$work/wrong.xlsx" --copies "$work/back" > "$work/out" 2> "$work/err"
grep -q "/wrong-a-corriger.xlsx" "$work/err"
ok "the same copy is not written twice" $? "$(cat "$work/err")"
cp "$work/filled.xlsx" "$work/back/wrong-a-corriger.xlsx"
said "a copy that came back is not written over" 1 "wrong-a-corriger-3.xlsx" "$jalon" import "$work/wrong.xlsx" --copies "$work/back"
cmp -s "$work/filled.xlsx" "$work/back/wrong-a-corriger.xlsx"
ok "it is as it came" $?
mv "$work/back/wrong-a-corriger-3.xlsx" "$work/back/wrong-a-corriger.xlsx"
said "where no copy can be written" 1 "la copie annotée ne s'écrit pas" "$jalon" import "$work/wrong.xlsx" --copies "$work/mali.db"
said "a folder leaves copies aside" 1 "laissé de côté" "$jalon" import "$work/back" --dry-run
copy=$work/back/wrong-a-corriger.xlsx
cat > "$work/fix" << END
$A${tab}1.1.1.1${tab}physical${tab}n:60
$D${tab}1.1.1.2|?${tab}confirmed${tab}t:achat groupé
$D${tab}+02${tab}paid${tab}n:700
END
fill stdlib "$copy" "$work/fixed.xlsx" < "$work/fix"
cp "$work/mali.db" "$work/copy.db"
said "corrected in the copy" 0 "prise" "$jalon" import "$work/fixed.xlsx" --db "$work/copy.db"
same "all that was answered came back" "1.1.1.2,,2014,paid,number,40000001 1.1.1.4,,2014,paid,number,700" \
    "$("$jalon" export spending $plan --db "$work/copy.db" | sed -n "s/^$plan,\(.*,2014,.*\),R2014-CANAM$/\1/p" | tr '\n' ' ' | sed 's/ $//')"
"$jalon" export progress $plan --db "$work/copy.db" | grep -q "1.1.1.1,2014,received,under_way,60,,,,à l'heure"
ok "words too" $?
if "$python" -c 'import openpyxl' 2> /dev/null; then
    python_reads "$copy" "Activités" H6 > "$work/out"
    grep -q '^120 | .*de 0 à 100' "$work/out"
    ok "the cell has its value and what is wrong" $? "$(cat "$work/out")"
    same "the list has the cell, here and there" "À corriger Activités H6 H6" \
        "$("$python" -c "import sys, openpyxl
rows = openpyxl.load_workbook(sys.argv[1])['À corriger'].iter_rows(values_only=True)
print(*next(r for r in rows if r[0] == '1')[1:5])" "$copy")"
fi

fill stdlib "$work/en.xlsx" "$work/english.xlsx" << END
Activities${tab}1.1.1.1${tab}state${tab}t:under way
Activities${tab}1.1.1.1${tab}physical${tab}n:120
Spending${tab}1.1.1.1|?${tab}funder${tab}t:State
Spending${tab}1.1.1.1|?${tab}paid${tab}n:5
END
said "a form in English, refused" 1 "de 0 à 100" "$jalon" import "$work/english.xlsx" --copies "$work/back"
echo "$A${tab}1.1.1.1${tab}physical${tab}n:60" | fill stdlib "$work/back/english-a-corriger.xlsx" "$work/english.xlsx"
said "its copy in French is a form" 0 "1/19" "$jalon" import "$work/english.xlsx" --dry-run

# ---- CSV: the same checks, the same rules ----
cat > "$work/canam.csv" << 'END'
plan;period;sender;sheet;code;state;physical;activity_id;funder;committed;paid;result_id;title;amount;comment;confirmed
pan-eps-2011-2015;2014;CANAM;activities;1.1.1.1;En cours;62,5;;;;;;;;à l'heure;
pan-eps-2011-2015;2014;CANAM;spending;;;;1.1.1.1;État;12 600 000;9500000;;;;;
pan-eps-2011-2015;2014;CANAM;spending;;;;1.1.1.4;unicef;;ND;;;;;
pan-eps-2011-2015;2014;CANAM;extra;;;;;;;;1.1.1;Mission à Ségou;1250000;;
END
cp "$work/mali.db" "$work/copy.db"
said "a CSV file" 0 "prise" "$jalon" import "$work/canam.csv" --db "$work/copy.db"
same "its amounts" "1.1.1.1,etat,2014,committed,number,12600000 1.1.1.1,etat,2014,paid,number,9500000 1.1.1.4,unicef,2014,paid,missing," \
    "$("$jalon" export spending $plan --db "$work/copy.db" | sed -n "s/^$plan,\(.*,2014,.*\),R2014-CANAM$/\1/p" | tr '\n' ' ' | sed 's/ $//')"
"$jalon" export progress $plan --db "$work/copy.db" | grep -q "1.1.1.1,2014,received,under_way,62.5,,,,à l'heure"
ok "its progress" $?
{ printf '\357\273\277'; sed 's/;/,/g; s/62,5/"62,5"/' "$work/canam.csv"; } > "$work/commas.csv"
said "with commas and a BOM" 0 "inchangée" "$jalon" import "$work/commas.csv" --db "$work/copy.db"
csv() { # NAME CODE FRAGMENT SED-SCRIPT
    sed "$4" "$work/canam.csv" > "$work/bad.csv"
    said "$1" "$2" "$3" "$jalon" import "$work/bad.csv" --db "$work/copy.db" --copies "$work/back"
}
iconv -f UTF-8 -t ISO-8859-1 "$work/canam.csv" > "$work/bad.csv"
said "a CSV in another encoding" 1 "bad.csv:2:15: erreur : trouvé « � l'heure »" "$jalon" import "$work/bad.csv" --db "$work/copy.db"
same "is said once" 1 "$(grep -c "bad.csv:" "$work/err")"
csv "an unknown column" 1 "vouliez-vous écrire « committed »" 's/committed/comitted/'
csv "a CSV without a key" 1 "la colonne « sender » manque" 's/sender;/title;/;s/result_id;title/result_id;comment/'
csv "a line of someone else" 1 "bad.csv:3:3" '3s/CANAM/CMSS/'
csv "a word that is no state" 1 "bad.csv:2:6" 's/En cours/presque/'
csv "a negative amount in CSV" 1 "bad.csv:3:11" 's/9500000/-5/'
csv "a line cut short" 1 "cellules, l'en-tête en a 16" '4s/;;;;;;*$//'
csv "a period that is none" 1 "n'est pas une période" 's/;2014;/;2014-X;/'
csv "a year outside" 1 "hors du plan" 's/;2014;/;2024;/'
csv "an unknown plan" 1 "n'est pas dans la base" 's/pan-eps-2011-2015;/pan;/'
csv "a structure that leads nothing" 1 "ne pilote aucune activité" 's/;CANAM;/;BAD;/'
csv "a doubt in CSV" 1 "bad.csv:3:8: à confirmer" 's/9500000/95000000/;s/12 600 000//'
csv "confirmed in CSV" 0 "confirmé par CANAM" 's/9500000/95000000/;s/12 600 000//;3s/;$/;avenant/'
[ -s "$work/back/bad-a-corriger.xlsx" ]
ok "a CSV file is sent back as a form" $?
: > "$work/empty.csv"
said "an empty CSV" 1 "vide" "$jalon" import "$work/empty.csv"
echo "$D${tab}1.1.1.1|?${tab}paid${tab}n:40000009" | fill stdlib "$form" "$work/doubt.xlsx"
said "codes for programs" 1 '"outcome": "to_confirm"' "$jalon" import "$work/doubt.xlsx" --format json --dry-run --db "$work/doubts.db"
end
