-- Cette année moins l'année dernière, en points.
return indicator {
  id = "evolution-execution-physique",
  title = { fr = "Évolution de l'exécution physique", en = "Change in physical execution" },
  definition = {
    fr = "Différence entre le taux de l'année et celui de l'année précédente.",
    en = "Difference between the year's rate and that of the year before.",
  },
  formula = {
    fr = "(Taux de l'année − taux de l'année précédente) × 100, en points ; s.o. la première année du plan.",
    en = "(Rate of the year − rate of the year before) × 100, in points; n/a in the plan's first year.",
  },
  source = {
    fr = "Fiches de collecte des structures.",
    en = "Returns of the structures.",
  },
  unit = "points",
  examples = {
    { name = "en hausse", given = { weight = { 1 }, physical = { 0.6 }, previous = { weight = { 1 }, physical = { 0.4 } } }, expect = 20 },
    { name = "l'année dernière manque", given = { weight = { 1 }, physical = { 0.6 }, previous = { weight = { 1 }, physical = { "ND" } } }, expect = "ND" },
  },
  value = function(n)
    local before = n:indicator("taux-execution-physique", { year = -1 })
    if not before:known() then return before end
    return (n:indicator("taux-execution-physique") - before) * 100
  end,
}
