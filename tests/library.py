"""The other indicators of the library again, from the exports alone: balances, changes, cumulative rates, shares, gaps,
quantities, returns. Rules are those of the reference page, written over plain sets of activities.

Usage: library.py FOLDER DATED...: as rates.py, with returns.csv, extra_work.csv, settings.csv and library-YEAR.csv (every
indicator of the library about activities, of the years 2011 to 2015). Prints what differs, then "N passed, N failed".
"""
import csv
import datetime
import sys
from collections import defaultdict
from fractions import Fraction

folder, dated = sys.argv[1], set(sys.argv[2:])
MISSING = "missing"
NA = None
FIRST, LAST = 2011, 2015


def rows(name):
    with open(f"{folder}/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


parent = {r["id"]: r["parent"] for r in rows("results")}
budgets = {(r["activity_id"], int(r["year"])): r for r in rows("budgets")}
leaves = sorted({a for a, _ in budgets})
members = defaultdict(list)
for leaf in leaves:
    at = leaf
    while True:
        members[at].append(leaf)
        if not at:
            break
        at = parent[at]

base = {k: int(r["amount"]) if r["state"] == "number" else NA for k, r in budgets.items()}
for r in sorted((r for r in rows("revisions") if not r["funder"]), key=lambda r: (r["date"], int(r["number"]))):
    base[r["result_id"], int(r["year"])] = int(r["amount"])
everything = {"committed", "liquidated", "ordered", "paid"}
stages = {r["about"]: set(r["value"].split()) for r in rows("settings") if r["key"] == "stages"}
asked = {int(r["period"][:4]) for r in rows("returns")}


def latest(table):
    def rank(r):
        return r["period"] if "-" in r["period"] else r["period"] + "~"
    found = rows(table)
    last = defaultdict(str)
    for r in found:
        key = r["activity_id"], int(r["period"][:4])
        last[key] = max(last[key], rank(r))
    kept = defaultdict(list)
    for r in found:
        key = r["activity_id"], int(r["period"][:4])
        if rank(r) == last[key]:
            kept[key].append(r)
    return kept


spending = latest("spending")
progress = {k: r[0] for k, r in latest("progress").items()}


def has(funder, stage):
    return stage in stages.get(funder, everything)


def positive(a, y):
    return (base.get((a, y)) or 0) > 0


def spent(a, y, stage, other=NA, whole=False):
    """One activity in one year: an amount, MISSING, or NA."""
    told = spending.get((a, y), [])
    without = [r for r in told if not has(r["funder"], stage) or (other and not has(r["funder"], other))]
    if whole and without:
        return NA
    used = [r for r in told if r["stage"] == stage and not (other and r in without)]
    if any(r["state"] == "missing" for r in used):
        return MISSING
    numbers = [int(r["amount"]) for r in used if r["state"] == "number"]
    if numbers:
        return sum(numbers)
    if told and len(without) == len(told):
        return NA
    return MISSING if positive(a, y) and y in asked else NA


def declared(activities, y):
    """What sources have paid for activities of which another has not answered."""
    return sum(int(r["amount"]) for a in activities if spent(a, y, "paid") == MISSING for r in spending.get((a, y), [])
               if r["stage"] == "paid" and r["state"] == "number")


def scheduled(a, y):
    cell = budgets[a, y]
    return cell["state"] == "pm" or (cell["state"] == "number" and int(cell["amount"]) > 0)


def in_programme(a, y):
    told = progress.get((a, y))
    return scheduled(a, y) and not (told and told["state"] == "cancelled" and (a, y) in cancelled)


cancelled = {(a, y) for a in dated for y in range(FIRST, LAST + 1)}


def physical(a, y):
    told = progress.get((a, y))
    if not in_programme(a, y):
        return NA
    if told and told["physical"]:
        return Fraction(told["physical"]) / 100
    return MISSING if y in asked else NA


def total(values, declared=0):
    """A sum of what is known: state, value, n, N; NA when nothing is asked for. `declared`: of what is missing."""
    values = [v for v in values if v is not NA]
    known = [v for v in values if v != MISSING]
    if not values:
        return NA
    if not known and not declared:
        return MISSING, NA, 0, len(values)
    return "number" if len(known) == len(values) else "partial", Fraction(sum(known) + declared), len(known), len(values)


def ratio(pairs):
    """Σ a ÷ Σ b where b is positive and a is asked for."""
    pairs = [(a, b) for a, b in pairs if b and b != MISSING and b > 0 and a is not NA]
    known = [(a, b) for a, b in pairs if a != MISSING]
    if not pairs:
        return NA
    if not known:
        return MISSING, NA, 0, len(pairs)
    value = Fraction(sum(Fraction(a) for a, _ in known)) / sum(Fraction(b) for _, b in known)
    return "number" if len(known) == len(pairs) else "partial", value, len(known), len(pairs)


def minus(x, y):
    if MISSING in (x, y):
        return MISSING
    return NA if x is NA or y is NA else x - y


def change(now, before, times=1):
    """This year less the one before, with the n/N of the one that lacks returns; not a number when either is not one."""
    if before is NA or before[1] is NA:
        return before
    if now is NA or now[1] is NA:
        return now
    partial = "partial" in (now[0], before[0])
    told = before if partial and now[0] == "number" else now
    return "partial" if partial else "number", (now[1] - before[1]) * times, told[2], told[3]


def money(node, y):
    return ratio((spent(a, y, "paid"), base[a, y]) for a in members[node])


def work(node, y):
    return ratio((physical(a, y), 1 if in_programme(a, y) else NA) for a in members[node])


def paid(node, y):
    return total((spent(a, y, "paid") for a in members[node]), declared(members[node], y))


def gap(node, y):
    """Both rates over the activities with an allocation and both figures."""
    both = [a for a in members[node] if positive(a, y) and in_programme(a, y)]
    asked_for = [a for a in both if spent(a, y, "paid") is not NA and physical(a, y) is not NA]
    known = [a for a in asked_for if MISSING not in (spent(a, y, "paid"), physical(a, y))]
    if not asked_for:
        return NA
    if not known:
        return MISSING, NA, 0, len(asked_for)
    done = sum(physical(a, y) for a in known) / len(known)
    used = Fraction(sum(spent(a, y, "paid") for a in known), sum(base[a, y] for a in known))
    return "number" if len(known) == len(asked_for) else "partial", (done - used) * 100, len(known), len(asked_for)


def outside(node, y):
    out = [a for a in members[node] if not positive(a, y)]
    return total((spent(a, y, "paid") for a in out), declared(out, y))


def between(first, second):
    return lambda node, y: total(minus(spent(a, y, first, second), spent(a, y, second, first)) for a in members[node])


def available(node, y):
    return total(minus(base[a, y], spent(a, y, "committed", whole=True)) if base[a, y] is not NA
                 else MISSING if spent(a, y, "committed", whole=True) == MISSING else NA for a in members[node])


def cumulative(node, y):
    years = [(a, k) for a in members[node] for k in range(FIRST, y + 1)]
    rate = ratio((spent(a, k, "paid"), base[a, k]) for a, k in years)
    never_asked = any(positive(a, k) and k not in asked and spent(a, k, "paid") is NA for a, k in years)
    return ("partial", *rate[1:]) if rate is not NA and rate[0] == "number" and never_asked else rate


def quantities(node, y):
    told = {a: progress.get((a, y), {}) for a in members[node]}
    units = {told[a].get("unit") for a in told if told[a].get("quantity_done") or told[a].get("quantity_planned")}
    if len(units) > 1:
        return "nc", NA, 0, 0
    number = {k: lambda a, k=k: Fraction(told[a][k]) if told[a].get(k) else NA for k in ("quantity_done", "quantity_planned")}
    pairs = []
    for a in told:
        done, planned = number["quantity_done"](a), number["quantity_planned"](a)
        pairs.append((MISSING if done is NA and planned is not NA else done, planned))
    return ratio(pairs)


def beside(node, y):
    if y not in asked:
        return NA
    last = max((r["period"] if "-" in r["period"] else r["period"] + "~" for r in rows("returns")
                if int(r["period"][:4]) == y), default="").rstrip("~")
    works = sum(r["period"] == last and (node == "" or r["result_id"] == node or inside(r["result_id"], node))
                for r in rows("extra_work"))
    done = sum(not scheduled(a, y) and progress.get((a, y), {}).get("state") in ("done", "under_way") for a in members[node])
    return "number", Fraction(done + works), 0, 0


def inside(result, node):
    while result:
        if result == node:
            return True
        result = parent.get(result, "")
    return False


def returned(good):
    def of(node, y):
        last = max((r["period"] if "-" in r["period"] else r["period"] + "~" for r in rows("returns")
                    if int(r["period"][:4]) == y), default="").rstrip("~")
        mine = [r for r in rows("returns") if r["period"] == last]
        return ("number", Fraction(sum(good(r) for r in mine), len(mine)), 0, 0) if mine else NA
    return of


def elapsed(node, y):
    days = (datetime.date(y, 12, 31) - datetime.date(FIRST, 1, 1)).days + 1
    return "number", Fraction(days, (datetime.date(LAST, 12, 31) - datetime.date(FIRST, 1, 1)).days + 1), 0, 0


ways = {
    "execution-cumulee": cumulative,
    "depenses-hors-dotation": outside,
    "evolution-depense": lambda n, y: change(paid(n, y), paid(n, y - 1)) if y > FIRST else NA,
    "evolution-execution-financiere": lambda n, y: change(money(n, y), money(n, y - 1), 100) if y > FIRST else NA,
    "evolution-execution-physique": lambda n, y: change(work(n, y), work(n, y - 1), 100) if y > FIRST else NA,
    "ecart-physico-financier": gap,
    "solde-a-payer": between("ordered", "paid"),
    "solde-engage-non-liquide": between("committed", "liquidated"),
    "solde-liquide-non-ordonnance": between("liquidated", "ordered"),
    "solde-disponible": available,
    "realisation-quantites": quantities,
    "activites-hors-programme": beside,
    "completude": returned(lambda r: bool(r["received_on"]) and r["received_on"] <= "2014-03-31"),
    "ponctualite": returned(lambda r: bool(r["received_on"]) and r["received_on"] <= min(r["due_on"], "2014-03-31")),
    "temps-ecoule": elapsed,
}


# ---- by source ----

financing = defaultdict(int)
for r in rows("financing"):
    if r["state"] == "number":
        for at in {r["result_id"], ""}:
            financing[at, r["funder"], int(r["year"])] += int(r["amount"])
            financing[at, "", int(r["year"])] += int(r["amount"])


def by(stage, node, funder, y):
    return sum(int(r["amount"]) for a in members[node] for r in spending.get((a, y), [])
               if r["funder"] == funder and r["stage"] == stage and r["state"] == "number")


def over(a, b):
    return Fraction(a, b) if b else NA


sources = {
    "taux-execution-financiere": lambda n, f, y: over(by("paid", n, f, y), financing[n, f, y]),
    "part-source-financement": lambda n, f, y: over(financing[n, f, y], financing[n, "", y]),
    "part-source-depense": lambda n, f, y: over(by("paid", n, f, y), int((paid(n, y) or (0, 0))[1] or 0)),
    "evolution-depense": lambda n, f, y: by("paid", n, f, y) - by("paid", n, f, y - 1),
    "solde-disponible": lambda n, f, y: financing[n, f, y] - by("committed", n, f, y) if has(f, "committed") else NA,
    "solde-engage-non-liquide": lambda n, f, y: by("committed", n, f, y) - by("liquidated", n, f, y),
    "solde-liquide-non-ordonnance": lambda n, f, y: by("liquidated", n, f, y) - by("ordered", n, f, y),
    "solde-a-payer": lambda n, f, y: by("ordered", n, f, y) - by("paid", n, f, y),
    "execution-cumulee": lambda n, f, y: over(sum(by("paid", n, f, k) for k in range(FIRST, y + 1)),
                                              sum(financing[n, f, k] for k in range(FIRST, y + 1) if k in asked)),
}


def agrees_by_source(r, value):
    """A number is the one found; without one there is a reason."""
    if r["value"] == "":
        return r["state"] in ("na", "nc", "missing", "dash", "pm") and (r["reason"] != "" or r["state"] in ("dash", "pm"))
    return value is not NA and abs(Fraction(r["value"]) - value) <= Fraction(1, 2 * 10**12)


def agrees(r, got):
    if got is NA:
        return r["state"] in ("na", "nc", "dash", "pm") and r["value"] == ""
    state, value, known, expected = got
    if r["state"] != state or (value is NA) != (r["value"] == ""):
        return False
    counted = expected == 0 or (r["reported"], r["expected"]) == (str(known), str(expected))
    return counted and (value is NA or abs(Fraction(r["value"]) - value) <= Fraction(1, 2 * 10**12))


passed = failed = 0
for year in range(FIRST, LAST + 1):
    for r in rows(f"library-{year}"):
        if r["funder"] and r["indicator"] in sources:
            got = sources[r["indicator"]](r["result_id"], r["funder"], year)
            good = agrees_by_source(r, got)
        elif not r["funder"] and r["indicator"] in ways:
            got = ways[r["indicator"]](r["result_id"], year)
            good = agrees(r, got)
        else:
            continue
        passed += good
        failed += not good
        if not good and failed <= 20:
            said = r["state"], r["value"], r["reported"], r["expected"], r["reason"]
            print(f"FAILED: {r['indicator']} {year} « {r['result_id']} » {r['funder']}: said {said}, found {got}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
