#!/bin/sh
# An installed Jalon works from any folder, without the repository. Usage: tests/test_install.sh [JALON].
. tests/lib.sh
build=$(basename "$(dirname "$jalon")")
# The build is there and is not made again, whatever its flags were.
runs "make install" make -s -o "$build/flags" BUILD="$build" install PREFIX=/opt/jalon DESTDIR="$work/root"
installed=$work/root/opt/jalon
same "the program, fonts, indicators, templates, catalogues" "bin share share/jalon/fonts share/jalon/locale share/jalon/lua-indicators share/jalon/templates" \
    "$(cd "$installed" && ls -d bin share share/jalon/* | tr '\n' ' ' | sed 's/ $//')"
for folder in lua-indicators templates; do
    same "every file of $folder" "$(cd $folder && ls ./*.lua)" "$(cd "$installed/share/jalon/$folder" && ls ./*)"
done
[ -f "$installed/share/jalon/fonts/LICENSE-DejaVu.txt" ]
ok "the fonts have their licence" $?
same "nothing but the owner may write" "" "$(find "$installed" -perm /022)"

root=$PWD
mkdir "$work/elsewhere"
cd "$work/elsewhere" || exit 1
runs "load" "$installed/bin/jalon" load "$root/data/$plan" "$root/data/$demo"
runs "report" "$installed/bin/jalon" report bailleurs $plan --year 2013 -o b.pdf --date 2014-03-31
"$installed/bin/jalon" help --lang en | grep -q Commands
ok "English catalogue" $?
"$jalon" report bailleurs $plan --year 2013 -o c.pdf --date 2014-03-31 --quiet
cmp -s b.pdf c.pdf
ok "the same bytes as from the build" $?
cp "$installed/bin/jalon" alone
./alone report bailleurs $plan --year 2013 -o d.pdf > out 2>&1
same "a program without its files says so" 3 $?
grep -q "réinstaller" out
ok "in plain words" $? "$(cat out)"
cd "$root" || exit 1
end
