#!/bin/sh
# Brings the catalogues up to date with the sources. French is the language of the sources: its catalogue only holds
# what has a plural, for the rule that 0 is singular. English is translated by hand.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find core reports cli -name '*.c' -o -name '*.h' | LC_ALL=C sort |
    xgettext --files-from=- --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=P_:1,2 \
        --package-name=jalon --no-location --sort-output --no-wrap -o "$work/jalon.pot"
sed -i '1,/^$/{/^"POT-Creation-Date/d;/^"PO-Revision-Date/d}' "$work/jalon.pot"

header() {
    printf 'msgid ""\nmsgstr ""\n"Project-Id-Version: jalon\\n"\n"Language: %s\\n"\n' "$1"
    printf '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    printf '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(%s);\\n"\n\n' "$2"
}

header fr 'n>1' > "$work/fr.po"
msgen --no-wrap "$work/jalon.pot" | awk 'BEGIN { RS = ""; ORS = "\n\n" } /\nmsgid_plural/' >> "$work/fr.po"
msgfmt --check-format --check-domain -o /dev/null "$work/fr.po"
sed -e '/^#[^,]/d' "$work/fr.po" > po/fr.po

if [ ! -f po/en.po ]; then header en 'n!=1' > po/en.po; fi
msgmerge --quiet --no-fuzzy-matching --no-wrap --sort-output po/en.po "$work/jalon.pot" -o "$work/en.po"
msgattrib --no-obsolete --no-wrap "$work/en.po" -o po/en.po
msgfmt --check-format --check-domain --statistics -o /dev/null po/en.po
