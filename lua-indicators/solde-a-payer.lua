-- Solde entre deux stades ; une activité dont l'un des deux n'est pas connu n'y entre pas, ni une source
-- qui n'a pas les deux stades : c'est « - » qui y veille.
return indicator {
  id = "solde-a-payer",
  title = { fr = "Reste à payer", en = "To be paid" },
  definition = {
    fr = "Ce qui est ordonnancé et n'est pas encore payé.",
    en = "What is ordered and not yet paid.",
  },
  formula = {
    fr = "Σ (ordonnancé − payé), sur les activités dont les deux sont connus et les sources qui ont les deux stades.",
    en = "Σ (ordered − paid), over the activities where both are known and the funders that have both stages.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "amount",
  by = { "node", "funder" },
  amounts = true,
  examples = {
    { name = "sur les mêmes activités", given = { ordered = { 100, 50 }, paid = { 70, "ND" } }, expect = 30, reported = "1/2" },
    { name = "correction négative", given = { ordered = { 100 }, paid = { -5 } }, expect = 105 },
    { name = "le stade n'existe pas", given = { ordered = { 100 }, paid = { "s.o." } }, expect = "s.o." },
  },
  value = function(n)
    return n:spent { stage = "ordered" } - n:spent { stage = "paid" }
  end,
}
