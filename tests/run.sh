#!/bin/sh
# Runs tests and adds them up: run.sh PART BUILD [PART BUILD...]
# Parts: arch, suites (tests/test_*.c), scripts (tests/test_*.sh), locale (suites and scripts, in fr_FR.UTF-8).
# The last line, also kept in build/summary, is "N passed, N failed". Exit: 0 when none failed.
set -u
passed=0
failed=0
log=build/log
mkdir -p build
: > build/summary
unset JALON_DB LANGUAGE LC_ALL SOURCE_DATE_EPOCH CK_RUN_SUITE CK_RUN_CASE
export LC_ALL=C.UTF-8
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1

# count NAME PASSED FAILED CODE: one line for each test program; a program that fails in silence counts as one failure.
count() {
    if [ "$4" != 0 ] && [ "$3" = 0 ]; then set -- "$1" "$2" 1 "$4"; fi
    passed=$((passed + $2))
    failed=$((failed + $3))
    printf '  %-34s %5d passed %4d failed\n' "$1" "$2" "$3"
    [ "$3" = 0 ] || sed 's/^/      /' "$log"
}

# Check prints "97%: Checks: 43, Failures: 1, Errors: 0".
suite() { # NAME PROGRAM
    "$2" > "$log" 2>&1
    code=$?
    set -- "$1" $(sed -n 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\)$/\1 \2 \3/p' "$log" | tail -1)
    if [ $# = 4 ]; then count "$1" $(($2 - $3 - $4)) $(($3 + $4)) $code; else count "$1" 0 1 $code; fi
}

script() { # NAME FILE ARGUMENT
    sh "$2" "$3" > "$log" 2>&1
    code=$?
    set -- "$1" $(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log")
    if [ $# = 3 ]; then count "$1" "$2" "$3" $code; else count "$1" 0 1 $code; fi
}

suites() { # LABEL
    for file in tests/test_*.c; do
        name=$(basename "$file" .c)
        suite "$name$1" "$build/tests/$name"
    done
}

scripts() { # LABEL
    for file in tests/test_*.sh; do script "$(basename "$file" .sh)$1" "$file" "$build/jalon"; done
}

# A locale with a decimal comma, made without root.
in_french() {
    mkdir -p build/locale
    [ -d build/locale/fr_FR.UTF-8 ] || localedef -i fr_FR -f UTF-8 build/locale/fr_FR.UTF-8 > "$log" 2>&1
    export LOCPATH="$PWD/build/locale" LC_ALL=fr_FR.UTF-8
    [ "$(locale decimal_point 2> "$log")" = , ]
    count "a locale with a decimal comma" $((1 - $?)) $? 0
    suites ", in French"
    scripts ", in French"
    unset LOCPATH
    export LC_ALL=C.UTF-8
}

while [ $# -ge 2 ]; do
    build=$2
    case $1 in
    arch) script arch tests/arch.sh "$build" ;;
    suites) suites "" ;;
    scripts) scripts "" ;;
    locale) in_french ;;
    esac
    shift 2
done

echo "$passed passed, $failed failed" | tee build/summary
[ "$failed" = 0 ]
