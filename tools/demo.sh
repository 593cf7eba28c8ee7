#!/bin/sh
# The demonstration: the real plan and its fictional returns, loaded, checked, computed and printed.
# Usage: demo.sh JALON FOLDER; run from the root of the repository. FOLDER is made again each time.
set -eu
jalon=$1
out=$2
plan=pan-eps-2011-2015
year=2013
date=2014-03-31
export LC_ALL=C.UTF-8
unset JALON_DB SOURCE_DATE_EPOCH
mkdir -p "$out"
rm -f "$out"/jalon.db* "$out"/*.pdf "$out"/*.xlsx "$out"/*.csv "$out"/*.txt
on() { "$jalon" "$@" --db "$out/jalon.db" --date $date; }
now() { date +%s%3N; }

echo
echo "1. Chargement de data/$plan, des populations de data/reference-mali et des fiches fictives de data/demo-pan-eps-2011-2013"
start=$(now)
on load data/$plan data/demo-pan-eps-2011-2013 data/reference-mali > "$out/chargement.txt"
loaded=$(now)
sed -n 1p "$out/chargement.txt"
on plans

echo
echo "2. Vérification du document (jalon check)"
code=0
on check $plan > "$out/constats.txt" || code=$?
[ $code -le 1 ] || exit $code
on check $plan --format csv > "$out/constats.csv" || [ $? = 1 ]
tail -n 1 "$out/constats.txt"
[ $code = 0 ] || echo "Le code de sortie est 1, comme prévu : le document imprimé contient des erreurs, listées dans constats.txt."

echo
echo "3. Indicateurs de l'année $year (jalon compute)"
checked=$(now)
on compute $plan --year $year --format csv > "$out/indicateurs-$year.csv"
computed=$(now)
on compute $plan --year $year taux-execution-financiere taux-execution-physique taux-mobilisation | awk '
    NF == 0 { blank = 1; next }
    blank && !/^résultat/ { title = $0 }
    { blank = 0 }
    /^plan / && !/^plan · / { sub(/^plan +/, ""); sub(/ +$/, ""); gsub(/  +/, "   "); print "  " title " : " $0 }'

echo
echo "4. Rapports de l'année $year, arrêtés au $date (jalon report)"
printing=$(now)
for report in rapport-annuel.pdf bailleurs.xlsx; do
    on report "${report%.*}" $plan --year $year -o "$out/$report" --quiet
done
printed=$(now)
for report in tableau-de-bord.pdf coherence.pdf rapport-annuel.xlsx rapport-annuel.csv bailleurs.pdf bailleurs.csv coherence.xlsx coherence.csv; do
    on report "${report%.*}" $plan --year $year -o "$out/$report" --quiet
done
for table in budgets financing; do on export $table $plan > "$out/$table.csv"; done

echo "Durée : charger $((loaded - start)) ms, calculer $((computed - checked)) ms, imprimer les deux rapports $((printed - printing)) ms."
echo
echo "C'est prêt :"
for file in rapport-annuel.pdf tableau-de-bord.pdf bailleurs.xlsx coherence.pdf constats.txt indicateurs-$year.csv jalon.db; do
    printf '  %-38s %s\n' "$out/$file" "$(wc -c < "$out/$file") octets"
done
echo "et dans $out/ les mêmes rapports en pdf, xlsx et csv."
