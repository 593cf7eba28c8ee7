"""Makes a plan and its returns of any shape, for reports that must keep to their pages whatever the data.
Usage: tests/vast.py FOLDER AXES ACTIVITIES FUNDERS TITLE_LENGTH [YEARS]
Writes FOLDER/plan and FOLDER/returns (packages vast and vast-returns): axes > outputs > activities, the
activities spread evenly, ten to an output, titles of so many characters."""
import csv
import json
import os
import sys

folder, axes, activities, funders, length = sys.argv[1], *(int(a) for a in sys.argv[2:6])
years = int(sys.argv[6]) if len(sys.argv) > 6 else 5
FIRST = 2011
LAST = FIRST + years - 1
NOW = min(2013, LAST)
LEVELS = [("axis", "axe", "axes", "axis", "axes"), ("output", "extrant", "extrants", "output", "outputs"),
          ("activity", "activité", "activités", "activity", "activities")]
TEXT = "Un intitulé qui n'en finit pas, avec des « guillemets », des MAJUSCULES et des virgules, "


def title(name):
    return (name + " : " + TEXT * (length // len(TEXT) + 1))[:max(length, len(name))]


def package(sub, head, tables):
    os.makedirs(os.path.join(folder, sub), exist_ok=True)
    for name, rows in tables.items():
        with open(os.path.join(folder, sub, name + ".csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows(rows)
    head["resources"] = [{"name": n, "path": n + ".csv"} for n in tables]
    with open(os.path.join(folder, sub, "datapackage.json"), "w", encoding="utf-8") as file:
        json.dump(head, file, ensure_ascii=False, indent=1)


results = [["id", "parent_id", "level", "position", "code_printed", "title", "short_title", "doc", "line"]]
budgets = [["activity_id", "year", "printed", "doc", "line"]]
leads = [["result_id", "structure"]]
spending = [["activity_id", "funder", "period", "stage", "state", "amount", "return_id", "comment"]]
progress = [["activity_id", "period", "state", "physical", "quantity_planned", "quantity_done", "unit", "decided_on",
             "document", "return_id", "comment"]]
STATES = [("done", 100), ("under_way", 40), ("not_started", 0), ("postponed", 0)]
line = 0
made = 0
for a in range(1, axes + 1):
    share = activities // axes + (1 if a <= activities % axes else 0)
    results.append([a, "", "axis", a, a, title(f"Axe {a}"), title(f"Axe {a}"), "d", line := line + 1])
    for o in range(1, max(1, -(-share // 10)) + 1):
        output = f"{a}.{o}"
        results.append([output, a, "output", o, output, title(f"Extrant {output}"), "", "d", line := line + 1])
        for k in range(1, min(10, share - 10 * (o - 1)) + 1):
            made += 1
            activity = f"{output}.{k}"
            results.append([activity, output, "activity", k, activity, title(f"Activité {activity}"), "", "d",
                            line := line + 1])
            leads.append([activity, f"S{made % 40}"])
            for year in range(FIRST, LAST + 1):
                budgets.append([activity, year, 1000 + made % 97 * 10 + year % 7, "d", line])
            for year in range(FIRST, NOW + 1):
                if made % 40 >= 36:
                    continue  # led by those who do not answer
                state, done = STATES[(made + year) % 4]
                progress.append([activity, year, state, done, "", "", "", "", "", f"R{year}-S{made % 40}",
                                 title("Difficulté") if made % 9 == 0 else ""])
                spending.append([activity, f"f{made % funders + 1}", year, "paid", "number",
                                 (300 + made % 89 * 9) * 1000, f"R{year}-S{made % 40}", ""])

senders = sorted({row[1] for row in leads[1:]})
returns = [["id", "period", "sender", "due_on", "received_on", "status", "comment"]]
for year in range(FIRST, NOW + 1):
    for sender in senders:
        silent = int(sender[1:]) >= 36
        returns.append([f"R{year}-{sender}", year, sender, f"{year + 1}-01-31", "" if silent else f"{year + 1}-01-20",
                        "expected" if silent else "validated", title("Observation")])
financing = [["result_id", "funder", "year", "printed", "doc", "line"]]
mobilisation = [["funder", "result_id", "period", "status", "nature", "state", "amount", "source"]]
for f in range(1, funders + 1):
    for year in range(FIRST, LAST + 1):
        financing.append([1, f"f{f}", year, 500 + f * 10 + year % 5, "d", line := line + 1])
        if year <= NOW and f % 5:
            mobilisation.append([f"f{f}", 1, year, "received", "cash", "number", (200 + f * 9) * 1000, "Avis"])
names = {"structures": [["id", "name", "doc", "line"]] + [[s, title(s), "", ""] for s in senders],
         "funders": [["id", "position", "name", "name_en", "label_printed"]]
         + [[f"f{f}", f, title(f"Source {f}"), title(f"Funder {f}"), "x"] for f in range(1, funders + 1)]}
indicators = [["result_id", "position", "indicator", "direction", "unit", "kind", "baseline_text", "baseline_value",
               "baseline_year", "target_text", "target_value", "target_year", "verification", "assumptions", "doc",
               "line", "note"]]
measurements = [["result_id", "position", "year", "period", "state", "value", "source", "return_id"]]
for a in range(1, axes + 1):
    indicators.append([a, 1, title(f"Indicateur {a}"), "up", "%", "rate", "10 %", 10, "", "60 %", 60, "", "", "", "d",
                       line := line + 1, ""])
    measurements.append([a, 1, NOW, "", "number", 5 + a % 40, "Rapport", ""])
periods = [["code", "year", "first_day", "last_day", "closed"]] + [
    [year, year, f"{year}-01-01", f"{year}-12-31", "true"] for year in range(FIRST, NOW + 1)]
source = [{"id": "d", "title": "Document inventé pour les tests"}]
package("plan", {"name": "vast", "title": title("Un plan"), "sources": source, "jalon": {
    "kind": "plan", "real": False, "label": "Plan de test", "currency": "XOF", "scale": 1000, "first_year": FIRST,
    "last_year": LAST, "templates": ["tableau-de-bord", "rapport-annuel", "bailleurs", "cadre-logique"], "levels": [dict(zip(("code", "fr", "fr_plural", "en", "en_plural"), level)) for level in LEVELS]}},
        {"results": results, "structures": names["structures"], "funders": names["funders"], "budgets": budgets,
         "financing": financing, "leads": leads, "indicators": indicators,
         "settings": [["key", "about", "value"], ["stage", "", "paid"]]})
package("returns", {"name": "vast-returns", "title": "Fiches inventées", "dependencies": ["vast"], "jalon": {
    "kind": "data", "plan": "vast", "real": False, "label": "Fiches de test"}},
        {"periods": periods, "returns": returns, "spending": spending, "progress": progress,
         "mobilisation": mobilisation, "measurements": measurements})
