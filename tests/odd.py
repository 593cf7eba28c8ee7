"""Makes damaged, odd and hostile workbooks out of a good one: odd.py FORM FOLDER.

FORM is a collection form, which gets a few answers first. Each file has a name of its own; what Jalon is to say of it stands in
tests/odd.tsv."""
import io
import re
import struct
import sys
import zipfile

source, folder = sys.argv[1:]
with zipfile.ZipFile(source) as book:
    good = {name: book.read(name) for name in book.namelist()}
ACTIVITIES, SPENDING, KEY = ("xl/worksheets/sheet%d.xml" % n for n in (2, 3, 5))
BOOK, RELS, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
strings = [re.sub("<[^>]*>", "", s) for s in re.findall("<si>(.*?)</si>", good[STRINGS].decode(), re.S)]


def save(name, parts):
    with zipfile.ZipFile(f"{folder}/{name}", "w", zipfile.ZIP_DEFLATED) as out:
        for part, content in parts.items():
            out.writestr(part, content)


def edited(part, change, **more):
    return {**good, part: change(good[part].decode()).encode(), **more}


def cell(xml, ref, inside, attributes=""):
    """The cell with another content; its style stays."""
    found = re.search(r'<c r="%s"( s="\d+")?[^>]*?(/>|>.*?</c>)' % ref, xml)
    return xml.replace(found.group(0), f'<c r="{ref}"{found.group(1) or ""}{attributes}>{inside}</c>')


def text(xml, ref, words):
    return cell(xml, ref, f"<is><t>{words}</t></is>", ' t="inlineStr"')


def number(xml, ref, value):
    return cell(xml, ref, f"<v>{value}</v>")


def rows(xml):
    return re.findall(r"<row .*?</row>|<row [^>]*/>", xml, re.S)


def renumber(row, new):
    row = re.sub(r'<row r="\d+"', f'<row r="{new}"', row)
    return re.sub(r'(<c r="[A-Z]+)\d+"', rf'\g<1>{new}"', row)


def with_rows(xml, kept):
    start, end = xml.index("<sheetData>") + len("<sheetData>"), xml.index("</sheetData>")
    return xml[:start] + "".join(kept) + xml[end:]


def key_with(**values):
    """The key with other values, and its hash made again."""
    xml = good[KEY].decode()
    cells = {}
    for ref, inside in re.findall(r'<c r="([ABC]\d+)"[^>]*><v>(\d+)</v></c>', xml):
        cells[ref] = strings[int(inside)].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    last = max(int(ref[1:]) for ref in cells)
    hashed = 0
    for row in range(1, last + 1):
        what = cells.get(f"A{row}", "")
        if what == "hash":
            xml = text(xml, f"B{row}", "%016x" % hashed)
            break
        if what in values:
            cells[f"B{row}"] = values[what]
            xml = text(xml, f"B{row}", values[what])
        for column in "ABC":
            hashed = hashed or 14695981039346656037
            for byte in cells.get(f"{column}{row}", "").encode() + b"\x1f":
                hashed = (hashed ^ byte) * 1099511628211 % 2**64
    return {**good, KEY: xml.encode()}


def raw(name, content):
    with open(f"{folder}/{name}", "wb") as out:
        out.write(content)


good[ACTIVITIES] = number(text(good[ACTIVITIES].decode(), "G6", "En cours"), "H6", "62.5").encode()
good[SPENDING] = number(text(good[SPENDING].decode(), "D6", "État"), "I6", "9500000").encode()

# ---- what is no workbook, or no longer one ----
save("good.xlsx", good)
whole = open(f"{folder}/good.xlsx", "rb").read()
raw("empty.xlsx", b"")
raw("truncated.xlsx", whole[: len(whole) // 2])
raw("no-end.xlsx", whole[:-22])
raw("flipped.xlsx", whole[:3000] + bytes(255 - b for b in whole[3000:3400]) + whole[3400:])
raw("csv-renamed.xlsx", b"plan;period;sender;sheet\n")
raw("encrypted.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)
raw("pdf.xlsx", b"%PDF-1.4\n%%EOF\n")
save("ods-renamed.xlsx", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<office/>"})
save("macros.xlsm.xlsx", {**good, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
save("archive.xlsx", {"photo.jpg": b"\xff\xd8\xff"})
save("binary.xlsx", {"_rels/.rels": '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
                     "xl/workbook.bin": b"\0"})
locked = io.BytesIO()
with zipfile.ZipFile(locked, "w") as out:
    out.writestr("xl/workbook.xml", b"x" * 64)
locked = bytearray(locked.getvalue())
for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):  # "encrypted", in both headers
    struct.pack_into("<H", locked, locked.index(mark) + at, 1)
raw("locked-zip.xlsx", bytes(locked))

# ---- traps ----
save("zip-bomb.xlsx", {**good, STRINGS: b"<sst><si><t>" + b"A" * (240 << 20) + b"</t></si></sst>"})
laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + "]>"
save("billion-laughs.xlsx", edited(ACTIVITIES, lambda x: x.replace("<worksheet", laughs + "<worksheet", 1)))
save("external-entity.xlsx", edited(ACTIVITIES, lambda x: x.replace(
    "<worksheet", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet', 1)))
save("deep.xlsx", edited(ACTIVITIES, lambda x: x.replace("<sheetData>", "<x>" * 5000 + "</x>" * 5000 + "<sheetData>", 1)))
save("endless-tag.xlsx", edited(ACTIVITIES, lambda x: x.replace("<sheetData>", "<x " + "".join(f'a{i * 7919 % 1000003}="" ' for i in range(200000)) + "><sheetData>", 1)))
save("huge-strings.xlsx", {**good, STRINGS: ("<sst>" + "".join(
    f"<si><t>{i:07d}{'é' * 40}</t></si>" for i in range(900000)) + "</sst>").encode()})
save("long-text.xlsx", edited(ACTIVITIES, lambda x: text(x, "N6", "é" * 70000)))
save("million-rows.xlsx", edited(ACTIVITIES, lambda x: with_rows(x, rows(x) + [
    f'<row r="{i}"><c r="Z{i}"><v>{i * 7919 % 1000003}</v></c></row>' for i in range(100, 1048577)])))
save("many-problems.xlsx", edited(SPENDING, lambda x: with_rows(x, rows(x) + [
    f'<row r="{i}"><c r="I{i}"><v>{i}</v></c></row>' for i in range(100, 9000)])))
save("many-parts.xlsx", {**good, **{f"junk/{i}": b"" for i in range(5000)}})
save("no-such-string.xlsx", edited(ACTIVITIES, lambda x: cell(x, "G6", "<v>999999</v>", ' t="s"')))
save("rows-in-disorder.xlsx", edited(ACTIVITIES, lambda x: with_rows(x, rows(x)[::-1])))
save("outside-the-sheet.xlsx", edited(ACTIVITIES, lambda x: x.replace('<row r="6"', '<row r="2000000"', 1)))
save("leaves-the-book.xlsx", edited(RELS, lambda x: x.replace("worksheets/sheet2.xml", "../../../etc/passwd", 1)))
save("loop.xlsx", edited(RELS, lambda x: x.replace("worksheets/sheet2.xml", "workbook.xml", 1)))
save("control-character.xlsx", edited(ACTIVITIES, lambda x: text(x, "N6", "a&#x1;b")))
save("turned-text.xlsx", edited(ACTIVITIES, lambda x: text(x, "N6", "a\u202eb")))

# ---- another form, or not all of it ----
save("no-key.xlsx", edited(BOOK, lambda x: re.sub(r'<sheet name="Clé"[^>]*/>', "", x)))
save("no-sheet.xlsx", edited(BOOK, lambda x: re.sub(r'<sheet name="Dépenses"[^>]*/>', "", x)))
save("key-changed.xlsx", {**good, KEY: text(good[KEY].decode(), "B7", "CMSS").encode()})
save("other-plan.xlsx", key_with(plan="plan-du-niger"))
save("other-year.xlsx", key_with(year="2031", period="2031", first_day="2031-01-01", last_day="2031-12-31"))
save("other-structure.xlsx", key_with(lead="BAD"))
save("other-version.xlsx", key_with(**{"jalon:key": "1"}))
save("two-forms.xlsx", edited(
    BOOK, lambda x: x.replace("</sheets>", '<sheet name="Activités (2)" sheetId="99" r:id="rId99"/></sheets>'),
    **{RELS: good[RELS].decode().replace("</Relationships>", '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
       'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>')}))
save("no-column.xlsx", edited(SPENDING, lambda x: cell(x, "I1", "<v>1</v>")))
save("no-content-types.xlsx", {name: part for name, part in good.items() if name != "[Content_Types].xml"})

# ---- what people do to it ----
save("line-twice.xlsx", edited(ACTIVITIES, lambda x: with_rows(x, rows(x) + [renumber(rows(x)[5], 90)])))
save("line-gone.xlsx", edited(ACTIVITIES, lambda x: with_rows(x, rows(x)[:6] + rows(x)[7:])))
save("line-added.xlsx", edited(ACTIVITIES, lambda x: with_rows(
    x, rows(x) + ['<row r="95"><c r="G95" t="str"><v>réalisée</v></c></row>'])))
save("merged.xlsx", edited(ACTIVITIES, lambda x: x.replace("</mergeCells>", '<mergeCell ref="H6:H8"/></mergeCells>', 1)))
save("sorted.xlsx", edited(ACTIVITIES, lambda x: with_rows(
    x, rows(x)[:5] + [renumber(row, 6 + i) for i, row in enumerate(rows(x)[5:24][::-1])] + rows(x)[24:])))
save("lines-inserted.xlsx", edited(SPENDING, lambda x: with_rows(
    x, rows(x)[:5] + [renumber(row, 6 + i * 2) for i, row in enumerate(rows(x)[5:])])))
save("rows-hidden.xlsx", edited(ACTIVITIES, lambda x: x.replace('<row r="6"', '<row r="6" hidden="1"', 1)))
save("sheet-hidden.xlsx", edited(BOOK, lambda x: x.replace('<sheet name="Dépenses"', '<sheet name="Dépenses" state="hidden"', 1)))
save("column-moved.xlsx", edited(SPENDING, lambda x: re.sub(
    r'(<c r=")I(\d+"(?:[^>]*/>|.*?</c>))(.*?)</row>', r"\3\1P\2</row>", x, flags=re.S)))
save("sheet-renamed.xlsx", edited(BOOK, lambda x: x.replace('name="Dépenses"', 'name="Feuil2"')))
save("sheet-extra.xlsx", edited(
    BOOK, lambda x: x.replace("</sheets>", '<sheet name="Brouillon" sheetId="99" r:id="rId99"/></sheets>'),
    **{RELS: good[RELS].decode().replace("</Relationships>", '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
       'officeDocument/2006/relationships/worksheet" Target="worksheets/draft.xml"/></Relationships>'),
       "xl/worksheets/draft.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>'}))

# ---- what they write into it ----
save("words-for-a-number.xlsx", edited(SPENDING, lambda x: text(x, "I6", "deux millions")))
save("negative.xlsx", edited(SPENDING, lambda x: number(x, "I6", "-5")))
save("decimals.xlsx", edited(SPENDING, lambda x: number(x, "I6", "10.5")))
save("too-large.xlsx", edited(SPENDING, lambda x: number(x, "I6", "1E+25")))
save("percent-150.xlsx", edited(ACTIVITIES, lambda x: number(x, "H6", "150")))
save("31-february.xlsx", edited(ACTIVITIES, lambda x: text(x, "L6", "31/02/2014")))
save("date-as-text.xlsx", edited(ACTIVITIES, lambda x: text(x, "L6", "30/06/2014")))
save("error-value.xlsx", edited(SPENDING, lambda x: cell(x, "I6", "<v>#N/A</v>", ' t="e"')))
save("formula-without-value.xlsx", edited(SPENDING, lambda x: cell(x, "I6", "<f>SUM(A1:A3)</f>")))
save("formula-with-value.xlsx", edited(SPENDING, lambda x: cell(x, "I6", "<f>1+1</f><v>9500000</v>")))
save("no-break-spaces.xlsx", edited(SPENDING, lambda x: text(x, "I6", "9\u00a0500\u202f000")))
save("comma.xlsx", edited(ACTIVITIES, lambda x: text(x, "H6", "62,5\u00a0%")))
save("two-numbers.xlsx", edited(SPENDING, lambda x: text(x, "I6", "95 00 000")))

# ---- as other programs write it ----
save("strict.xlsx", {name: part.decode().replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").encode()
    if name.endswith((".xml", ".rels")) else part for name, part in good.items()})
save("prefixed.xlsx", edited(ACTIVITIES, lambda x: re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", x).replace(
    f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')))
save("utf-16.xlsx", {**good, ACTIVITIES: good[ACTIVITIES].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")})
save("absolute-paths.xlsx", edited(RELS, lambda x: x.replace('Target="worksheets/', 'Target="/xl/worksheets/')))
save("without-references.xlsx", edited(KEY, lambda x: re.sub(r' r="[A-Z]*\d+"', "", x)))
