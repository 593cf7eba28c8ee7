-- Part de l'argent reçu qui a été payée ; ce qui restait des années précédentes compte avec le reçu.
return indicator {
  id = "paye-sur-recu",
  title = { fr = "Payé sur reçu", en = "Paid over received" },
  definition = {
    fr = "Part des fonds disponibles (report à nouveau et fonds reçus) qui a été payée.",
    en = "Share of the funds at hand (opening balance and funds received) that has been paid.",
  },
  formula = {
    fr = "Σ payé ÷ (report à nouveau + Σ reçu) ; report à nouveau : reçu moins payé des années précédentes du plan.",
    en = "Σ paid ÷ (opening balance + Σ received); opening balance: received less paid in the plan's earlier years.",
  },
  source = {
    fr = "Avis de versement et fiches de collecte.",
    en = "Payment notices and returns.",
  },
  unit = "ratio",
  by = { "node", "funder" },
  amounts = true,
  examples = {
    { name = "le report compte", given = { paid = 60, opening = 20, received = 80 }, expect = 0.6 },
    { name = "report négatif : avances à rembourser", given = { paid = 60, opening = -20, received = 80 }, expect = 1 },
    { name = "rien de reçu, rien de payé", given = { paid = 0, opening = 0, received = 0 }, expect = "s.o." },
    { name = "payé sans rien recevoir", given = { paid = 5, opening = 0, received = 0 }, expect = "n.c.", reason = "no-allocation" },
    { name = "rien à recevoir cette année", given = { paid = 5, opening = 20, received = "-" }, expect = 0.25 },
    { name = "reçu inconnu", given = { paid = 5, opening = 0, received = "ND" }, expect = "ND" },
  },
  value = function(n)
    return n:spent { stage = "paid" } / (n:opening() + n:funding { status = "received" })
  end,
}
