"""The tables of the annual report as a Python script makes them: sqlite3 for the rows, dictionaries for the
sums, reportlab's platypus for the pages. Usage: /usr/bin/python3 tests/bench/reportlab/annual.py DATABASE PLAN YEAR OUT.pdf
What the report adds is left out here: the audit of the document, sentences, charts, notes, structure, bookmarks."""
import sqlite3
import sys
from collections import defaultdict

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

database, plan, year, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
PLAN = db.execute("SELECT plan FROM plans WHERE name = ?", (plan,)).fetchone()[0]
pdfmetrics.registerFont(TTFont("DejaVu", "reports/fonts/DejaVuSans.ttf"))
pdfmetrics.registerFont(TTFont("DejaVuBold", "reports/fonts/DejaVuSans-Bold.ttf"))
CELL = ParagraphStyle("cell", fontName="DejaVu", fontSize=7, leading=8.5)
HEAD = ParagraphStyle("head", fontName="DejaVuBold", fontSize=7, leading=8.5)
TITLE = ParagraphStyle("title", fontName="DejaVuBold", fontSize=9, leading=13)
LOOK = TableStyle([("FONT", (0, 0), (-1, -1), "DejaVu", 7), ("LINEBELOW", (0, 0), (-1, -1), 0.35, colors.lightgrey),
                   ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.89, 0.91, 0.93)), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                   ("ALIGN", (1, 1), (-1, -1), "RIGHT"), ("TOPPADDING", (0, 0), (-1, -1), 2),
                   ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])
story = []


def rows(sql, *more):
    return db.execute(sql, (PLAN, *more)).fetchall()


def amount(value):
    return "ND" if value is None else f"{round(value / 1000):,}".replace(",", "\u202f")


def rate(part, whole):
    return "n.c." if not whole or part is None else f"{100 * part / whole:.1f}".replace(".", ",") + "\u00a0%"


def words(text):
    return Paragraph((text or "").replace("&", "&amp;").replace("<", "&lt;"), CELL)


def table(title, head, body, widths=None):
    story.append(Paragraph(title, TITLE))
    data = [[Paragraph(h, HEAD) for h in head]] + body
    story.append(Table(data, colWidths=widths, repeatRows=1, style=LOOK))
    story.append(Spacer(1, 10))


# ---- the rows, and what they add up to ----
results = {r[0]: r for r in rows("SELECT id, parent_id, level, title, short_title, position FROM results WHERE plan = ?")}
order = sorted(results, key=lambda i: [int(p) for p in i.split(".")])
LEVELS = [r[0] for r in rows("SELECT code FROM levels WHERE plan = ? ORDER BY position")]
above = {i: [".".join(i.split(".")[:k]) for k in range(1, i.count(".") + 2)] + [""] for i in results}
funders = rows("SELECT id, name FROM funders WHERE plan = ? ORDER BY position")
first, last = rows("SELECT first_year, last_year FROM plans WHERE plan = ?")[0]

base = defaultdict(int)
own_base = {}
for activity, y, value in rows("SELECT activity_id, year, amount FROM budgets WHERE plan = ? AND state = 'number'"):
    own_base[activity, y] = value
for node, y, value in rows("SELECT result_id, year, amount FROM revisions WHERE plan = ? AND result_id IS NOT NULL "
                           "AND funder IS NULL ORDER BY number"):
    own_base[node, y] = value
for (activity, y), value in own_base.items():
    for node in above.get(activity, ()):
        base[node, y] += value
year_of = {c: y for c, y in rows("SELECT code, year FROM periods WHERE plan = ?")}
spent, own_spent, by_funder, by_stage = defaultdict(int), {}, defaultdict(int), defaultdict(int)
for activity, funder, period, stage, state, value in rows(
        "SELECT activity_id, funder, period, stage, state, amount FROM spending WHERE plan = ? ORDER BY period"):
    if state != "number" or "-" in period:
        continue
    y = year_of[period]
    for node in above.get(activity, ()):
        by_stage[node, stage, y] += value
        if stage == "paid":
            spent[node, y] += value
    if stage == "paid":
        own_spent[activity, y] = own_spent.get((activity, y), 0) + value
        by_funder[funder, y] += value
states = defaultdict(int)
physical, done, comments = {}, defaultdict(list), {}
for activity, period, state, percent, comment in rows(
        "SELECT activity_id, period, state, physical, comment FROM progress WHERE plan = ? ORDER BY period"):
    y = year_of[period]
    if "-" in period:
        continue
    physical[activity, y] = percent
    comments[activity, y] = (state, comment)
    for node in above.get(activity, ()):
        states[node, state, y] += 1
        if percent is not None:
            done[node, y].append(float(percent))
received, planned = defaultdict(int), defaultdict(int)
for funder, period, value in rows("SELECT funder, period, amount FROM mobilisation WHERE plan = ? AND "
                                  "status = 'received' AND state = 'number'"):
    received[funder, year_of.get(period)] += value
for funder, y, value in rows("SELECT funder, year, amount FROM financing WHERE plan = ? AND state = 'number'"):
    planned[funder, y] += value
leads = dict(rows("SELECT result_id, structure FROM leads WHERE plan = ?"))


def label(node):
    return words(f"{node} {results[node][4] or results[node][3]}")


def level(code):
    return [i for i in order if results[i][2] == code]


def mean(values):
    return "ND" if not values else f"{sum(values) / len(values):.1f}".replace(".", ",") + "\u00a0%"


# ---- the tables ----
STATES = ["done", "under_way", "not_started", "postponed", "cancelled"]
axes, outcomes, outputs, activities = (level(code) for code in LEVELS)
table("Activités par axe", ["Axe"] + STATES, [[label(i)] + [states[i, s, year] for s in STATES] for i in axes + []])
table("Exécution physique", ["Effet", "Taux", "n", "Avant"],
      [[label(i), mean(done[i, year]), len(done[i, year]), mean(done[i, year - 1])] for i in axes + outcomes])
for name, nodes in (("axe", axes), ("effet", outcomes), ("extrant", outputs)):
    table(f"Exécution financière par {name}", [name, "Dotation", "Payé", "Taux", "Avant", "Physique"],
          [[label(i), amount(base[i, year]), amount(spent[i, year]), rate(spent[i, year], base[i, year]),
            rate(spent[i, year - 1], base[i, year - 1]), mean(done[i, year])] for i in nodes])
table("Par source", ["Source", "Prévu", "Reçu", "Mobilisation", "Payé", "sur reçu"],
      [[words(n), amount(planned[f, year]), amount(received[f, year]), rate(received[f, year], planned[f, year]),
        amount(by_funder[f, year]), rate(by_funder[f, year], received[f, year])] for f, n in funders])
STAGES = ["committed", "liquidated", "ordered", "paid"]
table("Par stade", ["Stade"] + [f"Axe {a}" for a in axes],
      [[s] + [amount(by_stage[a, s, year]) for a in axes] for s in STAGES])
table("Par année", ["Année", "Dotation", "Payé", "Taux"],
      [[y, amount(base["", y]), amount(spent["", y]), rate(spent["", y], base["", y])] for y in range(first, last + 1)])
gaps = []
for i in outputs:
    if base[i, year] and done[i, year] and (i, year) in spent:
        gaps.append((sum(done[i, year]) / len(done[i, year]) - 100 * spent[i, year] / base[i, year], i))
gaps.sort(key=lambda g: -abs(g[0]))
table("Écarts", ["Extrant", "Dotation", "Physique", "Financier", "Écart"],
      [[label(i), amount(base[i, year]), mean(done[i, year]), rate(spent[i, year], base[i, year]), f"{g:+.1f}"]
       for g, i in gaps[:10]])
for name, wanted in (("N'ont pas eu lieu", STATES[2:]), ("En cours", STATES[1:2])):
    table(name, ["Activité", "Pilote", "État", "Observation"],
          [[label(i), leads.get(i, ""), comments[i, year][0], words(comments[i, year][1])] for i in activities
           if (i, year) in comments and comments[i, year][0] in wanted and comments[i, year][1]])
story.append(PageBreak())
table("Matrice des activités", ["Activité", "Pilote", "État", "Dotation", "Payé", "Taux", "Physique"],
      [[words(f"{i} {results[i][3]}"), words(leads.get(i, "")), comments.get((i, year), ("", ""))[0],
        amount(own_base.get((i, year), 0)), amount(own_spent.get((i, year))),
        rate(own_spent.get((i, year)), own_base.get((i, year))), physical.get((i, year), "ND")]
       for i in activities], [260, 60, 60, 60, 60, 50, 50])
sent = rows("SELECT id, period, sender, due_on, received_on, status, comment FROM returns WHERE plan = ? ORDER BY id")
table("Fiches", ["Fiche", "Période", "Structure", "Attendue", "Reçue", "État", "Observation"],
      [[words(str(v)) if k in (0, 6) else v or "" for k, v in enumerate(r)] for r in sent if year_of[r[1]] == year])
table("Couverture", ["Régime", "Région", "Année", "Bénéficiaires"],
      [[words(s), words(r), y, v] for s, r, y, v in
       rows("SELECT scheme, region, year, value FROM coverage WHERE plan = ? AND measure = 'bénéficiaires'")])
measured = {(r, p): v for r, p, y, v in
            rows("SELECT result_id, position, year, value FROM measurements WHERE plan = ? ORDER BY year") if y <= year}
table("Indicateurs du cadre logique", ["Résultat", "Indicateur", "Référence", "Cible", "Mesure"],
      [[i, words(t), words(b), words(c), measured.get((i, p), "ND")] for i, p, t, b, c in
       rows("SELECT result_id, position, indicator, baseline_text, target_text FROM indicators WHERE plan = ?")],
      [50, 280, 130, 130, 60])
SimpleDocTemplate(out, pagesize=landscape(A4), title="Rapport annuel").build(story)
