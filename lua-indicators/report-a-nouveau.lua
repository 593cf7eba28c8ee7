-- Ce qu'une source a versé les années précédentes du plan et qui n'a pas été payé.
return indicator {
  id = "report-a-nouveau",
  title = { fr = "Report à nouveau", en = "Opening balance" },
  definition = {
    fr = "Ce qui a été reçu et n'a pas été payé les années précédentes du plan ; négatif, des paiements ont été faits avant réception.",
    en = "What was received and not paid in the plan's earlier years; below zero, payments were made before receipt.",
  },
  formula = {
    fr = "Σ reçu − Σ payé, des années précédentes du plan ; sans objet la première année.",
    en = "Σ received − Σ paid, of the plan's earlier years; not applicable in the first year.",
  },
  source = {
    fr = "Avis de versement et fiches de collecte.",
    en = "Payment notices and returns.",
  },
  unit = "amount",
  by = { "node", "funder" },
  amounts = true,
  examples = {
    { name = "reçu plus que payé", given = { opening = 20 }, expect = 20 },
    { name = "payé d'avance", given = { opening = -20 }, expect = -20 },
    { name = "une fiche manque", given = { opening = "ND" }, expect = "ND" },
  },
  value = function(n)
    return n:opening()
  end,
}
