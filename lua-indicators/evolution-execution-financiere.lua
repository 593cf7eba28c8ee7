-- Cette année moins l'année dernière, en points.
return indicator {
  id = "evolution-execution-financiere",
  title = { fr = "Évolution de l'exécution financière", en = "Change in financial execution" },
  definition = {
    fr = "Différence entre le taux de l'année et celui de l'année précédente.",
    en = "Difference between the year's rate and that of the year before.",
  },
  formula = {
    fr = "(Taux de l'année − taux de l'année précédente) × 100, en points ; s.o. la première année du plan.",
    en = "(Rate of the year − rate of the year before) × 100, in points; n/a in the plan's first year.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "points",
  by = { "node", "funder" },
  stage = true,
  uses_base = true,
  examples = {
    { name = "en hausse", given = { spent = { 60 }, base = { 100 }, previous = { spent = { 40 }, base = { 100 } } }, expect = 20 },
    { name = "l'année dernière manque", given = { spent = { 60 }, base = { 100 }, previous = { spent = { "ND" }, base = { 100 } } }, expect = "ND" },
  },
  value = function(n)
    local before = n:indicator("taux-execution-financiere", { year = -1 })
    if not before:known() then return before end
    return (n:indicator("taux-execution-financiere") - before) * 100
  end,
}
