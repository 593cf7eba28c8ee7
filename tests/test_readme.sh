#!/bin/sh
# What the READMEs tell people to type works: blocks "```sh" are run, blocks with a file's name are written there first.
# Usage: tests/test_readme.sh [JALON]; run from the root of the repository.
. tests/lib.sh
root=$PWD
build=$(basename "$(dirname "$jalon")")

# A place as after a build, that the examples may write to.
make -s -o "$build/flags" BUILD="$build" install PREFIX=/opt DESTDIR="$work/root" > "$work/log" 2>&1
ok "install" $? "$(head -3 "$work/log")"
share=$work/root/opt/share/jalon
mkdir -p "$work/here/build"
ln -s "$work/root/opt/bin/jalon" "$work/here/build/jalon"
ln -s "$root/data" "$work/here/data"
ln -s "$share/lua-indicators" "$share/templates" "$work/here"
for folder in lua-indicators templates; do rm -f "$work/here/$folder/taux-engagement.lua" "$work/here/$folder/note-breve.lua"; done

# Blocks become files NNN.sh, and the files their info string names, in $work/here.
take_blocks() {
    awk -v at="$work/here" -v steps="$work/steps" '
        /^```/ && inside { inside = 0; if (out) close(out); next }
        /^```/ {
            inside = 1
            out = ""
            split(substr($0, 4), info, " ")
            if (info[2]) { out = at "/" info[2]; folder = out; sub(/\/[^\/]*$/, "", folder); system("mkdir -p \"" folder "\"") }
            else if (info[1] == "sh") { n++; out = sprintf("%s/%03d.sh", steps, n) }
            next
        }
        inside && out { print > out }' "$1"
}

try_all() { # FILE
    rm -rf "$work/steps"
    mkdir "$work/steps"
    take_blocks "$1"
    cat "$work/steps"/*.sh > "$work/commands"
    [ "$(wc -l < "$work/commands")" -ge 5 ]
    ok "$1 has commands" $?
    while read -r command; do
        (cd "$work/here" && eval "$command") > "$work/out" 2> "$work/err" < /dev/null
        code=$?
        case $command in *" check "*) [ $code -le 1 ] ;; *) [ $code = 0 ] ;; esac
        ok "$1: $command" $? "code $code: $(head -2 "$work/err")"
        case $command in *" -o "* | *" > "*) ;; *) [ -s "$work/out" ] && ok "$1: $command: says something" 0 ;; esac
    done < "$work/commands"
}
try_all README.md
try_all data/README.md
rm -rf "$work/here/mon-plan/../jalon.db"

# The template that the README shows, for a plan that names it.
cp -r data/$plan "$work/here/plan"
sed -i 's/^\( *\)"coherence"$/\1"coherence", "note-breve"/; s/^\( *\)"rapport-annuel",$/\1"rapport-annuel", "note-breve",/; t' "$work/here/plan/datapackage.json"
sed -i 's/"coherence", "note-breve"/"coherence"/' "$work/here/plan/datapackage.json"
cd "$work/here" || exit 1
runs "load a plan that names a new report" build/jalon load plan "data/$demo"
for end in pdf xlsx csv; do runs "the README's report as $end" build/jalon report note-breve $plan --year 2013 -o "note.$end"; done
cd "$root" || exit 1

# What the READMEs name is there.
for file in README.md data/README.md; do
    for link in $(grep -oE '\]\([^)#:]+\)' $file | sed 's/^](//; s/)$//'); do
        [ -e "$(dirname $file)/$link" ]
        ok "$file: link to $link" $?
    done
done
for path in $(grep -oE '`(core|reports|cli|tests|data|lua-indicators|templates)/[a-z0-9_/.-]*`' README.md | tr -d '`' | sort -u); do
    [ -e "$path" ]
    ok "README.md names $path" $?
done
for folder in data/*/; do
    same "README.md presents $folder, in both languages" 2 "$(grep -c "^| \`$(basename "$folder")\` |" README.md)"
done
# The columns of each table on the page are those that the program takes.
for table in $(sed -n 's/^| `\([a-z_]*\)` | `.*/\1/p' data/README.md); do
    page=$(sed -n "s/^| \`$table\` | \`\(.*\)\` |/\1/p" data/README.md)
    taken=$($jalon help load "$table" | awk '/^  [a-z]/ { name = $1; list[++n] = name } / colonne facultative/ { list[n] = "(" list[n] ")" }
        END { for (i = 1; i <= n; i++) printf("%s%s", (i == 1 ? "" : ", "), list[i]) }')
    same "data/README.md: columns of $table" "$taken" "$page"
done
for kind in $($jalon help load claims | awk '/^  kind/, /^  about/' | grep -oE '[a-z]+-[a-z-]+|subtotal|name|statement'); do
    grep -q "\`$kind\`" data/README.md
    ok "data/README.md names the claim $kind" $?
done
for target in $(grep -oE '`?make [a-z]+' README.md data/README.md | sed 's/.*make //' | sort -u); do
    make help | grep -q "^$target "
    ok "README.md: make $target" $?
done
! grep -nE '/(work|home|root|tmp)/|localhost' README.md data/README.md
ok "no path of a machine" $?
end
