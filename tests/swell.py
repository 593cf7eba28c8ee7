"""Makes the texts of a plan and of its returns too long, and adds sources and results, in two data packages.
Usage: tests/swell.py PLAN_FOLDER RETURNS_FOLDER"""
import csv
import sys

LONG = " très long intitulé du document" * 65
WIDE = "W" * 300


def edit(path, change, more=()):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    for row in rows:
        change(row)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows + list(more))


def swell_result(row):
    row["title"] += LONG
    if row["level"] == "axis":
        row["short_title"] += LONG


def swell(field):
    return lambda row: row.update({field: row[field] + LONG})


plan, returns = sys.argv[1:]
axes = [dict(id=i, level="axis", position=i, code_printed=i, title=WIDE + LONG, short_title=WIDE, doc="001", line=6000 + i)
        for i in range(5, 40)]
funders = [dict(id=f"f{i}", position=i, name=WIDE, name_en=WIDE, label_printed="x") for i in range(20, 72)]
edit(plan + "/results.csv", swell_result, axes)
edit(plan + "/funders.csv", swell("name"), funders)
edit(plan + "/structures.csv", swell("name"))
edit(returns + "/returns.csv", swell("comment"))
