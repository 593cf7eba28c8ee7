# For the tests in shell: names, counts, the program, a folder that goes away. Sourced with $1 = the program.
set -u
case ${1:-build/jalon} in
/*) jalon=${1} ;;
*) jalon=$PWD/${1:-build/jalon} ;;
esac
if [ ! -f "$jalon" ] || [ ! -x "$jalon" ]; then # a folder would be taken for the program's own, and built into
    echo "$jalon is no program: give the path of jalon, build/jalon for instance" >&2
    exit 1
fi
plan=pan-eps-2011-2015
demo=demo-pan-eps-2011-2013
passed=0
failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset JALON_DB LANGUAGE SOURCE_DATE_EPOCH
export PYTHONDONTWRITEBYTECODE=1 # nothing is written outside build/

ok() { # NAME CODE [DETAIL]
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1${3:+: $3}"
    fi
}

same() { # NAME EXPECTED GOT
    [ "$2" = "$3" ]
    ok "$1" $? "expected $2, got $3"
}

# The exit code and what the commands said are the test.
runs() { # NAME COMMAND...
    name=$1
    shift
    "$@" > "$work/out" 2> "$work/err"
    ok "$name" $? "$(head -3 "$work/err")"
}

end() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
