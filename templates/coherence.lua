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
    fr = "Le document du plan imprime des totaux, des parts, des dates, des codes et des libellés. Chacun a été recalculé ou comparé "
      .. "à partir du document lui-même ; ce rapport donne ceux qui ne concordent pas.",
    en = "The plan's document prints totals, shares, dates, codes and wordings. Each was recomputed or compared from the document "
      .. "itself; this report gives those that disagree.",
  } },
  findings_count { key = "bilan", title = { fr = "Nombre de constats", en = "Number of findings" } },
  text { role = "item", text = {
    fr = "Une **erreur** est une somme fausse ou deux chiffres différents pour la même chose ; un **arrondi**, un écart que l'arrondi "
      .. "explique presque ; une **alerte**, un texte qui trompe ou qui manque ; une **note**, une coquille.",
    en = "An **error** is a wrong sum or two different figures for the same thing; a **rounding**, a gap that rounding almost "
      .. "explains; a **warning**, words that mislead or are missing; a **note**, a misprint.",
  } },
  text { role = "item", text = {
    fr = "Une **conséquence** (↳) découle, en tout ou en partie, du constat sous lequel elle est rangée. Quand un écart a plusieurs "
      .. "causes, elle les nomme toutes par leur numéro, avec la part de chacune, et dit ce qu'elles n'expliquent pas.",
    en = "A **consequence** (↳) follows, wholly or in part, from the finding above it. When a difference has several causes, it "
      .. "names them all by their number, with the part of each, and says what they leave unexplained.",
  } },
  text { role = "item", text = {
    fr = "Pour chaque constat, il reste à dire **laquelle des deux versions est la bonne** : Jalon compare, il ne corrige pas le document.",
    en = "For each finding, it remains to be said **which of the two versions is right**: Jalon compares, it does not correct the document.",
  } },
  text { role = "item", text = {
    fr = "Les lieux sont des lignes du texte extrait du document, dont le nom est au chapitre Sources.",
    en = "Places are lines of the document's extracted text, named in the Sources chapter.",
  } },

  chapter { title = { fr = "Erreurs", en = "Errors" } },
  findings { key = "montants", title = { fr = "Montants qui ne concordent pas", en = "Amounts that disagree" },
    severities = { "error" }, amounts = "only", shape = "amounts", consequences = true },
  findings { key = "erreurs", title = { fr = "Autres chiffres qui ne concordent pas", en = "Other figures that disagree" },
    severities = { "error" }, amounts = "without", consequences = true },
  chapter { title = { fr = "Arrondis", en = "Rounding" } },
  findings { key = "arrondis", title = { fr = "Écarts que l'arrondi explique presque", en = "Gaps that rounding almost explains" },
    severities = { "rounding" }, consequences = true },
  chapter { title = { fr = "Alertes et notes", en = "Warnings and notes" } },
  findings { key = "alertes", title = { fr = "Phrases, libellés, dates et cadre logique", en = "Statements, wordings, dates and logical framework" },
    severities = { "warning" }, consequences = true },
  findings { key = "notes", title = { fr = "Coquilles et menus écarts", en = "Misprints and small differences" },
    severities = { "note" }, consequences = true },
  chapter { title = { fr = "Sources", en = "Sources" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },

  -- La même liste pour un tableur : une ligne par constat, avec sa règle, sa cause et sa phrase.
  chapter { title = { fr = "Constats", en = "Findings" }, formats = { "xlsx", "csv" } },
  findings { key = "constats", title = { fr = "Tous les constats", en = "All findings" },
    consequences = true, shape = "detail", formats = { "xlsx", "csv" } },
}
