#!/bin/sh
# Makes reports/fonts/*.ttf from Debian's DejaVu (fonts-dejavu-core, fonts-dejavu-extra) with fonttools (python3-fonttools):
# the scripts that libharu can set (Latin, Greek, Cyrillic, Georgian, Armenian, Tifinagh) and the signs, without the tables
# that it copies into each PDF and that no PDF needs (hinting, names of glyphs, kerning). Shapes and widths stay the same.
# Arabic and N'Ko need shaping, which libharu does not do: a letter left out shows as a missing sign, not as a wrong word.
# Usage: tools/fonts.sh [FOLDER OF THE ORIGINALS]
set -eu
from=${1:-/usr/share/fonts/truetype/dejavu}
for face in DejaVuSans DejaVuSans-Bold DejaVuSans-Oblique; do
    "${PYTHON:-/usr/bin/python3}" -m fontTools.subset "$from/$face.ttf" --output-file="reports/fonts/$face.ttf" --notdef-outline --no-hinting \
        --no-glyph-names --layout-features= --drop-tables+=GSUB,GPOS,GDEF,MATH,kern,FFTM,gasp --name-IDs='*' \
        --no-recalc-timestamp \
        --unicodes=U+0000-058F,U+10A0-10FF,U+1D00-1FFF,U+2000-2BFF,U+2C60-2C7F,U+2D30-2D7F,U+2E00-2E7F,U+A640-A69F,U+A700-A7FF,U+FB00-FB06,U+FFFD
    "${PYTHON:-/usr/bin/python3}" - "reports/fonts/$face.ttf" <<'END'
# The last table libharu copies may not be empty: it stops where one begins at the end of a block of 4 KB. This is the usual
# program of a font without hinting: no dropped pixels at any size.
import sys
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program
font = TTFont(sys.argv[1], recalcTimestamp=False)
font["prep"] = newTable("prep")
font["prep"].program = Program()
font["prep"].program.fromAssembly(["PUSHW[]", "511", "SCANCTRL[]", "PUSHB[]", "4", "SCANTYPE[]"])
font.save(sys.argv[1])
END
done
