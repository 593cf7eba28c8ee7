-- Cohérence du plan : ce que le document imprime de lui-même, recalculé et comparé.
-- Une forme que l'on peut adresser aux auteurs du plan.

return report {
  id = "coherence",
  title = { fr = "Cohérence du plan d'actions", en = "Consistency of the action plan" },
  plan_only = true, -- le plan tel qu'il est imprimé : aucune donnée d'exécution

  cover { formats = { "pdf" } },
  page {},
  chapter { title = { fr = "En bref", en = "In short" } },
  text { role = "lead", text = {
    fr = "Le document du plan imprime des totaux, des sous-totaux, des parts et des codes. Chacun a été recalculé à partir des "
      .. "lignes du document lui-même ; ce rapport donne ceux qui ne concordent pas.",
    en = "The plan's document prints totals, subtotals, shares and codes. Each was recomputed from the document's own lines; this "
      .. "report gives those that disagree.",
  } },
  findings_count { key = "bilan", title = { fr = "Nombre de constats", en = "Number of findings" } },
  text { role = "item", text = {
    fr = "Une **erreur** est une somme fausse ou deux montants différents pour la même chose ; un **arrondi**, un écart que l'arrondi "
      .. "explique presque ; une **alerte**, un libellé qui trompe ; une **note**, une coquille.",
    en = "An **error** is a wrong sum or two different amounts for the same thing; a **rounding**, a gap that rounding almost "
      .. "explains; a **warning**, a misleading label; a **note**, a misprint.",
  } },
  text { role = "item", text = {
    fr = "Une **conséquence** (↳) disparaît quand on corrige le constat sous lequel elle est rangée.",
    en = "A **consequence** (↳) goes away once the finding above it is corrected.",
  } },
  text { role = "item", text = {
    fr = "Pour chaque constat, il reste à dire **lequel des deux montants est le bon** : Jalon compare, il ne corrige pas le document.",
    en = "For each finding, it remains to be said **which of the two amounts is right**: Jalon compares, it does not correct the document.",
  } },
  text { role = "item", text = {
    fr = "Les lieux sont des lignes du texte extrait du document, dont le nom est au chapitre Sources.",
    en = "Places are lines of the document's extracted text, named in the Sources chapter.",
  } },

  page {},
  chapter { title = { fr = "Erreurs", en = "Errors" } },
  findings { key = "erreurs", title = { fr = "Montants qui ne concordent pas", en = "Amounts that disagree" },
    severities = { "error" }, consequences = true },
  chapter { title = { fr = "Arrondis, alertes et notes", en = "Rounding, warnings and notes" } },
  findings { key = "autres", title = { fr = "Arrondis, libellés et codes", en = "Rounding, labels and codes" },
    severities = { "rounding", "warning", "note" },
    rules = { "row-total", "subtotal-lines", "subtotal-children", "subtotal-years", "table-total", "two-tables", "percentage",
      "shares-sum", "label-code", "header-years", "misplaced-code", "duplicate-code", "claim-amount", "words-figures",
      "claim-count", "coverage-total", "derived-value", "two-printings" }, consequences = true },
  chapter { title = { fr = "Libellés, dates et cadre logique", en = "Wordings, dates and logical framework" } },
  findings { key = "phrases", title = { fr = "Ce que le document dit de plusieurs façons, ou ne dit pas", en = "What the document says in several ways, or does not say" },
    rules = { "statement", "direction", "dated-value", "plan-period", "missing-result", "code-order", "wording", "indicator-unit", "no-baseline",
      "no-target", "no-verification" }, consequences = true },
  chapter { title = { fr = "Sources", en = "Sources" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },

  -- La même liste pour un tableur : une ligne par constat, avec sa règle, sa cause et sa phrase.
  chapter { title = { fr = "Constats", en = "Findings" }, formats = { "xlsx", "csv" } },
  findings { key = "constats", title = { fr = "Tous les constats", en = "All findings" },
    consequences = true, detail = true, formats = { "xlsx", "csv" } },
}
