-- Cette année moins l'année dernière, en points.
return indicator {
  id = "evolution-mobilisation",
  title = { fr = "Évolution de la mobilisation", en = "Change in mobilisation" },
  definition = {
    fr = "Différence entre le taux de mobilisation de l'année et celui de l'année précédente.",
    en = "Difference between the year's mobilisation rate and that of the year before.",
  },
  formula = {
    fr = "(Taux de l'année − taux de l'année précédente) × 100, en points ; s.o. la première année du plan.",
    en = "(Rate of the year − rate of the year before) × 100, in points; n/a in the plan's first year.",
  },
  source = {
    fr = "Plan de financement du document ; avis de versement.",
    en = "Financing plan of the document; payment notices.",
  },
  unit = "points",
  by = { "node", "funder" },
  financing = true,
  examples = {
    { name = "en baisse", given = { received = { 40 }, financing = { 50 }, previous = { received = { 90 }, financing = { 100 } } },
      expect = -10 },
    { name = "rien n'était prévu l'année dernière", given = { received = { 40 }, financing = { 50 },
      previous = { received = { "s.o." }, financing = { "-" } } }, expect = "s.o." },
    { name = "une ligne inconnue cette année", given = { received = { 40, "ND" }, financing = { 50, 50 },
      previous = { received = { 90 }, financing = { 100 } } }, expect = -10, reported = "1/2" },
  },
  value = function(n)
    local before = n:indicator("taux-mobilisation", { year = -1 })
    if not before:known() then return before end
    return (n:indicator("taux-mobilisation") - before) * 100
  end,
}
