#!/bin/sh
# Installs what building Jalon needs, and says what: `deps.sh build`, or `deps.sh test` for the tests as well.
# What is there is found by looking for it, not by asking apt: nothing missing needs neither Debian nor root.
# Exit: 0 all is there, 1 something is missing and could not be installed.
set -u
what=${1:-build}
cc=${CC:-cc}
missing=

header() { echo "#include <$1>" | $cc -E - > /dev/null 2>&1; }
command_() { command -v "$1" > /dev/null 2>&1; }
package() { command_ pkg-config && pkg-config --exists "$1"; }
source_locale() { [ -e /usr/share/i18n/locales/fr_FR ] && command_ localedef; }
compiler() { command_ $cc; }
# The compiler brings its own; a package is missing only beside a compiler that is there.
sanitizers() { ! compiler || echo 'int main(void){return 0;}' | $cc -fsanitize=address,undefined -x c - -o /dev/null 2> /dev/null; }

# need PACKAGE PROBE...: PACKAGE is missing when PROBE fails.
need() {
    name=$1
    shift
    "$@" || missing="$missing $name"
}

probe() {
    missing=
    need gcc compiler
    need libc6-dev header stdio.h
    need make command_ make
    need pkg-config command_ pkg-config
    need libsqlite3-dev package sqlite3
    need liblua5.4-dev package lua5.4
    need libjansson-dev package jansson
    need libutf8proc-dev package libutf8proc
    need libxlsxwriter-dev package xlsxwriter
    need zlib1g-dev package zlib # libxlsxwriter asks for it without depending on it
    need libzip-dev package libzip
    need libexpat1-dev package expat
    need libpng-dev package libpng
    need libhpdf-dev header hpdf.h
    need libcsv-dev header csv.h
    need gettext command_ msgfmt
    [ "$what" = test ] || return 0
    need check package check
    need libsubunit-dev package libsubunit
    need qpdf command_ qpdf
    need unzip command_ unzip
    need poppler-utils command_ pdffonts
    need locales source_locale
    need python3 test -x /usr/bin/python3
    need "libgcc-$($cc -dumpversion)-dev" sanitizers
}

fail() {
    echo "Il manque des paquets Debian :$missing" >&2
    echo "$1" >&2
    echo "    apt-get install --no-install-recommends$missing" >&2
    exit 1
}

probe
[ -n "$missing" ] || exit 0
command_ apt-get || fail "Ce système n'a pas apt-get (Debian, Ubuntu) : installer l'équivalent de ces paquets. Sur Debian :"

as_root=
if [ "$(id -u)" != 0 ]; then
    command_ sudo || fail "Les installer demande les droits de l'administrateur, et sudo n'est pas là. En administrateur :"
    as_root=sudo
    [ -t 0 ] || as_root='sudo -n'
fi
echo "Paquets Debian à installer :$missing"
{ $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; } ||
    fail "apt-get n'a pas pu les installer. À essayer en administrateur :"
probe
[ -z "$missing" ] || fail "Ils sont installés, mais ne se trouvent pas. À vérifier :"
