"""The three rates again, from the exports alone, by another road: sets of activities and fractions, no roll-up.

Usage: rates.py FOLDER PLAN, where FOLDER holds results.csv, budgets.csv, financing.csv, spending.csv, progress.csv,
mobilisation.csv, revisions.csv and compute-YEAR.csv. Compares every row of compute by node, and those by funder of the
mobilisation rate, with what it finds; prints what differs, then "N passed, N failed".
"""
import csv
import sys
from collections import defaultdict
from fractions import Fraction

folder, first_year = sys.argv[1], 2011


def rows(name):
    with open(f"{folder}/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


parent = {r["id"]: r["parent"] for r in rows("results")}
budgets = {(r["activity_id"], int(r["year"])): r for r in rows("budgets")}
leaves = sorted({a for a, _ in budgets})


def under(node):
    """The activities of a node, itself included; all of them for the plan."""
    found = []
    for leaf in leaves:
        at = leaf
        while at and at != node:
            at = parent[at]
        if at == node:
            found.append(leaf)
    return found


members = {node: under(node) for node in parent}
members[""] = leaves

# The base: what was planned, and the last revision of an activity and year (exports are as known at their date).
revisions = [r for r in rows("revisions") if not r["funder"]]
base = {k: int(r["amount"]) if r["state"] == "number" else None for k, r in budgets.items()}
for r in sorted(revisions, key=lambda r: (r["date"], int(r["number"]))):
    base[r["result_id"], int(r["year"])] = int(r["amount"])


def latest(table):
    """Rows of the latest period of each activity and year: "2013" is later than "2013-S1" and "2013-T3"."""
    last = defaultdict(str)
    for r in rows(table):
        key = r["activity_id"], int(r["period"][:4])
        rank = r["period"] if "-" in r["period"] else r["period"] + "~"
        last[key] = max(last[key], rank)
    for r in rows(table):
        rank = r["period"] if "-" in r["period"] else r["period"] + "~"
        if rank == last[r["activity_id"], int(r["period"][:4])]:
            yield r


paid = {}
for r in latest("spending"):
    if r["stage"] != "paid":
        continue
    key = r["activity_id"], int(r["period"][:4])
    if r["state"] == "missing" or paid.get(key, 0) is None:
        paid[key] = None
    elif r["state"] == "number":
        paid[key] = paid.get(key, 0) + int(r["amount"])

progress = {(r["activity_id"], int(r["period"][:4])): r for r in latest("progress")}
received = defaultdict(dict)
for r in rows("mobilisation"):
    if r["status"] == "received":
        received[r["funder"], int(r["year"])][r["result_id"]] = r
financing = defaultdict(dict)
for r in rows("financing"):
    if r["state"] == "number" and int(r["amount"]) > 0:
        financing[r["funder"], int(r["year"])][r["result_id"]] = int(r["amount"])


def rate(pairs):
    """(numerator or None, denominator) of each item asked for -> state, value, n, N."""
    pairs = list(pairs)
    known = [(a, b) for a, b in pairs if a is not None]
    if not pairs:
        return None
    if not known:
        return "missing", None, 0, len(pairs)
    value = Fraction(sum(Fraction(a) for a, _ in known)) / sum(b for _, b in known)
    return "number" if len(known) == len(pairs) else "partial", value, len(known), len(pairs)


def money(node, funder, year):
    return rate((paid.get((a, year)), base[a, year]) for a in members[node] if base.get((a, year)))


def scheduled(activity, year):
    cell = budgets[activity, year]
    return cell["state"] == "pm" or (cell["state"] == "number" and int(cell["amount"]) > 0)


def work(node, funder, year):
    pairs = []
    for a in members[node]:
        told = progress.get((a, year))
        if not scheduled(a, year) or (told and told["state"] == "cancelled" and a in dated):
            continue
        pairs.append((Fraction(told["physical"]) / 100 if told and told["physical"] else None, 1))
    return rate(pairs)


def funds(node, funder, year):
    pairs = []
    for (who, when), planned in financing.items():
        if when != year or (funder and who != funder):
            continue
        told = received[who, year]
        if node == "" and "" in told:
            amounts = [int(r["amount"]) if r["state"] == "number" else None for r in told.values()]
            pairs.append((None if None in amounts else sum(amounts), sum(planned.values())))
            continue
        for where, amount in planned.items():
            if node in ("", where):
                r = told.get(where)
                pairs.append((int(r["amount"]) if r and r["state"] == "number" else None, amount))
    return rate(pairs)


# Dates of decisions are not exported: an activity cancelled by a dated decision is named on the command line.
dated = set(sys.argv[2:])
passed = failed = 0
ways = {"taux-execution-financiere": money, "taux-execution-physique": work, "taux-mobilisation": funds}
for year in (2011, 2012, 2013):
    for r in rows(f"compute-{year}"):
        if r["funder"] and r["indicator"] != "taux-mobilisation":
            continue
        got = ways[r["indicator"]](r["result_id"], r["funder"], year)
        said = r["state"], r["value"], r["reported"], r["expected"]
        if got is None:
            good = r["state"] in ("na", "nc") and r["value"] == ""
        else:
            state, value, known, expected = got
            close = value is None if r["value"] == "" else abs(Fraction(r["value"]) - value) <= Fraction(1, 2 * 10**12)
            good = r["state"] == state and close and (r["reported"], r["expected"]) == (str(known), str(expected))
        passed += good
        failed += not good
        if not good and failed <= 20:
            print(f"FAILED: {r['indicator']} {year} « {r['result_id']} » {r['funder']}: said {said}, found {got}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
