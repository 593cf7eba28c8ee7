"""The tables of the annual report as a Python script makes them: sqlite3 for the rows, dictionaries for the sums,
reportlab's platypus for the pages. Usage: /usr/bin/python3 tests/bench/reportlab/annual.py DATABASE PLAN YEAR OUT.pdf
[PACKAGE]. With the plan's package it audits the document too (tests/findings) and prints the figures that disagree,
but not what causes them. What the report adds is left out: sentences, cards, charts, notes, contents, bookmarks, tags,
the planners' texts."""
import sys

from annual_pages import WORDS, Pages, money, percent, points, words
from annual_rows import STAGES, STATES, Rate, Rows

database, plan, year, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
package = sys.argv[5] if len(sys.argv) > 5 else None
rows, pages = Rows(database, plan, year), Pages()
axes, outcomes, outputs, activities = (rows.level(k) for k in range(4))
last = year - 1
NAMES = dict(rows.funders)


def label(node):
    if node.startswith("="):
        return f"Ensemble, axe {node[1:]}"
    return words(f"{node} {rows.results[node][3]}") if node else "Ensemble du plan"


def axis(node):
    return words(f"Axe {node} – {rows.results[node][4] or rows.results[node][3]}") if node else "Ensemble du plan"


def rate(of, node, y, covered=True):
    now, before = of[node, y], of[node, y - 1]
    cells = [percent(now.value()), f"{now.n}/{now.of}"] + ([percent(now.covered())] if covered else [])
    return cells + [now.light(), percent(before.value()), points(now.value(), before.value())]


def below_axes():
    """The outcomes of each axis under its words, then its own row; the plan's at the end."""
    for a in axes:
        yield a, f"{a} {rows.results[a][3]}"
        yield from ((o, None) for o in outcomes if o.startswith(a + "."))
        yield "=" + a, None
    yield "", None


def activity_tables():
    kinds = ["scheduled"] + STATES + ["not_reported", "unscheduled"]
    pages.table("Activités prévues, par axe", ["Axe", "Prévues", "Réalisées", "En cours", "Non commencées", "Reportées",
                                              "Annulées", "Sans réponse", "Hors programme"],
                [[axis(a)] + [rows.states[a, k, year] for k in kinds] for a in axes + [""]], [5, 3, 3, 3, 4, 4, 3, 3, 5])
    pages.table("Exécution physique par axe et effet",
                ["Effet", "Taux", "Activités connues", "Part connue", "Feu", f"Taux {last}", "Évolution"],
                [text or [label(n)] + rate(rows.physical, n.strip("="), year) for n, text in below_axes()], [9, 2, 2, 2, 1, 2, 2])
    outside = [i for i in activities if (rows.spent.get((i, year)) and not rows.base.get((i, year))) or
               ((i, year) not in rows.scheduled and rows.progress.get((i, year), ("",))[0] in STATES[:2])]
    pages.table("Activités menées ou payées sans être programmées ou dotées",
                ["Activité", "Structure pilote", "État", "Dépensé hors dotation", "Explication de la structure"],
                [[label(i), rows.leads.get(i, ""), WORDS[rows.progress[i, year][0]],
                  money(rows.spent[i, year]) if (i, year) in rows.spent else "s.o.", words(rows.progress[i, year][2])]
                 for i in outside], [5, 2, 2, 2, 5])
    extra = rows.all("SELECT title, result_id, period, amount, comment, return_id FROM extra_work WHERE plan = ?")
    senders = dict(rows.all("SELECT id, sender FROM returns WHERE plan = ?"))
    pages.table("Travaux que le plan ne contient pas",
                ["Travail", "Rattaché à", "Structure", "Montant", "Explication de la structure"],
                [[words(t), near, senders.get(sheet, ""), money(amount), words(comment)]
                 for t, near, period, amount, comment, sheet in extra if rows.year_of.get(period) == year],
                [5, 2, 2, 2, 5])


def money_tables():
    body = []
    for y in range(rows.first, rows.last + 1):
        body.append([y, money(rows.total_base["", y])] + (
            [money(rows.total_spent["", y])] + rate(rows.financial, "", y) if y <= year else [""] * 7))
        if y == year:
            past = range(rows.first, y + 1)
            body.append([f"Cumul {rows.first}-{y}", money(sum(rows.total_base["", t] for t in past)),
                         money(sum(rows.total_spent["", t] or 0 for t in past))] + [""] * 6)
    pages.table("Exécution par année", ["Année", "Dotation révisée", "Payé", "Taux", "Activités connues", "Part connue",
                                        "Feu", "Année précédente", "Évolution"], body, [5, 5, 5, 4, 5, 4, 2, 5, 5])
    head = ["Dotation révisée", "Payé", "Taux", "Activités connues"]
    tail = ["Feu", f"Taux {last}", "Évolution"]
    pages.table("Exécution financière par axe", ["Axe"] + head + ["Part connue"] + tail,
                [[axis(a), money(rows.total_base[a, year]), money(rows.total_spent[a, year])] +
                 rate(rows.financial, a, year) for a in axes + [""]], [11, 6, 6, 4, 5, 5, 3, 4, 6])
    pages.table("Exécution financière par effet", ["Effet"] + head + tail,
                [text or [label(n), money(rows.total_base[n.strip("="), year]),
                          money(rows.total_spent[n.strip("="), year])] +
                 rate(rows.financial, n.strip("="), year, False) for n, text in below_axes()],
                [15, 6, 6, 5, 5, 3, 5, 6])
    pages.table("Financement et dépense par source",
                ["Source de financement", "Prévu", "Reçu", "Taux", "Lignes connues", "Feu", "Payé", "sur report et reçu",
                 "sur prévu", "Activités connues"], [funder_row(f) for f in [f for f, _ in rows.funders] + [None]],
                [9, 6, 6, 4, 5, 3, 6, 5, 4, 5])
    pages.table("Dépense par stade et par axe", ["Stade de la dépense"] + [f"Axe {a}" for a in axes] + ["Ensemble"],
                [[s] + [money(rows.by_stage[s, a, year]) for a in axes] +
                 [money(sum(rows.by_stage[s, a, year] for a in axes))] for s in STAGES], [3] + [2] * 5)


def funder_row(funder):
    which = [f for f, _ in rows.funders] if funder is None else [funder]
    mobilised = Rate()
    for (f, node, y), (amount, _) in rows.lines.items():
        if f in which and y == year:
            mobilised.add(rows.sources.get((f, node, y), (None,))[0], amount)
    planned, received, spent = (sum(table[f, year] for f in which)
                                for table in (rows.financing, rows.received, rows.by_funder))
    opening = sum(rows.received[f, y] - rows.by_funder[f, y] for f in which for y in range(rows.first, year))
    known = rows.financial["", year]
    return [words("Toutes les sources" if funder is None else NAMES[funder]), money(planned), money(received),
            percent(mobilised.value()), f"{mobilised.n}/{mobilised.of}", mobilised.light(), money(spent),
            percent(100 * spent / (opening + received) if opening + received else None),
            percent(100 * spent / planned if planned else None), f"{known.n}/{known.of}"]


def gap_tables():
    found = []
    for i in outputs:
        pace = rows.pace[i, year]
        if pace.n:
            work = rows.states[i, "pace", year] / pace.n
            found.append((work - pace.value(), i, pace, work))
    found.sort(key=lambda g: -abs(g[0]))
    pages.table("Les dix plus grands écarts entre exécution physique et financière",
                ["Extrant", "Dotation révisée", "Activités comparées", "Taux physique", "Taux financier", "Écart"],
                [[label(i), money(pace.whole), pace.n, percent(work), percent(pace.value()), points(gap, 0)]
                 for gap, i, pace, work in found[:10]], [8, 3, 2, 2, 2, 3])
    told_table("Activités reportées, annulées ou non commencées", STATES[2:])


def told_table(title, wanted):
    body = []
    for a in axes:
        told = [i for i in activities if i.startswith(a + ".") and (i, year) in rows.progress and
                rows.progress[i, year][0] in wanted and rows.progress[i, year][2]]
        if told:
            body.append(f"Axe {a} – {rows.results[a][4] or rows.results[a][3]}")
        body += [[label(i), rows.leads.get(i, ""), WORDS[rows.progress[i, year][0]], words(rows.progress[i, year][2])]
                 for i in told]
    pages.table(title, ["Activité", "Structure pilote", "État", "Ce qu’en dit la structure"], body, [6, 2, 2, 5])


def coverage_tables():
    people = {}
    for region, y, value in rows.db.execute("SELECT region, year, value FROM populations"):
        people.setdefault(region, {})[y] = float(value)
    body = []
    for scheme, region, y, measure, value in rows.all(
            "SELECT scheme, region, year, measure, value FROM coverage WHERE plan = ? AND measure LIKE 'bénéficiaires%' "
            "ORDER BY scheme, region"):
        near = min(people.get(region, {}), key=lambda t: abs(t - y), default=None)
        of = people[region][near] if near else None
        count = float(value) if value is not None else None
        kind = measure[len("bénéficiaires"):]
        body.append([words(region + kind), "–" if count is None else f"{count:,.0f}".replace(",", "\u202f"), y,
                     "ND" if of is None else f"{of:,.0f}".replace(",", "\u202f"), near or "", abs(near - y) if near else "",
                     percent(100 * (count or 0) / of if of else None)])
    pages.table("Taux de couverture par régime et par région",
                ["Régime et région", "Bénéficiaires", "Année", "Population", "Année de la population", "Écart en années",
                 "Taux de couverture"], body, [4, 2, 2, 2, 2, 2, 2])


def indicator_rows():
    measured = {(r, p): (float(v) if v is not None else None, y) for r, p, y, v in rows.all(
        "SELECT result_id, position, year, value FROM measurements WHERE plan = ? ORDER BY year") if y <= year}
    targets = {}
    for r, p, y, value in rows.all("SELECT result_id, position, year, value FROM targets WHERE plan = ? ORDER BY year"):
        if y >= year:
            targets.setdefault((r, p), (value, y))
    for r, p, text, b_text, b, b_year, t_text, t, t_year in rows.all(
            "SELECT result_id, position, indicator, baseline_text, baseline_value, baseline_year, target_text, "
            "target_value, target_year FROM indicators WHERE plan = ? ORDER BY result_id, position"):
        t, t_year = targets.get((r, p), (t, t_year))
        b, t = (None if v is None else float(v) for v in (b, t))
        actual, when = measured.get((r, p), (None, None))
        progress = 100 * (actual - b) / (t - b) if None not in (actual, b, t) and t != b else None
        yield r, text, b, (b_text, b_year), t, (t_text, t_year or rows.last), actual, when, progress


def indicator_counts(indicators):
    body = []
    for a in axes + [""]:
        of = [i for i in indicators if not a or (i[0] or "").split(".")[0] == a]
        body.append([axis(a), len(of), sum(i[2] is not None for i in of), sum(i[4] is not None for i in of),
                     sum(i[2] is not None and i[4] is not None for i in of), sum(i[6] is not None for i in of)])
    pages.table("Indicateurs du cadre logique : ce qui peut être suivi",
                ["Axe", "Indicateurs", "Référence chiffrée", "Cible chiffrée", "Référence et cible chiffrées", "Mesurés"],
                body, [5, 2, 2, 2, 2, 2])


def dated(value, text, when):
    if value is None:
        return words(text or "ND")
    return f"{value:g}" + (f" ({when})" if when else "")


def indicator_table(indicators):
    body, node = [], None
    for r, text, b, (b_text, b_year), t, (t_text, t_year), actual, when, progress in indicators:
        if r != node and r:
            body.append(f"{r} {rows.results[r][3]}")
        node = r
        body.append([words(text), dated(b, b_text, b_year), dated(t, t_text, t_year), dated(actual, "ND", when),
                     percent(progress) if actual is not None else "ND"])
    pages.table("Avancement vers la prochaine cible",
                ["Indicateur", "Référence", "Prochaine cible", "Dernière mesure", "Avancement"], body, [8, 3, 3, 2, 2])


def decisions(returns, indicators):
    newest = {r[2]: r for r in sorted(returns, key=lambda r: r[3])}
    late = [r for r in newest.values() if not r[4]]
    waiting = [i for i in activities if (i, year) in rows.scheduled and (i, year) not in rows.progress]
    poor = [f for f, _ in rows.funders if rows.financing[f, year] and
            rows.received[f, year] < rows.financing[f, year] / 2]
    ahead = [i for i in outputs if rows.pace[i, year].n and
             rows.pace[i, year].value() - rows.states[i, "pace", year] / rows.pace[i, year].n >= 20]
    of = {s: [i for i in activities if rows.progress.get((i, year), ("",))[0] == s] for s in STATES}
    unknown = [i for i in indicators if i[6] is None]

    def some(items):
        return words(", ".join(items[:5]) + (f" + {len(items) - 5}" if len(items) > 5 else ""))

    def credits(items):
        return words(f"{money(sum(rows.base.get((i, year), 0) for i in items))} milliers de FCFA de crédits")

    pages.table("Ce que demandent les faits", ["Décision demandée", "Pourquoi", "Qui, quoi"], [
        [words(f"Relancer {len(late)} structures dont la fiche manque"), words(f"{len(waiting)} activités programmées "
                                                                               "sans réponse possible"),
         some([r[2] for r in late])],
        [words(f"Obtenir le versement attendu de {len(poor)} sources de financement"),
         words(f"manquent {money(sum(rows.financing[f, year] - rows.received[f, year] for f in poor))} milliers de FCFA"),
         some([NAMES[f] for f in poor])],
        [words(f"Faire vérifier les dépenses en avance sur le travail ({len(ahead)})"),
         words("20 points d’avance au moins"), some(ahead)],
        [words(f"Donner une nouvelle date à {len(of['postponed'])} activités reportées"), credits(of["postponed"]),
         some(of["postponed"])],
        [words(f"Lancer ou reprogrammer {len(of['not_started'])} activités non commencées"), credits(of["not_started"]),
         some(of["not_started"])],
        [words(f"Faire mesurer {len(unknown)} indicateurs du cadre logique"), words(f"sur {len(indicators)}"), ""],
    ], [5, 4, 4])


def matrix():
    body = []
    wanted = {i for i in activities if (i, year) in rows.scheduled or (i, year) in rows.progress or
              (i, year) in rows.spent}
    shown = wanted | {n for i in wanted for n in rows.above[i]}
    for i in rows.order:
        if i not in shown:
            continue
        if i not in wanted:
            body.append(f"{i} {rows.results[i][3]}")
            continue
        base, spent, done = rows.base.get((i, year), 0), rows.spent.get((i, year)), rows.progress.get((i, year))
        body.append([label(i), words(rows.leads.get(i, "")), money(base) if base else "PM", money(spent),
                     percent(100 * spent / base if base and spent is not None else None),
                     percent(done[1] if done else None), WORDS[done[0]] if done else "sans réponse"])
    plan_rate = rows.financial["", year]
    body.append(["Ensemble du plan", "", money(rows.total_base["", year]), money(rows.total_spent["", year]),
                 percent(plan_rate.value()), percent(rows.physical["", year].value()), ""])
    pages.table(f"Activités de {year}", ["Activité", "Structure pilote", "Dotation révisée", "Payé", "Taux financier",
                                         "Taux physique", "État"], body, [10, 2, 2, 2, 2, 2, 2])


def returns_tables(returns):
    count = {}
    for i in activities:
        if (i, year) in rows.scheduled:
            n, base = count.get(rows.leads.get(i), (0, 0))
            count[rows.leads.get(i)] = n + 1, base + rows.base.get((i, year), 0)
    full = [[words(sender), period, due, got or "", status or "non reçue", count.get(sender, (0, 0))[0],
             money(count.get(sender, (0, 0))[1]), "" if not got or got <= due else "en retard", words(comment)]
            for _, period, sender, due, got, status, comment in returns]
    head = ["Structure", "Période", "Attendue le", "Reçue le", "État", "Activités", "Dotation révisée", "Retard",
            "Observation"]
    pages.table("Fiches non reçues", head, [row for row in full if not row[3]], [3, 2, 2, 2, 2, 2, 2, 2, 4])
    pages.table(f"Toutes les fiches de {year}", head, full, [3, 2, 2, 2, 2, 2, 2, 2, 4])


def origin_tables():
    """Where each rate comes from: the largest amounts, with their place; the rest in one row."""
    def place(i):
        return words(f"{rows.planned_places.get((i, year), '')} ; {rows.sheets.get((i, year), '')}")

    paid = sorted((i for i in activities if rows.base.get((i, year)) and (i, year) in rows.spent),
                  key=lambda i: -rows.base[i, year])
    body = [[label(i), money(rows.spent[i, year]), money(rows.base[i, year]), place(i)] for i in paid[:10]]
    rest = paid[10:]
    body.append([f"autres ({len(rest)})", money(sum(rows.spent[i, year] for i in rest)),
                 money(sum(rows.base[i, year] for i in rest)), ""])
    pages.table("Exécution financière", ["Activité", "Payé", "Dotation révisée", "Lieu"], body, [6, 2, 2, 6])
    done = [i for i in activities if (i, year) in rows.scheduled and rows.progress.get((i, year), (0, None))[1] is not None]
    body = [[label(i), percent(rows.progress[i, year][1]), words(rows.progress[i, year][3])] for i in done[:6]]
    pages.table("Exécution physique", ["Activité", "Avancement", "Lieu"], body + [[f"autres ({len(done) - 6})", "", ""]],
                [6, 2, 6])
    lines = sorted((k for k in rows.lines if k[2] == year), key=lambda k: -rows.lines[k][0])
    body = [[words(f"{NAMES[k[0]]}, axe {k[1]}"), money(rows.sources.get(k, (None,))[0]), money(rows.lines[k][0]),
             words(f"{rows.lines[k][1]} ; {rows.sources.get(k, (0, ''))[1]}")] for k in lines[:10]]
    pages.table("Mobilisation", ["Ligne", "Reçu", "Prévu", "Lieu"], body + [[f"autres ({len(lines) - 10})", "", "", ""]],
                [6, 2, 2, 6])


def definition_tables():
    pages.table("Indicateurs et formules", ["Indicateur", "Définition", "Formule"], [
        [words(a), words(b), words(c)] for a, b, c in (
            ("Taux d’exécution financière", "Dépense des activités dotées dont la dépense est connue, rapportée à leur base.",
             "payé ÷ dotation révisée"),
            ("Taux d’exécution physique", "Moyenne de l’avancement des activités programmées dont il est connu.",
             "Σ poids × avancement ÷ Σ poids"),
            ("Taux de mobilisation", "Reçu des lignes dont il est connu, rapporté à leur financement prévu.",
             "reçu ÷ financement prévu"),
            ("Avancement vers la prochaine cible", "Chemin parcouru entre la référence et la prochaine cible.",
             "(mesure − référence) ÷ (cible − référence)"),
            ("Taux de couverture", "Bénéficiaires rapportés à la population de la région.",
             "bénéficiaires ÷ population"))], [3, 6, 4])
    pages.table("Signes et feux", ["Signe", "Signification"], [[a, words(b)] for a, b in (
        ("V", "80 % au moins"), ("J", "plus de 70 %"), ("O", "plus de 50 %"), ("R", "50 % au plus"),
        ("G", "moins de 80 % de la base connue"), ("ND", "non disponible : demandé et non reçu"),
        ("s.o.", "sans objet : non demandé"), ("n.c.", "non calculable"), ("PM", "pour mémoire : prévu sans crédits propres"),
        ("–", "tiret imprimé"), ("n/N", "connus sur attendus"))], [1, 8])
    pages.table("Documents et données", ["Source", "Titre", "Détail"], [
        [words(i), words(t), words(p)] for i, t, p in rows.all("SELECT id, title, path FROM documents WHERE plan = ?")],
        [2, 8, 4])


returns = [r for r in rows.all("SELECT id, period, sender, due_on, received_on, status, comment FROM returns "
                               "WHERE plan = ? ORDER BY id") if rows.year_of.get(r[1], int(r[1][:4])) == year]
indicators = list(indicator_rows())
activity_tables()
money_tables()
gap_tables()
coverage_tables()
indicator_counts(indicators)
decisions(returns, indicators)
pages.turn("wide")
matrix()
told_table("Ce que disent les structures des activités en cours", STATES[1:2])
returns_tables(returns)
origin_tables()
indicator_table(indicators)
pages.turn("tall")
if package:
    from annual_audit import audit_tables
    audit_tables(pages, package)
definition_tables()
pages.write(out, f"Rapport annuel d’exécution {year}")
