-- Solde entre deux stades ; une activité dont l'un des deux n'est pas connu n'y entre pas, ni une source
-- qui n'a pas les deux stades : c'est « - » qui y veille.
return indicator {
  id = "solde-engage-non-liquide",
  title = { fr = "Engagé non liquidé", en = "Committed not liquidated" },
  definition = {
    fr = "Ce qui est engagé et dont le service fait n'est pas encore constaté.",
    en = "What is committed and not yet liquidated.",
  },
  formula = {
    fr = "Σ (engagé − liquidé), sur les activités dont les deux sont connus et les sources qui ont les deux stades.",
    en = "Σ (committed − liquidated), over the activities where both are known and the funders that have both stages.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "amount",
  by = { "node", "funder" },
  amounts = true,
  examples = {
    { name = "sur les mêmes activités", given = { committed = { 100, 50 }, liquidated = { 70, "ND" } }, expect = 30, reported = "1/2" },
    { name = "correction négative", given = { committed = { 100 }, liquidated = { -5 } }, expect = 105 },
    { name = "le stade n'existe pas", given = { committed = { 100 }, liquidated = { "s.o." } }, expect = "s.o." },
  },
  value = function(n)
    return n:spent { stage = "committed" } - n:spent { stage = "liquidated" }
  end,
}
