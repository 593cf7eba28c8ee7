#!/bin/sh
# Fills in a collection form in LibreOffice itself, through a macro: fill_office.sh FORM OUT PROFILE < ANSWERS
# The answers are those of fill.py: sheet, key of the row, code of the column, value (n: t: d: p:), between tabs. PROFILE is a
# folder that keeps LibreOffice's settings from one call to the next.
set -eu
form=$(realpath "$1") out=$2 profile=$3
case $out in /*) ;; *) out=$PWD/$out ;; esac
office() { timeout 120 soffice -env:UserInstallation="file://$profile" --headless --norestore "$@"; }

# Its first start writes the profile, an empty module with it.
[ -f "$profile/user/basic/Standard/Module1.xba" ] || {
    office --convert-to csv --outdir "$profile" "$form"
    office "macro:///Standard.Module1.Main"
} > /dev/null 2>&1 || true
mkdir -p "$profile/user/basic/Standard"
{
    cat << 'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Fill(book, sheet As String, key As String, code As String, kind As String, text As String)
    page = book.Sheets.getByName(sheet)
    line = 0
    While page.getCellByPosition(0, line).String &lt;&gt; key
        line = line + 1
    Wend
    at = 0
    While page.getCellByPosition(at, 0).String &lt;&gt; code
        at = at + 1
    Wend
    cell = page.getCellByPosition(at, line)
    If kind = "t" Then cell.setString(text) Else cell.setValue(Val(text))
    If kind = "p" Then cell.NumberFormat = book.NumberFormats.getStandardFormat(com.sun.star.util.NumberFormat.PERCENT, cell.CharLocale)
End Sub
Sub Main
    On Error GoTo failed
    Dim quiet(0) As New com.sun.star.beans.PropertyValue
    quiet(0).Name = "Hidden"
    quiet(0).Value = True
    Dim how(0) As New com.sun.star.beans.PropertyValue
    how(0).Name = "FilterName"
    how(0).Value = "Calc MS Excel 2007 XML"
END
    echo "    book = StarDesktop.loadComponentFromURL(\"file://$form\", \"_blank\", 0, quiet())"
    sed 's/&/\&amp;/g; s/</\&lt;/g; s/"/""/g' | awk -F'\t' '{
        printf "    Fill(book, \"%s\", \"%s\", \"%s\", \"%s\", \"%s\")\n", $1, $2, $3, substr($4, 1, 1), substr($4, 3) }'
    echo "    book.storeToURL(\"file://$out\", how())"
    printf '    book.close(True)\nfailed:\n    StarDesktop.terminate()\nEnd Sub\n</script:module>\n'
} > "$profile/user/basic/Standard/Module1.xba"
rm -f "$out"
office "macro:///Standard.Module1.Main" > "$profile/log" 2>&1 || true
[ -s "$out" ] || { cat "$profile/log" >&2; exit 1; }
