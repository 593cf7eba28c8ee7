-- Ce qui reste à engager. Une activité dont l'engagement n'est pas connu n'y entre pas, ni celle dont une source ne connaît
-- que le paiement : sa dotation paraîtrait libre ; c'est « - » qui y veille.
return indicator {
  id = "solde-disponible",
  title = { fr = "Solde disponible", en = "Available balance" },
  definition = {
    fr = "Ce qui reste à engager sur la dotation.",
    en = "What is left of the allocation to commit.",
  },
  formula = {
    fr = "Σ (base − engagé), sur les activités dont l'engagement est connu et dont toutes les sources ont ce stade ; "
      .. "par source : financement prévu − engagé.",
    en = "Σ (base − committed), over the activities whose commitments are known and whose funders all have that stage; "
      .. "by funder: planned financing − committed.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "amount",
  by = { "node", "funder" },
  amounts = true,
  uses_base = true,
  examples = {
    { name = "sur les mêmes activités", given = { base = { 100, 50 }, committed = { 70, "ND" } }, expect = 30, reported = "1/2" },
    { name = "correction négative", given = { base = { 100 }, committed = { -5 } }, expect = 105 },
    { name = "le stade n'existe pas", given = { base = { 100 }, committed = { "s.o." } }, expect = "s.o." },
  },
  value = function(n)
    return n:base() - n:spent { stage = "committed" }
  end,
}
