"""The annual report of the shipped plan against a Python script that makes the same tables with sqlite3 and ReportLab,
first without, then with the audit of the document (found again by tests/findings): whole processes, best of five. Ours
also says what causes each finding, writes sentences, notes and the planners' texts, draws charts, cards and contents,
tags and bookmarks.
Usage: tests/bench/annual_report.py BUILD"""
import importlib.util
import subprocess
import sys
import tempfile
import time

PLAN, YEAR, DATE = "pan-eps-2011-2015", "2013", "2014-03-31"
jalon = sys.argv[1] + "/jalon"


def best(command):
    least = 1e9
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        least = min(least, time.perf_counter() - start)
    return least


if importlib.util.find_spec("reportlab") is None:
    print("the annual report in Python: skipped, python3-reportlab is not installed")
    sys.exit(0)
with tempfile.TemporaryDirectory() as work:
    database = work + "/jalon.db"
    package = "data/" + PLAN
    data = [package, "data/demo-pan-eps-2011-2013", "data/reference-mali"]
    subprocess.run([jalon, "load", *data, "--db", database, "--quiet"], check=True)
    script = [sys.executable, "-B", "tests/bench/reportlab/annual.py", database, PLAN, YEAR]
    ours = best([jalon, "report", "rapport-annuel", PLAN, "--year", YEAR, "--date", DATE, "--db", database,
                 "-o", work + "/ours.pdf", "--quiet"])
    tables = best([*script, work + "/tables.pdf"])
    audited = best([*script, work + "/audited.pdf", package])
for name, theirs in (("tables of the annual report in Python, without audit / whole report", tables),
                     ("tables of the annual report in Python, with audit / whole report", audited)):
    print(f"{name:66} x {theirs / ours:.1f} ({theirs * 1000:.0f} and {ours * 1000:.0f} ms)")
