#!/bin/sh
# Recalculates workbooks in LibreOffice and compares every formula's cached value with what LibreOffice finds: whole
# numbers exactly, others within 1e-14 of their size, words letter by letter. Usage: recalc.sh FILE.xlsx...
# Exit: 0 all agree, 1 some differ, 77 skipped because LibreOffice or python3-openpyxl is missing.
set -eu
[ $# -gt 0 ] || { echo "usage: recalc.sh FILE.xlsx..." >&2; exit 2; }

PYTHON=${PYTHON:-/usr/bin/python3}
command -v soffice >/dev/null 2>&1 || { echo "recalc: LibreOffice is missing, skipped"; exit 77; }
"$PYTHON" -c 'import openpyxl' 2>/dev/null || { echo "recalc: python3-openpyxl is missing, skipped"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A profile of its own, where a loaded workbook is always recalculated (0); the default trusts the cached values.
mkdir -p "$work/profile/user" "$work/out"
cat >"$work/profile/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XCU

failed=0
for file in "$@"; do
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to xlsx --outdir "$work/out" "$file" \
        >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    "$PYTHON" - "$file" "$work/out/$(basename "$file" .xlsx).xlsx" <<'PY' || failed=1
import sys
from openpyxl import load_workbook

def cells(path, values):
    book = load_workbook(path, data_only=values)
    return {(s.title, c.coordinate): c.value for s in book.worksheets for row in s.iter_rows() for c in row}

def agree(ours, theirs):
    if isinstance(ours, str) or isinstance(theirs, str) or ours is None or theirs is None:
        return (ours or "") == (theirs or "")
    if float(ours).is_integer() and float(theirs).is_integer():
        return ours == theirs
    return abs(ours - theirs) <= 1e-14 * max(abs(ours), abs(theirs))

ours, theirs = cells(sys.argv[1], True), cells(sys.argv[2], True)
formulas = {k for k, v in cells(sys.argv[1], False).items() if isinstance(v, str) and v.startswith("=")
            and v != ours.get(k)}
bad = [k for k in sorted(ours) if not agree(ours[k], theirs.get(k))]
for sheet, cell in bad:
    print(f"{sheet}!{cell}: cached {ours[sheet, cell]!r}, recalculated {theirs.get((sheet, cell))!r}")
print(f"{sys.argv[1]}: {len(formulas)} formulas, {len(bad)} differences")
sys.exit(1 if bad or not ours else 0)
PY
done
exit $failed
