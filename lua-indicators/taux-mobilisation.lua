-- Part du financement prévu qui a été reçue, ligne de financement par ligne.
return indicator {
  id = "taux-mobilisation",
  title = { fr = "Taux de mobilisation", en = "Mobilisation rate" },
  definition = {
    fr = "Part du financement prévu de l'année qui a été effectivement reçue, en espèces.",
    en = "Share of the year's planned financing that has actually been received, in cash.",
  },
  formula = {
    fr = "Σ reçu ÷ Σ financement prévu, sur les lignes de financement (source × axe) dont le montant reçu "
      .. "est connu ; une source qui ne répartit pas par axe compte pour une ligne.",
    en = "Σ received ÷ Σ planned financing, over the financing lines (funder × axis) whose amount received "
      .. "is known; a funder that does not split by axis counts as one line.",
  },
  source = { fr = "Plan de financement du document ; avis de versement.",
             en = "Financing plan of the document; payment notices." },
  unit = "ratio",
  by = { "node", "funder" },
  financing = true,
  lights = true,
  examples = {
    { name = "sur les lignes connues", given = { received = { 40, "ND" }, financing = { 50, 50 } }, expect = 0.8, reported = "1/2",
      light = "grey" },
    { name = "reçu sans financement prévu", given = { received = { 5 }, financing = { "-" } }, expect = "n.c.", reason = "no-allocation" },
  },
  value = function(n)
    return n:funding { status = "received" } / n:financing()
  end,
}
