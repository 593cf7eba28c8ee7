-- Solde entre deux stades ; une activité dont l'un des deux n'est pas connu n'y entre pas, ni une source
-- qui n'a pas les deux stades : c'est « - » qui y veille.
return indicator {
  id = "solde-liquide-non-ordonnance",
  title = { fr = "Liquidé non ordonnancé", en = "Liquidated not ordered" },
  definition = {
    fr = "Ce qui est liquidé et dont le paiement n'est pas encore ordonné.",
    en = "What is liquidated and whose payment is not yet ordered.",
  },
  formula = {
    fr = "Σ (liquidé − ordonnancé), sur les activités dont les deux sont connus et les sources qui ont les deux stades.",
    en = "Σ (liquidated − ordered), over the activities where both are known and the funders that have both stages.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "amount",
  by = { "node", "funder" },
  amounts = true,
  examples = {
    { name = "sur les mêmes activités", given = { liquidated = { 100, 50 }, ordered = { 70, "ND" } }, expect = 30, reported = "1/2" },
    { name = "correction négative", given = { liquidated = { 100 }, ordered = { -5 } }, expect = 105 },
    { name = "le stade n'existe pas", given = { liquidated = { 100 }, ordered = { "s.o." } }, expect = "s.o." },
  },
  value = function(n)
    return n:spent { stage = "liquidated" } - n:spent { stage = "ordered" }
  end,
}
