-- Dans le total dépensé, hors du taux d'exécution, et listées.
return indicator {
  id = "depenses-hors-dotation",
  title = { fr = "Dépenses hors dotation", en = "Spending outside allocations" },
  definition = {
    fr = "Dépenses sur des activités pour mémoire ou sans dotation cette année, au stade choisi.",
    en = "Spending on activities pour mémoire or without an allocation that year, at the chosen stage.",
  },
  formula = {
    fr = "Σ dépense au stade, sur les activités dont la base n'est pas positive.",
    en = "Σ spending at the stage, over the activities whose base is not positive.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "amount",
  stage = true,
  uses_base = true,
  examples = {
    { name = "sur une activité pour mémoire", given = { outside = { 5, "s.o." } }, expect = 5 },
    { name = "correction négative", given = { outside = { 5, -2 } }, expect = 3 },
  },
  value = function(n)
    return n:outside()
  end,
}
