#!/bin/sh
# The command line from end to end: the shipped data, bad packages, bad databases, bad usage.
# Usage: tests/test_cli.sh [JALON]; run from the root of the repository.
set -u
case ${1:-build/jalon} in
/*) jalon=${1} ;;
*) jalon=$PWD/${1:-build/jalon} ;;
esac
[ -x "$jalon" ] || { echo "$jalon: no such program"; exit 1; }
root=$PWD
plan=pan-eps-2011-2015
demo=demo-pan-eps-2011-2013
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset JALON_DB LANGUAGE
export SOURCE_DATE_EPOCH=1400000000
passed=0
failed=0

ok() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1${3:+: $3}"
    fi
}

# case NAME CODE FRAGMENT ARGS...: runs jalon; the exit code, and a fragment of stderr (of stdout when the code is 0 or the
# fragment starts with "out:") must be as said. Standard output and error stay in $work/out and $work/err.
case_() {
    name=$1 code=$2 fragment=$3
    shift 3
    "$jalon" "$@" > "$work/out" 2> "$work/err"
    got=$?
    if [ $got != "$code" ]; then
        ok "$name" 1 "code $got, not $code: $(head -2 "$work/err")"
        return
    fi
    where=err
    [ "$code" = 0 ] && where=out
    case $fragment in out:*) where=out fragment=${fragment#out:} ;; esac
    [ -z "$fragment" ] || grep -qF -- "$fragment" "$work/$where"
    ok "$name" $? "no « $fragment » in: $(head -2 "$work/$where")"
}

same() { # NAME EXPECTED GOT
    [ "$2" = "$3" ]
    ok "$1" $? "expected $2, got $3"
}

silent() { # NAME: nothing on stderr
    [ ! -s "$work/err" ]
    ok "$1" $? "$(head -2 "$work/err")"
}

# ---- load ----
db=$work/mali.db
case_ "load the plan" 0 "budgets" load data/$plan --db "$db"
silent "load says nothing on stderr"
sum=$(cksum < "$db")
case_ "load again changes nothing" 0 "rien n'a changé" load data/$plan --db "$db"
same "load again writes no byte" "$sum" "$(cksum < "$db")"
case_ "data alone, its plan being there" 0 "spending" load data/$demo --db "$db"
case_ "load as json" 0 "[]" load data/$plan data/$demo --db "$db" --format json
case_ "load --quiet" 0 "" load data/$plan --db "$db" --quiet
same "load --quiet says nothing" "" "$(cat "$work/out" "$work/err")"
case_ "packages in any order" 0 "spending" load data/$demo data/$plan --db "$work/order.db"
case_ "data without its plan" 1 "data/$demo/datapackage.json: erreur : le plan « $plan » n'est pas dans la base" load data/$demo --db "$work/alone.db"
[ ! -e "$work/alone.db" ]
ok "a refused load leaves no database" $?
case_ "the same package twice" 1 "deux fois" load data/$plan data/$plan --db "$db"
case_ "a folder that is not there" 2 "nulle-part: erreur : " load nulle-part --db "$db"
case_ "a database in a folder that is not there" 3 "nulle-part/x.db" load data/$plan --db nulle-part/x.db
case_ "load nothing" 2 "usage" load --db "$db"

cp -r data/$plan "$work/edited"
sed -i '2s/,"Les fonctionnaires,/,"TOUS les fonctionnaires,/' "$work/edited/results.csv"
cp "$db" "$work/edited.db"
case_ "one changed title" 0 "results" load "$work/edited" --db "$work/edited.db" --format csv
same "is one changed row" "results,0,1,0" "$(tail -1 "$work/out")"
sum=$(cksum < "$work/edited.db")
sed -i '/^1\.1\.2\.3,/d' "$work/edited/results.csv" "$work/edited/budgets.csv" "$work/edited/roles.csv" "$work/edited/leads.csv"
sed -i '/1\.1\.2\.3/d' "$work/edited/claims.csv"
case_ "removing a node that returns name" 1 "1.1.2.3" load "$work/edited" --db "$work/edited.db"
same "refused means unchanged" "$sum" "$(cksum < "$work/edited.db")"

# Each bad package: refused, at the place its list says.
sed 1d tests/hostile/packages.csv | while IFS=, read -r package place _; do echo "$package $place"; done > "$work/packages"
while read -r package place; do
    case_ "bad package $package" 1 "$place" load "tests/hostile/$package" --db "$work/bad.db"
done < "$work/packages"
[ ! -e "$work/bad.db" ]
ok "no bad package leaves a database" $?

bad() { # NAME PLACE FILE SED: the plan with one file spoilt
    rm -rf "$work/bad"
    cp -r data/$plan "$work/bad"
    sed -i "$4" "$work/bad/$3"
    case_ "$1" 1 "$work/bad/$2: erreur : " load "$work/bad" --db "$work/bad.db"
}
bad "an unknown parent" results.csv:5:2 results.csv '5s/,1\.1\.1,/,1.1.9,/'
bad "an unknown level" results.csv:5:3 results.csv '5s/,activity,/,task,/'
bad "a year outside the plan" budgets.csv:2:2 budgets.csv '2s/,2011,/,2031,/'
bad "an amount in words" budgets.csv:2:3 budgets.csv '2s/,2011,0,/,2011,zéro,/'
bad "an unknown funder" financing.csv:2:2 financing.csv '2s/,etat,/,etatt,/'
bad "a key twice" budgets.csv:3:1 budgets.csv '3s/.*/1.1.1.1,2011,0,001,5837/'
bad "a budget on a node that is no activity" budgets.csv:2:1 budgets.csv '2s/^1\.1\.1\.1,/1.1.1,/'
bad "an unknown template" datapackage.json#/jalon/templates/2 datapackage.json 's/"bailleurs"/"bailleur"/'
grep -qF "« bailleur » inconnu ; vouliez-vous écrire « bailleurs » ? ; attendu : avancement, bailleurs," "$work/err"
ok "the templates there are, and the nearest" $? "$(head -1 "$work/err")"
same "an unknown template is said once" 1 "$(grep -c inconnu "$work/err")"


# A revision is the new allocation, not the difference.
rm -rf "$work/bad" && cp -r data/$demo "$work/bad"
sed -i '2s/,[0-9]*$/,-5/' "$work/bad/revisions.csv"
case_ "a revision below zero" 1 "revisions.csv:2:7: erreur : colonne « amount » : trouvé « -5 », un nombre négatif" \
    load data/$plan "$work/bad" --db "$work/bad.db"
case_ "what a revision takes" 0 "out:unités entières de la monnaie, 0 ou plus" help load revisions

# A spreadsheet and an editor that do not write UTF-8: one message for each file, whatever its accents.
rm -rf "$work/bad" && cp -r data/$demo "$work/bad"
for file in spending.csv progress.csv textes.md; do
    iconv -c -f UTF-8 -t WINDOWS-1252 "data/$demo/$file" > "$work/bad/$file"
done
case_ "files in another encoding" 1 "progress.csv:" load data/$plan "$work/bad" --db "$work/bad.db"
for file in spending.csv progress.csv textes.md; do
    grep -qE "^$work/bad/$file:[0-9]+:[0-9]+: erreur : .*n'est pas de l'UTF-8 ; .*LibreOffice" "$work/err"
    ok "$file: where, and how to save it" $? "$(grep "$file" "$work/err" | head -1)"
    same "$file: said once" 1 "$(grep -c "/$file:" "$work/err")"
done

# ---- what is there ----
export JALON_DB="$db"
case_ "plans" 0 "192 activités" plans
case_ "plans as csv" 0 "axis:4 outcome:12 output:51 activity:192" plans --format csv
case_ "plans as json" 0 '"first_year": 2011, "last_year": 2015' plans --format json
case_ "tree" 0 "extrant 1.1.1" tree $plan
case_ "tree of a node" 0 "12 600 000" tree $plan --result 1.1.1
case_ "tree of a year" 0 "PM" tree --year 2013 $plan
case_ "a printed code that differs" 0 ".2.3.1.3 [2.3.1.3]" tree $plan --result 2.3.1
case_ "tree as csv" 0 "plan,id,parent,level,position,code_printed,title,year,state,amount,pm,missing,activities" tree $plan --format csv
same "tree adds up" 87765600000 "$(sed -n 2p "$work/out" | awk -F, '{ print $(NF - 3) }')"
case_ "an option with its value in one word" 0 "1327000000" tree $plan --year=2013 --format=csv

header() { # TABLE COLUMNS
    case_ "export $1" 0 "$2" export "$1" $plan
    same "header of $1" "$2" "$(head -1 "$work/out")"
}
header results plan,id,parent,level,position,code_printed,title,doc,line
header budgets plan,activity_id,code_printed,outcome,output,position,year,state,amount,doc,line
same "budgets: a row per activity and year" 960 "$(($(wc -l < "$work/out") - 1))"
same "budgets add up" 87765600000 "$(awk -F, 'NR > 1 { s += $9 } END { printf "%.0f", s }' "$work/out")"
header financing plan,result_id,funder,year,state,amount,doc,line
header indicators plan,result_id,level,position,indicator,direction,unit,kind,baseline_text,baseline_value,baseline_year,target_text,target_value,target_year,verification,assumptions,doc,line
header claims plan,kind,about,year,printed_text,printed_value,doc,line
header spending plan,activity_id,funder,period,stage,state,amount,source
header progress plan,activity_id,period,status,state,physical,quantity_planned,quantity_done,unit,comment,source
header mobilisation plan,funder,result_id,year,status,state,amount,source
header revisions plan,number,date,result_id,funder,year,amount,decision
case_ "export as a workbook" 0 "table écrite" export spending $plan -o "$work/t.xlsx"
case_ "export to another kind of file" 2 "finit par .xlsx" export spending $plan -o "$work/t.ods"
case_ "export as text" 0 "code imprimé" export results $plan --format text
case_ "export as json" 0 '"year": 2011, "state": "number", "amount": 0, "doc": "001", "line": 5837}' export budgets $plan --format json
if command -v python3 > /dev/null; then
    for table in results budgets claims progress; do
        "$jalon" export $table $plan --format json | python3 -c 'import json, sys; assert len(json.load(sys.stdin)) > 100'
        ok "json of $table" $?
    done
    "$jalon" explain $plan taux-execution-physique --year 2012 --format json | python3 -c 'import json, sys; json.load(sys.stdin)["items"][0]["value"]'
    ok "json of explain" $?
fi

# ---- check ----
"$jalon" check $plan --format csv > "$work/out" 2> "$work/err"
code=$?
same "header of check" rule,severity,finding,cause,about,year,printed,computed,difference,doc,line,doc_2,line_2,message "$(head -1 "$work/out")"
errors=$(cut -d, -f2 "$work/out" | grep -cx error)
same "check ends with 1 if and only if there is an error" "$([ "$errors" -gt 0 ] && echo 1 || echo 0)" $code
"$jalon" check $plan > "$work/out"
same "no line of check ends or begins amid a quotation, a unit or a place" 0 "$(grep -Ec '^ *(»|[:;!?%]( |$))|(«|[( ]l\.)$' "$work/out")"
number=$("$jalon" check $plan | sed -n 's/^\([0-9]*\)\. Axe 4, 2011 .*/\1/p')
case_ "check numbers its findings and names causes by number" $code "out: n° $number (30" check $plan
case_ "check as csv names causes by id" $code "out: two-tables/1/2011 (−10" check $plan --format csv
case_ "check as json lists causes" $code 'out: "causes": ["two-tables/4/2011", "two-tables/1/2011"]' check $plan --format json
case_ "check for people counts" $code "out: $errors erreur" check $plan

# ---- compute, explain ----
case_ "compute" 0 "Taux d'exécution financière" compute $plan --year 2012
case_ "compute as csv" 0 "$plan,taux-execution-financiere,,plan,,paid," compute $plan --year 2012 taux-execution-financiere --format csv
same "header of compute" plan,indicator,result_id,level,funder,stage,base,dimension,period,year,state,value,unit,numerator,denominator,reported,expected,light,reason "$(head -1 "$work/out")"
same "every node, then by funder" 260 "$(sed 1d "$work/out" | awk -F, '$5 == ""' | wc -l)"
case_ "a rate has 12 digits" 0 "," compute $plan --year 2012 taux-execution-financiere --format csv
sed -n 2p "$work/out" | cut -d, -f12 | grep -Eqx '0\.[0-9]{12}'
ok "a rate has 12 digits after the point" $? "$(sed -n 2p "$work/out")"
case_ "compute before any return" 0 "missing" compute $plan --year 2012 --date 2011-06-30 --format csv
case_ "who is covered, before the plan" 0 "bénéficiaires 2010" compute $plan --year 2010 taux-couverture
case_ "the same explained" 0 "l. 1942" explain $plan taux-couverture --year 2010 --item 1
case_ "a year before the plan, nothing named" 2 "va de 2011 à 2015" compute $plan --year 2010
case_ "a year after the plan, nothing named" 2 "va de 2011 à 2015" compute $plan --year 2016
case_ "who is covered, after the plan" 2 "va de 2011 à 2015" compute $plan --year 2016 taux-couverture
case_ "nothing else is known before the plan" 2 "va de 2011 à 2015" compute $plan --year 2010 taux-mobilisation
case_ "nor who is covered, two years before" 2 "va de 2011 à 2015" compute $plan --year 2009 taux-couverture
case_ "words of the data in English" 0 "mutual health organisations, Bamako: people covered" compute $plan --year 2011 taux-couverture --lang en
case_ "a difference is over the sources that have both stages" 0 "sources qui ont aussi le stade « payé »" \
    explain $plan solde-a-payer --year 2013
cp -R data/$plan "$work/scaled"
echo "scale,,1000000" >> "$work/scaled/settings.csv"
case_ "a plan in millions" 0 "" load "$work/scaled" data/$demo --db "$work/scaled.db"
case_ "amounts in millions" 0 "montants en millions de FCFA" compute $plan --year 2012 evolution-depense --db "$work/scaled.db"
case_ "whole amounts for programs" 0 ",partial,8097364000,XOF," compute $plan --year 2012 evolution-depense --format csv --db "$work/scaled.db"
echo "scale,,mille" >> "$work/scaled/settings.csv"
case_ "a scale that is not one" 1 "attendu 1, 1000 (milliers)" load "$work/scaled" --db "$work/scaled.db"
for row in "stage,,pay:attendu l'un de ces codes : committed, liquidated, ordered, paid" "lights,,vert:uemoa, simple" \
    "base,,revue:auto, planned, initial, revised"; do
    cp data/$plan/settings.csv "$work/scaled/settings.csv"
    sed -i "/^${row%%,*},,/d" "$work/scaled/settings.csv"
    echo "${row%%:*}" >> "$work/scaled/settings.csv"
    case_ "a setting that is not one: ${row%%:*}" 1 "${row#*:}" load "$work/scaled" --db "$work/scaled.db"
done
cp data/$plan/settings.csv "$work/scaled/settings.csv"
sed -i '2s/,row-total,/,rowtotal,/' "$work/scaled/claims.csv"
case_ "a claim that no rule compares" 1 "vouliez-vous écrire « row-total »" load "$work/scaled" --db "$work/scaled.db"
sed -i '2s/,rowtotal,/,,/' "$work/scaled/claims.csv"
case_ "no code" 1 "cellule vide, attendu l'un de ces codes : row-total, subtotal" load "$work/scaled" --db "$work/scaled.db"
case_ "columns of a table" 0 "unknown, planned, executed" help load recommendations
case_ "columns in English" 0 "column may be left out" help load coverage --lang en
case_ "names of the tables" 0 "Tables : results, structures" help export
case_ "a table that is not one" 2 "vouliez-vous écrire « targets »" help load target
case_ "a table of another command" 2 "ne prend rien de plus" help tree results
case_ "compute at mid-year" 0 ",2013-S1,2013," compute $plan --year 2013 --period 2013-S1 --format csv
"$jalon" compute $plan --year 2012 --date 2014-05-13 > "$work/dated"
"$jalon" compute $plan --year 2012 > "$work/out"
cmp -s "$work/dated" "$work/out"
ok "SOURCE_DATE_EPOCH is a date" $?
case_ "explain" 0 "document 001, l. " explain $plan taux-execution-financiere --year 2012 --result 1.1
case_ "explain names returns" 0 "fiche R2012-CANAM" explain $plan taux-execution-financiere --year 2012 --result 1.1
case_ "English groups thousands its own way" 0 "17,419,500,000 (132/132 activities; 59 PM)" \
    explain $plan taux-execution-financiere --year 2013 --lang en
case_ "explain tells what is missing" 0 "Ce qui manque" explain $plan taux-execution-financiere --year 2012
case_ "explain a funder" 0 "source de financement : État" explain $plan taux-mobilisation --year 2012 --funder etat
case_ "explain as csv" 0 "plan,indicator,year,role,measure,result_id,funder,state,value,doc,line,return,sender,period,received_on,origin,why,file,sheet,cell" \
    explain $plan taux-execution-financiere --year 2012 --format csv

# ---- report ----
case_ "report: another ending" 2 ".pdf, .xlsx ou .csv" report bailleurs $plan --year 2012 -o "$work/x.docx"
case_ "report: another plan's template" 2 "rapports de ce plan : " report recommandations $plan --year 2012 -o "$work/x.pdf"
case_ "report: no output" 2 "-o FICHIER" report bailleurs $plan --year 2012
for end in csv xlsx pdf; do
    case_ "report as $end" 0 "rapport écrit" report bailleurs $plan --year 2012 -o "$work/r.$end"
    cp "$work/r.$end" "$work/first.$end" 2> /dev/null
    case_ "report as $end again" 0 "" report bailleurs $plan --year 2012 -o "$work/r.$end" --quiet
    cmp -s "$work/r.$end" "$work/first.$end"
    ok "report as $end: the same bytes" $?
done
case_ "report into a folder that is not there" 3 "nulle-part" report bailleurs $plan --year 2012 -o "$work/nulle-part/x.pdf"

# ---- wrong usage ----
case_ "no command" 2 "il manque une commande"
case_ "an unknown command" 2 "« tree »" tre $plan
case_ "an unknown option" 2 "« --year »" tree $plan --yaer 2013
case_ "an option that has no sense here" 2 "--funder" tree $plan --funder etat
case_ "an option without value" 2 "il manque une valeur" tree $plan --year
case_ "an option twice" 2 "deux fois" tree $plan --year 2012 --year 2013
case_ "an unknown plan" 2 "plans chargés : $plan" tree pan-eps
case_ "an unknown table" 2 "tables : " export budget $plan
case_ "an unknown year" 2 "2011" tree $plan --year 2031
case_ "not a year" 2 "n'est pas une année" tree $plan --year 13
case_ "an unknown node" 2 "n'est pas dans le plan" tree $plan --result 9.9
case_ "an unknown indicator" 2 "indicateurs : " compute $plan --year 2012 taux
case_ "an unknown funder in explain" 2 "sources : " explain $plan taux-mobilisation --year 2012 --funder eta
case_ "an unknown period" 2 "période" compute $plan --year 2012 --period 2012-S9
case_ "a period of another year" 2 "n'est pas une période de 2012" compute $plan --year 2012 --period 2013-S1
case_ "compute without a year" 2 "--year" compute $plan
case_ "not a date" 2 "--date" compute $plan --year 2012 --date 2014-02-30
case_ "not a language" 2 "fr|en" plans --lang de
case_ "not a format" 2 "text|csv|json" plans --format xml
case_ "too many arguments" 2 "est de trop" tree $plan x
case_ "help for nothing" 2 "« tree »" help tre

# ---- bad databases ----
case_ "no database" 3 "jalon load" plans --db "$work/none.db"
[ ! -e "$work/none.db" ]
ok "reading makes no database" $?
cp "$db" "$work/damaged.db"
dd if=/dev/urandom of="$work/damaged.db" bs=4096 seek=1 count=60 conv=notrunc 2> /dev/null
case_ "a damaged database" 3 "damaged.db" plans --db "$work/damaged.db"
case_ "a damaged database: export" 3 "erreur" export budgets $plan --db "$work/damaged.db"
head -c 20000 "$db" > "$work/short.db"
case_ "a database cut short" 3 "erreur" export budgets $plan --db "$work/short.db"
echo "ceci n'est pas une base" > "$work/text.db"
case_ "a file that is no database" 3 "text.db" plans --db "$work/text.db"
cp "$db" "$work/newer.db"
printf '\000\000\003\347' | dd of="$work/newer.db" bs=1 seek=60 conv=notrunc 2> /dev/null
case_ "a newer database" 3 "plus récente" plans --db "$work/newer.db"
case_ "a newer database: load" 3 "plus récente" load data/$plan --db "$work/newer.db"
mkdir "$work/share"
cp "$db" "$work/share/copy.db"
chmod a-w "$work/share/copy.db" "$work/share"
case_ "a read-only copy" 0 "pan-eps" plans --db "$work/share/copy.db" --format csv
case_ "a read-only copy computes" 0 "taux" compute $plan --year 2012 --db "$work/share/copy.db" --format csv
same "a read-only copy gets no file beside it" copy.db "$(ls -A "$work/share")"
chmod u+w "$work/share"

# ---- stdout that fails ----
for arguments in plans "tree $plan" "export budgets $plan" "check $plan" "compute $plan --year 2012" help; do
    # shellcheck disable=SC2086
    "$jalon" $arguments > /dev/full 2> "$work/err"
    same "full disk: $arguments" 3 $?
    grep -q "ne s'écrit pas" "$work/err"
    ok "full disk: $arguments: says so" $?
done
mkfifo "$work/pipe"
{ "$jalon" export budgets $plan > "$work/pipe" 2> "$work/err"; echo $? > "$work/code"; } &
exec 3< "$work/pipe"
exec 3<&-
wait
same "closed pipe" 3 "$(cat "$work/code")"
silent "closed pipe: no message"

# ---- help ----
case_ "help" 0 "Commandes :" help
case_ "--help" 0 "Commandes :" --help
case_ "--version" 0 "jalon " --version
french="[éèêàçùôîâûÉ«»]|(^|[^[:alpha:]])(le|la|les|des|une|dans|avec|pour|sinon|fichier|erreur)([^[:alpha:]]|\$)"
"$jalon" help --lang en > "$work/out"
! grep -iE "$french" "$work/out"
ok "no French in the English help" $?
for command in $("$jalon" help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
    case_ "help $command" 0 "Usage : jalon $command" help "$command"
    case_ "$command --help" 0 "Exemples :" "$command" --help
    ! sed '/^Exemples/,$d' "$work/out" | grep -qE '^ *(;|:|!|\?|»)|«$'
    ok "no line of the help of $command begins or ends with a sign of its neighbour" $?
    "$jalon" help "$command" --lang en > "$work/out"
    ! grep -iE "$french" "$work/out"
    ok "no French in the English help of $command" $?
    # The examples are what people try first: they work on the shipped data.
    mkdir -p "$work/examples" && cd "$work/examples" && ln -sfn "$root/data" data
    sed -n '/^Examples:/,$p' "$work/out" | sed -n 's/^  jalon //p' > "$work/examples.txt"
    [ "$command" != import ] || for form in canam-2014.xlsx fiches-2014-S1/*.xlsx; do # what the examples of form wrote
        printf 'Activités\t*\tstate\tt:en cours\n' | /usr/bin/python3 "$root/tests/fill.py" stdlib "$form" "$form.filled"
        mv "$form.filled" "$form"
    done
    while read -r example; do
        eval "\"$jalon\" $example" > "$work/out" 2> "$work/err" < /dev/null
        code=$?
        [ $code = 0 ] || { [ "$command" = check ] && [ $code = 1 ]; }
        ok "example: jalon $example" $? "code $code: $(head -2 "$work/err")"
    done < "$work/examples.txt"
    cd "$root" || exit 1
done
case_ "an error in English" 2 "jalon: error: " tree pan-eps --lang en
! grep -iE "$french" "$work/err"
ok "no French in an English error" $?
case_ "a place in English" 1 "results.csv:2:6: error: " load tests/hostile/csv-control-character --lang en --db "$work/bad.db"

"$jalon" load tests/data/hard/plan tests/data/hard/returns --db "$work/hard.db" --quiet > /dev/null 2>&1
hard=$("$jalon" plans --db "$work/hard.db" --format csv | sed -n '2s/,.*//p')
case_ "explain lists an activity without a known cost" 0 "base non disponible" \
    explain "$hard" taux-execution-financiere --year 2022 --result 4.5 --date 2023-06-30 --db "$work/hard.db"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
