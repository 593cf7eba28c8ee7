#!/bin/sh
# The demonstration runs, runs again, and gives the same files. Usage: tests/test_demo.sh [JALON].
. tests/lib.sh
runs "the demonstration" sh tools/demo.sh "$jalon" "$work/demo"
grep -q "comme prévu" "$work/out"
ok "it says that the document's errors are expected" $?
for file in rapport-annuel.pdf bailleurs.xlsx coherence.pdf constats.txt indicateurs-2013.csv; do
    [ -s "$work/demo/$file" ] && grep -q "/$file" "$work/out"
    ok "$file is there and named" $?
done
(cd "$work/demo" && cksum ./*) > "$work/first"
runs "the demonstration again" sh tools/demo.sh "$jalon" "$work/demo"
(cd "$work/demo" && cksum ./*) > "$work/second"
same "the same files" "$(cat "$work/first")" "$(cat "$work/second")"

# What is missing is said when it cannot be installed: no apt-get, no compiler, nothing but a shell.
mkdir "$work/bin"
for tool in sh id; do ln -s "$(command -v $tool)" "$work/bin/$tool"; done
PATH="$work/bin" sh tools/deps.sh build > "$work/out" 2>&1
same "deps.sh fails when something is missing" 1 $?
grep -q "libhpdf-dev" "$work/out"
ok "and names the packages" $? "$(head -2 "$work/out")"
sh tools/deps.sh build > "$work/out" 2>&1
same "deps.sh is silent when nothing is missing" "0 " "$? $(cat "$work/out")"
end
