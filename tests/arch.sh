#!/bin/sh
# The house in order: who may include what, the one home of each library, the names a library exports.
# Usage: arch.sh BUILD, after `make`; run from the root of the repository. Last line: "N passed, N failed".
set -u
build=$1
cc=${CC:-cc}
passed=0
failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

ok() { # NAME CODE DETAIL
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1${3:+: $3}"
    fi
}

none() { # NAME TEXT: passes when the text is empty
    [ -z "$2" ]
    ok "$1" $? "$2"
}

sources=$(find core reports cli -name '*.[ch]' | LC_ALL=C sort)

# ---- third-party headers: one home each, and no header that is not in this list ----
homes='
sqlite3.h|core/store/
lua.h|core/script/
lauxlib.h|core/script/
lualib.h|core/script/
hpdf[a-z_]*.h|reports/out/(pdf[a-z_]*|content)\.[ch]
xlsxwriter.h|reports/out/book_parts\.h
zlib.h|reports/out/squeeze\.c
jansson.h|core/import/json\.c
zip.h|core/import/part\.c
expat.h|core/import/part\.c
png.h|core/image/image\.c
csv.h|core/import/csv\.c
utf8proc.h|core/import/text\.c|reports/out/sheet_name\.c
libintl.h|core/base/i18n\.h|cli/
locale.h|cli/|reports/out/book\.c
'
standard='assert|ctype|dirent|errno|fcntl|float|inttypes|libgen|limits|math|signal|stdalign|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|strings|sys/[a-z]+|time|unistd'
known=$standard
for line in $homes; do
    header=${line%%|*} home=${line#*|}
    known="$known|${header%.h}"
    none "home of <$header>" "$(grep -lE "#include <$header>" $sources | grep -vE "^($home)" | tr '\n' ' ')"
done
none "no header without a home" "$(grep -hE '#include <' $sources | grep -vE "#include <($known)\.h>" | sort -u | tr '\n' ' ')"
none "no include through a folder above" "$(grep -lE '#include "\.\.?/' $sources | tr '\n' ' ')"
none "reports/ and core/ do not see cli/" "$(grep -lE '#include "cli/' $sources | grep -v '^cli/' | tr '\n' ' ')"

# ---- layers: an include that looks up does not compile, one that looks down does ----
mkdir "$work/tree"
cp -R Makefile core reports cli po lua-indicators "$work/tree"
plant() { # FOLDER HEADER
    echo "#include \"$2\"
int jln_planted(void);
int jln_planted(void) { return 0; }" > "$work/tree/$1/planted.c"
    make -s -C "$work/tree" BUILD=planted SAN= "CFLAGS=-O0" "planted/obj/$1/planted.o" > "$work/log" 2>&1
    code=$?
    rm -f "$work/tree/$1/planted.c" "$work/tree/planted/obj/$1/planted.o"
    return $code
}
may() {
    plant "$1" "$2"
    ok "$1 may include $2" $? "$(head -3 "$work/log")"
}
may_not() {
    if plant "$1" "$2"; then ok "$1 may not include $2" 1 "it compiled"; else
        grep -q "$2" "$work/log"
        ok "$1 may not include $2" $? "$(head -3 "$work/log")"
    fi
}
while read -r folder down up; do
    may "$folder" "$down"
    for header in $(echo "$up" | tr ',' ' '); do may_not "$folder" "$header"; done
done << 'LAYERS'
core/base base/str.h model/value.h,store/db.h,cli/cli.h
core/model base/str.h store/db.h,import/package.h,script/script.h,compute/engine.h
core/store model/table.h import/package.h,script/script.h,compute/engine.h,audit/audit.h
core/import model/table.h store/db.h,script/script.h,compute/engine.h
core/script model/value.h store/db.h,import/package.h,compute/engine.h
core/compute store/db.h import/package.h,audit/audit.h,doc/doc.h
core/audit compute/facts.h script/script.h,import/package.h,doc/doc.h
reports/doc compute/engine.h import/package.h,layout/flow.h,out/pdf.h,cli/cli.h
reports/layout doc/doc.h store/db.h,compute/engine.h,out/pdf.h
reports/out layout/flow.h store/db.h,compute/engine.h,script/script.h,cli/cli.h
reports/form import/xlsx.h doc/doc.h,layout/flow.h,script/script.h,cli/cli.h
cli store/db.h
LAYERS

# ---- each header compiles alone, with what its module may see ----
for header in $(echo "$sources" | grep '\.h$'); do
    module=$(basename "$(dirname "$header")")
    echo "#include \"$module/$(basename "$header")\"
extern int jln_alone;" > "$work/alone.c"
    # shellcheck disable=SC2046
    $cc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -D_GNU_SOURCE -I"$build/inc/$module" \
        $(pkg-config --cflags sqlite3 lua5.4) "$work/alone.c" > "$work/log" 2>&1
    ok "$header compiles alone" $? "$(head -3 "$work/log")"
done

# ---- what the library exports, and what it must not call ----
nm -A -g --defined-only "$build/libjalon.a" > "$work/defined" 2> /dev/null
[ -s "$work/defined" ]
ok "the library has names" $?
none "exported names begin with jln_" "$(awk '{ print $NF }' "$work/defined" | grep -v '^jln_' | tr '\n' ' ')"
none "no printing and no exit outside cli/" \
    "$(nm -A -u "$build/libjalon.a" 2> /dev/null | grep -E ' U (__)?v?(printf|puts|putchar|perror|exit|_exit|_Exit|abort|quick_exit|stdout|stderr)(_chk)?(@.*)?$' | tr '\n' ' ')"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
