-- Part de l'argent reçu qui a été payée ; ce qui restait des années précédentes compte avec le reçu.
-- Quand plus a été payé avant que ce qui est reçu depuis, il n'y a pas de fonds à rapporter : n.c.
return indicator {
  id = "paye-sur-recu",
  title = { fr = "Payé sur reçu", en = "Paid over received" },
  definition = {
    fr = "Part des fonds disponibles (report à nouveau et fonds reçus) qui a été payée.",
    en = "Share of the funds at hand (opening balance and funds received) that has been paid.",
  },
  formula = {
    fr = "Σ payé ÷ (report à nouveau + Σ reçu) ; report à nouveau : reçu moins payé des années précédentes du plan ; fonds négatifs : n.c.",
    en = "Σ paid ÷ (opening balance + Σ received); opening balance: received less paid in the plan's earlier years; funds below zero: n.c.",
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
    { name = "avances plus grandes que le reçu", given = { paid = 60, opening = -100, received = 80 }, expect = "n.c.",
      reason = "negative-base" },
    { name = "avances, et rien de payé", given = { paid = 0, opening = -20, received = 0 }, expect = "n.c.", reason = "negative-base" },
    { name = "reçu inconnu", given = { paid = 5, opening = 0, received = "ND" }, expect = "ND" },
  },
  value = function(n)
    local paid, funds = n:spent { stage = "paid" }, n:opening() + n:funding { status = "received" }
    if paid:known() and funds:known() and funds < 0 then return n:impossible("negative-base") end
    return paid / funds
  end,
}
