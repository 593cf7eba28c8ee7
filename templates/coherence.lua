-- Cohérence du document : ce qu'il imprime de lui-même, recalculé et comparé.
-- Une forme que l'on peut adresser à ses auteurs. Un chapitre n'est là que s'il a un constat.

-- Toutes les règles, sauf celles du cadre logique qui ont leur tableau.
local autres = { "row-total", "subtotal-lines", "subtotal-children", "subtotal-years", "table-total", "coverage-total",
  "coverage-members", "two-tables", "claim-amount", "claim-count", "words-figures", "bad-grouping", "percentage",
  "derived-value", "shares-sum", "two-printings", "plan-period", "label-code", "header-years", "dated-value",
  "misplaced-code", "duplicate-code", "code-order", "missing-result", "wording", "direction", "indicator-unit",
  "statement", "two-names", "malformed-date", "unscheduled", "pm-total", "two-roles" }
local erreurs = { "findings/amounts", "findings/errors" }

return report {
  id = "coherence",
  title = { fr = "Cohérence du document", en = "Consistency of the document" },
  plan_only = true, -- le plan tel qu'il est imprimé : aucune donnée d'exécution

  cover { formats = { "pdf" } },
  page {},
  chapter { title = { fr = "En bref", en = "In short" } },
  findings_brief { rows = 5 },
  text { text = {
    fr = "Ce que le document dit de lui-même (totaux, parts, dates, codes, libellés, phrases) a été recalculé ou comparé à partir du "
      .. "document même ; ce rapport donne ce qui ne concorde pas.",
    en = "What the document says of itself (totals, shares, dates, codes, wordings, statements) was recomputed or compared from the "
      .. "document itself; this report gives what disagrees.",
  } },
  findings_count { key = "bilan", title = { fr = "Nombre de constats", en = "Number of findings" } },
  text { role = "item", text = {
    fr = "Une **erreur** est une somme fausse ou deux chiffres différents pour la même chose ; un **arrondi**, un écart que l'arrondi "
      .. "explique presque ; une **alerte**, un texte qui trompe ou qui manque ; une **note**, une coquille ou une menue différence.",
    en = "An **error** is a wrong sum or two different figures for the same thing; a **rounding difference**, a gap that rounding "
      .. "almost explains; a **warning**, words that mislead or are missing; a **note**, a misprint or a small difference.",
  } },
  text { role = "item", with = "findings/consequences", text = {
    fr = "Une **conséquence** (↳) découle, en tout ou en partie, du constat sous lequel elle est rangée. Quand un écart a plusieurs "
      .. "causes, elle les nomme toutes par leur numéro, avec la part de chacune, et dit ce qu'elles n'expliquent pas.",
    en = "A **consequence** (↳) follows, wholly or in part, from the finding above it. When a difference has several causes, it "
      .. "names them all by their number, with the part of each, and says what they leave unexplained.",
  } },
  text { role = "item", text = {
    fr = "Pour chaque constat, il reste à dire **laquelle des deux versions est la bonne** : comparer n'est pas corriger.",
    en = "For each finding, it remains to be said **which of the two versions is right**: to compare is not to correct.",
  } },
  text { role = "item", text = {
    fr = "Les lieux nomment la section, le tableau ou l'annexe, puis la ligne (l.) du texte extrait du document (chapitre Sources). "
      .. "Une ligne qui porte plusieurs numéros dit la même chose à plusieurs titres ou en plusieurs lieux.",
    en = "Places name the section, table or annex, then the line (l.) of the document's extracted text (Sources chapter). A row "
      .. "with several numbers says the same thing on several grounds or in several places.",
  } },

  chapter { title = { fr = "Erreurs", en = "Errors" }, with = erreurs },
  findings { key = "montants", title = { fr = "Montants qui ne concordent pas", en = "Amounts that disagree" },
    severities = { "error" }, amounts = "only", shape = "amounts", consequences = true, with = "findings/amounts" },
  findings { key = "erreurs", title = { fr = "Autres chiffres qui ne concordent pas", en = "Other figures that disagree" },
    severities = { "error" }, amounts = "without", consequences = true, with = "findings/errors" },
  chapter { title = { fr = "Arrondis", en = "Rounding" }, with = "findings/rounding" },
  findings { key = "arrondis", title = { fr = "Écarts que l'arrondi explique presque", en = "Differences that rounding almost explains" },
    severities = { "rounding" }, shape = "amounts", consequences = true, with = "findings/rounding" },
  chapter { title = { fr = "Alertes", en = "Warnings" }, with = "findings/warnings" },
  findings { key = "alertes", title = { fr = "Phrases, libellés, codes et dates", en = "Statements, wordings, codes and dates" },
    severities = { "warning" }, rules = autres, consequences = true, with = "findings/warnings" },
  chapter { title = { fr = "Cadre logique", en = "Logical framework" }, with = "findings/indicators" },
  findings_indicators { key = "indicateurs", title = {
    fr = "Indicateurs sans référence, sans cible ou sans moyen de vérification",
    en = "Indicators without a baseline, a target or a means of verification" }, with = "findings/indicators" },
  chapter { title = { fr = "Notes", en = "Notes" }, with = "findings/notes" },
  findings { key = "notes", title = { fr = "Coquilles et menues différences", en = "Misprints and small differences" },
    severities = { "note" }, rules = autres, consequences = true, with = "findings/notes" },
  chapter { title = { fr = "Sources", en = "Sources" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },

  -- La même liste pour un tableur : une ligne par constat, avec sa règle, sa cause et sa phrase.
  chapter { title = { fr = "Constats", en = "Findings" }, formats = { "xlsx", "csv" } },
  findings { key = "constats", title = { fr = "Tous les constats", en = "All findings" },
    consequences = true, shape = "detail", formats = { "xlsx", "csv" } },
}
