"""The figures of the document that disagree, found by tests/findings."""
import os
import sys

from annual_pages import money, words

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", ".."))
from findings.rules import audit  # noqa: E402

# Figures that only repeat what another finding says first.
ORDER = ["row-total", "subtotal-lines", "table-total", "two-tables", "claim-amount", "words-figures", "percentage",
         "subtotal-children", "subtotal-years"]


def first_told(findings):
    """Findings of severity error, without those at a place (a node, a year, or what adds them up) already told of."""
    told, kept = set(), []
    for f in sorted(findings, key=lambda f: (ORDER.index(f["rule"]) if f["rule"] in ORDER else 99, -len(f["year"]))):
        if f["severity"] != "error":
            continue
        about, y = f["about"], f["year"]
        if f["rule"] in ORDER and (f["rule"] != "two-tables" or not about):
            if any((not about or a == about or a.startswith(about + ".")) and (not y or t == y) for a, t in told):
                continue
        if f["rule"] in ORDER:
            told.add((about, y))
        kept.append(f)
    return kept


def audit_tables(pages, package):
    kept = first_told(audit(package)[1])
    amounts = [f for f in kept if f["rule"] in ORDER and f["rule"] != "percentage"]
    pages.table("Montants qui ne concordent pas", ["Constat", "Imprimé", "Recalculé", "Écart", "Lieu"],
                [[words(f["finding"])] + [money(int(f[k])) if f[k].lstrip("-").isdigit() else f[k]
                                          for k in ("printed", "computed", "difference")] +
                 [words(f"l. {f['line']} ; l. {f['line_2']}")] for f in amounts], [6, 3, 3, 3, 3])
    pages.table("Autres chiffres qui ne concordent pas", ["Constat", "Lieu"],
                [[words(f"{f['finding']} : {f['printed']}, {f['computed']}"), words(f"l. {f['line']} ; l. {f['line_2']}")]
                 for f in kept if f not in amounts], [8, 3])
