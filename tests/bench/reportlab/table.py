"""A long table by ReportLab's platypus: prints the seconds one takes, best of five, imports not counted.
Usage: /usr/bin/python3 tests/bench/reportlab/table.py ROWS COLUMNS OUT.pdf"""
import sys
import time

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

rows, columns, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
LOOK = TableStyle([("FONT", (0, 0), (-1, -1), "DejaVu", 8), ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                   ("LINEBELOW", (0, 0), (-1, -1), 0.35, colors.lightgrey), ("TOPPADDING", (0, 0), (-1, -1), 2),
                   ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])


def make():
    pdfmetrics.registerFont(TTFont("DejaVu", "reports/fonts/DejaVuSans.ttf"))
    data = [[f"c{c}" for c in range(columns)]]
    for r in range(rows):
        amounts = (r * 7919 % 9000000 + c * 1000 for c in range(1, columns))
        data.append([f"Activité n° {r}, menée par la structure pilote"] + [f"{a:,}".replace(",", "\u202f") for a in amounts])
    SimpleDocTemplate(out, pagesize=landscape(A4)).build([Table(data, repeatRows=1, style=LOOK)])


best = 1e9
for _ in range(5):
    start = time.perf_counter()
    make()
    best = min(best, time.perf_counter() - start)
print(best)
