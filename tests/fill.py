"""Fills in a collection form, as a person would: fill.py stdlib|openpyxl FORM OUT < ANSWERS

An answer is a line of four fields between tabs: sheet, key of the row (* is the first), code of the column, value. A value starts with its kind:
n: a number, t: a text, d: a date (a serial number), p: a percentage, f: a formula that nobody computed, v: a formula with its value,
e: an error. `insert` as column adds a row with that text before the row; `delete` takes the row away; `merge` merges it with the next one.
The file is changed in its XML with the standard library alone, or through openpyxl."""
import re
import sys
import zipfile
import xml.etree.ElementTree as ET

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
backend, source, target = sys.argv[1:4]
answers = [line.rstrip("\n").split("\t") for line in sys.stdin if line.strip()]


def by_openpyxl():
    import datetime
    import openpyxl

    book = openpyxl.load_workbook(source)
    for sheet, key, column, value in answers:
        page = book[sheet]
        row = next(r for r in range(1, page.max_row + 1) if page.cell(r, 1).value == key)
        at = next(c for c in range(1, page.max_column + 1) if page.cell(1, c).value == column)
        kind, text = value[0], value[2:]
        cell = page.cell(row, at)
        if kind == "n":
            cell.value = float(text) if "." in text else int(text)
        elif kind == "d":
            cell.value = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text))
        elif kind == "p":
            cell.value, cell.number_format = float(text), "0%"
        else:
            cell.value = "=" + text if kind == "f" else text
    book.save(target)


def text_of(cell, strings):
    value = cell.find(SPACE + "v")
    if value is None:
        return "".join(t.text or "" for t in cell.iter(SPACE + "t"))
    return strings[int(value.text)] if cell.get("t") == "s" else value.text


def put(cell, value):
    kind, text = value[0], value[2:]
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if kind == "t":
        cell.set("t", "inlineStr")
        ET.SubElement(ET.SubElement(cell, SPACE + "is"), SPACE + "t").text = text
        return
    if kind in "fv":
        ET.SubElement(cell, SPACE + "f").text = "1+1"
    if kind == "e":
        cell.set("t", "e")
    if kind == "p":
        cell.set("s", "PERCENT")
    if kind != "f":
        ET.SubElement(cell, SPACE + "v").text = text


def change(root, strings, key, column, value):
    rows = root.find(SPACE + "sheetData")
    first = {text_of(r[0], strings) if len(r) else "": r for r in rows}
    codes = {text_of(c, strings): re.sub(r"\d", "", c.get("r")) for c in rows[0]}
    row = first[next(k for k in first if k not in ("#", text_of(rows[0][0], strings)))] if key == "*" else first[key]
    if column == "delete":
        rows.remove(row)
    elif column == "merge":
        merges = root.find(SPACE + "mergeCells")
        ET.SubElement(merges, SPACE + "mergeCell", ref="H%s:H%d" % (row.get("r"), int(row.get("r")) + 1))
    elif column == "copy":
        last = max(int(r.get("r")) for r in rows) + 1
        twin = ET.SubElement(rows, SPACE + "row", r=str(last))
        for cell in row:
            ET.SubElement(twin, SPACE + "c", dict(cell.attrib, r=re.sub(r"\d+", str(last), cell.get("r")))).extend(list(cell))
    elif column == "insert":
        last = max(int(r.get("r")) for r in rows) + 1
        put(ET.SubElement(ET.SubElement(rows, SPACE + "row", r=str(last)), SPACE + "c", r="G%d" % last), value)
    else:
        letters = codes[column] if column in codes else "A"
        put(next(c for c in row if re.sub(r"\d", "", c.get("r")) == letters), value)


def by_stdlib():
    with zipfile.ZipFile(source) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    strings = ["".join(t.text or "" for t in s.iter(SPACE + "t")) for s in ET.fromstring(parts["xl/sharedStrings.xml"])]
    names = [s.get("name") for s in ET.fromstring(parts["xl/workbook.xml"]).iter(SPACE + "sheet")]
    styles = ET.fromstring(parts["xl/styles.xml"])
    formats = styles.find(SPACE + "cellXfs")
    percent = str(len(formats))
    ET.SubElement(formats, SPACE + "xf", numFmtId="9")
    parts["xl/styles.xml"] = ET.tostring(styles)
    for name in {answer[0] for answer in answers}:
        part = "xl/worksheets/sheet%d.xml" % (names.index(name) + 1)
        root = ET.fromstring(parts[part])
        for sheet, key, column, value in answers:
            if sheet == name:
                change(root, strings, key, column, value)
        parts[part] = ET.tostring(root).replace(b'"PERCENT"', b'"%s"' % percent.encode())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


by_openpyxl() if backend == "openpyxl" else by_stdlib()
