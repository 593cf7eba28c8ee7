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
cat > "$work/bin/apt-get" << 'FAKE'
#!/bin/sh
echo "apt-get $*"
FAKE
cat > "$work/bin/env" << 'FAKE'
#!/bin/sh
shift
exec "$@"
FAKE
printf '#!/bin/sh\necho 0\n' > "$work/bin/root-id"
printf '#!/bin/sh\necho 1000\n' > "$work/bin/user-id"
chmod +x "$work/bin/apt-get" "$work/bin/env" "$work/bin/root-id" "$work/bin/user-id"
ln -sf root-id "$work/bin/id"
PATH="$work/bin" sh tools/deps.sh test > "$work/out" 2>&1
grep -q "^Paquets Debian à installer : gcc libc6-dev make " "$work/out"
ok "deps.sh says what it installs" $? "$(head -2 "$work/out")"
grep -q "^apt-get install -y -q --no-install-recommends gcc libc6-dev make .*libhpdf-dev.* check .*poppler-utils" "$work/out"
ok "deps.sh installs it" $? "$(head -3 "$work/out")"
! grep -q -- "--dev" "$work/out"
ok "every package has a name" $?
ln -sf user-id "$work/bin/id"
PATH="$work/bin" sh tools/deps.sh build > "$work/out" 2>&1
same "without rights it fails" 1 $?
grep -q "sudo n'est pas là" "$work/out" && ! grep -q "^apt-get update" "$work/out"
ok "and says so before touching anything" $? "$(head -2 "$work/out")"
sh tools/deps.sh build > "$work/out" 2>&1
same "deps.sh is silent when nothing is missing" "0 " "$? $(cat "$work/out")"
end
