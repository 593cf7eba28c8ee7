"""The tidy sheet of bench_tidy written from Python: how many times longer it takes. Usage: tidy.py BUILD."""
import os
import subprocess
import sys
import tempfile
import time

ROWS = 50000
NAMES = ["plan", "activity_id", "funder", "stage", "state", "year", "amount", "spent", "left", "line"]
WORDS = ["pan-eps-2011-2015", "1.2.5.3", "partenaires", "liquidated", "number"]


def rows():
    for row in range(ROWS):
        yield WORDS + [row * 7919 % 9000000 + column * 1000 for column in range(5, 10)]


def with_xlsxwriter(path):
    import xlsxwriter
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("spending")
    text = book.add_format({"font_size": 10, "border": 1})
    number = book.add_format({"font_size": 10, "border": 1, "num_format": "#,##0"})
    sheet.write_row(0, 0, NAMES, text)
    for at, row in enumerate(rows(), 1):
        for column, cell in enumerate(row):
            if column < 5:
                sheet.write_string(at, column, cell, text)
            else:
                sheet.write_number(at, column, cell, number)
    book.close()


def with_openpyxl(path):
    """Without formats, which cost it more still."""
    import openpyxl
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("spending")
    sheet.append(NAMES)
    for row in rows():
        sheet.append(row)
    book.save(path)


def elapsed(call, path):
    start = time.perf_counter()
    call(path)
    return time.perf_counter() - start


def main(build):
    bench = os.path.join(build, "bench", "bench_tidy")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "t.xlsx")
        ours = min(elapsed(lambda p: subprocess.run([bench, p], check=True), path) for _ in range(3))
        for name, call in (("XlsxWriter", with_xlsxwriter), ("openpyxl, write-only", with_openpyxl)):
            label = f"a tidy sheet of {ROWS} rows: {name} / ours"
            try:
                print(f"{label:<66} x {elapsed(call, path) / ours:.2f}")
            except ImportError:
                print(f"{label:<66} skipped: not installed")


main(sys.argv[1])
